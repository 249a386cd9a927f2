"""How much the groups of a term are wanted, while the window is open."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from registrar.areas.platform.reading import read

_GROUPS = """
    SELECT s.department_id, g.id, o.id, o.subject_id, s.title_en, s.title_zh, g.code, g.quota, g.seats_taken, g.held,
           g.waiting, coalesce(b.planned, 0)
    FROM registration_subjectgroup g
    JOIN registration_offering o ON o.id = g.offering_id AND o.state = 'open' AND o.term_id = %s
    JOIN catalogue_subject s ON s.code = o.subject_id
    LEFT JOIN (SELECT group_id, count(*) AS planned FROM registration_basketitem GROUP BY group_id) b
        ON b.group_id = g.id
    WHERE %s::text[] IS NULL OR s.department_id = ANY(%s)
"""
_SLOTS = """
    SELECT date_bin(%s * interval '1 second', r.registered_at, %s), count(*)
    FROM registration_registration r
    JOIN registration_offering o ON o.id = r.offering_id AND o.term_id = %s
    JOIN catalogue_subject s ON s.code = o.subject_id
    WHERE r.registered_at >= %s AND (%s::text[] IS NULL OR s.department_id = ANY(%s))
    GROUP BY 1
"""


class GroupDemand(NamedTuple):
    """One group: its places and who wants them."""

    department: str
    group: int
    offering: int
    subject: str
    title_en: str
    title_zh: str
    code: str
    quota: int
    taken: int
    held: int
    waiting: int
    planned: int

    @property
    def full(self) -> bool:
        """Whether no place is left that is open to everybody: what others wait for is theirs."""
        return self.quota <= self.taken + self.held + self.waiting

    @property
    def wanting(self) -> int:
        """How many wait for it or plan it beyond its places."""
        return self.waiting + self.planned


@dataclass
class DepartmentDemand:
    """The groups of a department together."""

    department: str
    groups: int = 0
    full: int = 0
    quota: int = 0
    taken: int = 0
    held: int = 0
    waiting: int = 0
    planned: int = 0

    def add(self, one: GroupDemand) -> None:
        """Count a group."""
        self.groups += 1
        self.full += one.full
        for name in ("quota", "taken", "held", "waiting", "planned"):
            setattr(self, name, getattr(self, name) + getattr(one, name))


def group_demand(term: str, departments: Collection[str] | None) -> list[GroupDemand]:
    """Return the open groups of a term, of some departments or (None) of all; one query."""
    wanted = None if departments is None else list(departments)
    return [GroupDemand(*row) for row in read(_GROUPS, [term, wanted, wanted])]


def by_department(groups: Collection[GroupDemand]) -> list[DepartmentDemand]:
    """Return the departments' sums by code."""
    found: dict[str, DepartmentDemand] = {}
    for one in groups:
        found.setdefault(one.department, DepartmentDemand(one.department)).add(one)
    return [found[code] for code in sorted(found)]


def most_wanted(groups: Collection[GroupDemand], limit: int) -> list[GroupDemand]:
    """Return the full groups that somebody still wants, the most wanted first."""
    wanted = [one for one in groups if one.full and one.wanting]
    return sorted(wanted, key=lambda one: (-one.waiting, -one.planned, one.subject, one.code))[:limit]


def taken_over_time(term: str, departments: Collection[str] | None, *, since: datetime, step: int) -> Counter[datetime]:
    """Return beginning of the slot -> places given in it, from `since` on in slots of `step` seconds; one query."""
    wanted = None if departments is None else list(departments)
    return Counter(dict(read(_SLOTS, [step, since, term, since, wanted, wanted])))


def in_slots(counts: Counter[datetime], *, since: datetime, step: int) -> Counter[datetime]:
    """Return counts put into longer slots from `since` on; what lies before is left out."""
    length, found = timedelta(seconds=step), Counter[datetime]()
    for moment, count in counts.items():
        if moment >= since:
            found[since + (moment - since) // length * length] += count
    return found
