"""The department says it of many removed subjects at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.allow_subject import Settled
from registrar.areas.registration.actions.mark_waiver import mark_waiver
from registrar.areas.registration.queries.unqualified import unqualified_rows


@transaction.atomic
def mark_waivers(
    registrations: Collection[int], *, waived: bool, words: str, actor: Any, now: datetime
) -> list[Settled]:
    """Mark each as `mark_waiver` does, in the order of the registrations; unknown ones are passed over.

    Everything is locked in one call first, so that two offices, or an office and the students, never wait for each
    other in a circle. Each subject put back is decided on its own, so this is for the rows of a page, not a cohort.
    """
    rows = list(unqualified_rows().filter(pk__in=registrations).order_by("pk").values_list("pk", "study", "group"))
    lock(
        {
            "studies.Study": {study for _, study, _ in rows},
            "registration.SubjectGroup": {group for _, _, group in rows},
        }
    )
    return [mark_waiver(key, waived=waived, words=words, actor=actor, now=now) for key, _, _ in rows]
