"""Awards whose record changed after they were confirmed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from registrar.areas.assessment.queries.rectified_since import Rectified, rectified_since
from registrar.areas.awards.models import Award
from registrar.areas.awards.queries.graduation import awards


@dataclass(frozen=True)
class ChangedAward:
    """An award, and the results of its study that came or changed after its confirmation, oldest first."""

    award: Award
    changes: tuple[Rectified, ...]


def changed_since(*, after: datetime | None = None, award: Award | None = None) -> list[ChangedAward]:
    """Return the awards that stand on a record which has changed since, the latest change first.

    Nothing about an award changes by itself: the registry asks the board (polyu-2024-25:6J-01). `after` leaves out
    earlier changes, `award` looks at one only. One query, and three more for each term of an award.
    """
    standing = awards().exclude(state=Award.State.RETRACTED)
    if award is not None:
        standing = standing.filter(pk=award.pk)
    first = dict(standing.order_by().values_list("term_id").annotate(Min("confirmed_at")))
    found: dict[tuple[str, int], list[Rectified]] = defaultdict(list)
    for term, since in first.items():
        for one in rectified_since(term, max(since, after) if after else since):
            found[term, one.study].append(one)
    rows = standing.filter(study_id__in={study for _, study in found}) if found else ()
    changed = [
        ChangedAward(row, tuple(one for one in found.get((row.term_id, row.study_id), ()) if one.at > row.confirmed_at))
        for row in rows
    ]
    return sorted((one for one in changed if one.changes), key=lambda one: one.changes[-1].at, reverse=True)
