"""What has changed in the record since a board run was made."""

from datetime import datetime
from typing import Any, NamedTuple

from registrar.areas.assessment.models import LateAssessment
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.studies.queries.result_changes import changes_since


class Rectified(NamedTuple):
    """One result that came or changed: `old` is empty for a pending one that was settled."""

    study: int
    subject: str
    term: str
    old: str
    new: str
    at: datetime


def rectified_since(term: str, moment: datetime) -> list[Rectified]:
    """Return the results up to a term that were rectified, disqualified or settled late after a moment, oldest first.

    A board run made at that moment rests on an older record for these studies. Three queries.
    """
    until: Any = term_by_key(term)
    rows = [
        Rectified(one.result.study_id, one.result.subject_id, one.result.term_id, one.old_grade, one.new_grade, one.at)
        for one in changes_since(until, moment)
    ]
    late = LateAssessment.objects.filter(
        confirmed_at__gt=moment, entry__sheet__offering__term__ordinal__lte=until.ordinal
    ).select_related("entry__registration", "entry__sheet__offering")
    rows += [
        Rectified(
            one.entry.registration.study_id,
            one.entry.sheet.offering.subject_id,
            one.entry.sheet.offering.term_id,
            "",
            one.grade,
            one.confirmed_at,
        )
        for one in late
        if one.confirmed_at
    ]
    return sorted(rows, key=lambda row: (row.at, row.study, row.subject))
