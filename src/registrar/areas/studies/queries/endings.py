"""How and when studies came to their end."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from django.db.models import F

from registrar.areas.studies.models import StatusChange, Study

# A graduand has met every requirement and only waits for the award (polyu-2024-25:4K-11).
GRADUATING = (Study.Status.GRADUAND, Study.Status.GRADUATED)
ENDED = (*GRADUATING, Study.Status.WITHDRAWN, Study.Status.DEREGISTERED)


class Ending(NamedTuple):
    """Graduation or leaving, and the last term of the study."""

    kind: Literal["graduation", "leaving"]
    last_term: str


def endings(studies: Collection[int]) -> dict[int, Ending]:
    """Return study -> its end, for those that have ended and not been taken up again; one query."""
    rows = StatusChange.objects.filter(study_id__in=studies, after__in=ENDED, after=F("study__status"))
    latest = rows.order_by("study_id", "-at", "-pk").distinct("study_id").values_list("study_id", "after", "term_id")
    return {study: Ending("graduation" if after in GRADUATING else "leaving", term) for study, after, term in latest}
