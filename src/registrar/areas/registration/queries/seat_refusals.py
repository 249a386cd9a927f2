"""How often somebody was refused for want of a place, by department, clause and time."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.cache import cache

from registrar.areas.catalogue.queries.teaching_places import departments_of_subjects
from registrar.areas.platform.queries.refused_findings import refused_findings

RULES = ("registration.add_subject", "registration.change_group")
STEP = timedelta(minutes=5)
# Decisions are never changed, so what was decided a while ago is counted once for everybody who looks.
SETTLED = timedelta(minutes=10)
KEPT_SECONDS = 3600


@dataclass
class SeatRefusals:
    """Department -> refusals by clause, and by the slot of five minutes they fell in."""

    by_clause: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_slot: dict[str, Counter[datetime]] = field(default_factory=lambda: defaultdict(Counter))

    def plus(self, other: "SeatRefusals") -> "SeatRefusals":
        """Return both together."""
        both = SeatRefusals()
        for one in (self, other):
            for department, clauses in one.by_clause.items():
                both.by_clause[department].update(clauses)
            for department, slots in one.by_slot.items():
                both.by_slot[department].update(slots)
        return both


def seat_refusals(since: datetime, now: datetime) -> SeatRefusals:
    """Count the refusals from the opening on; what is settled comes from the cache and is only ever added to.

    Two queries of decisions at most, each over the time that nobody has counted yet.
    """
    steps = max((now - SETTLED - since) // STEP, 0)
    boundary = since + steps * STEP
    departments = departments_of_subjects()
    settled = _settled(since, boundary, departments)
    # What is decided in this very moment counts as well.
    return settled.plus(_count(since, boundary, now + timedelta(seconds=1), departments))


def _settled(since: datetime, boundary: datetime, departments: dict[str, str]) -> SeatRefusals:
    kept: tuple[datetime, SeatRefusals] | None = cache.get(key := f"seat-refusals:{since.isoformat()}")
    if kept is None or kept[0] > boundary:
        # The clock of a demonstration may have been set back.
        kept = (since, SeatRefusals())
    if kept[0] == boundary:
        return kept[1]
    counted = kept[1].plus(_count(since, kept[0], boundary, departments))
    plain = SeatRefusals(dict(counted.by_clause), dict(counted.by_slot))
    cache.set(key, (boundary, plain), KEPT_SECONDS)
    return plain


def _count(since: datetime, start: datetime, end: datetime, departments: dict[str, str]) -> SeatRefusals:
    found = SeatRefusals()
    step = int(STEP.total_seconds())
    rows = refused_findings(RULES, "registration.seat.", fact="subject", since=start, until=end, step=step)
    for subject, clause, slot, count in rows:
        department = departments.get(subject)
        if department is not None:
            found.by_clause[department][clause] += count
            found.by_slot[department][slot] += count
    return found
