"""When a student's board meets on a term, and when it confirmed."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, Max, Q

from registrar.areas.assessment.models import Proposal
from registrar.areas.platform.clock import HONG_KONG


class MeetingDays(NamedTuple):
    """The day of the last meeting called, and the day on which the last one was confirmed."""

    meets: date | None = None
    confirmed: date | None = None


NEVER = MeetingDays()


def meeting_days(study_ids: Collection[int], terms: Collection[str]) -> dict[tuple[int, str], MeetingDays]:
    """Return (study, term) -> the days of its board's meetings, where a run has proposals; one query."""
    of_run = Q(board__meetings__run=F("run"))
    rows = (
        Proposal.objects.filter(study__in=study_ids, run__term__in=terms)
        .order_by()
        .annotate(
            meets=Max("board__meetings__held_at", filter=of_run),
            confirmed=Max("board__meetings__confirmed_at", filter=of_run),
        )
        .values_list("study_id", "run__term_id", "meets", "confirmed")
    )
    return {(study, term): MeetingDays(_day(meets), _day(confirmed)) for study, term, meets, confirmed in rows}


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(HONG_KONG).date() if moment else None
