"""Places on the three time lines of the rulebook: days, terms and cohorts, each as a whole number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from registrar.kernel import AcademicYear, Term

AppliesBy = Literal["event_date", "term", "cohort"]
OPEN = "open"
FIRST = -(10**9)
LAST = 10**9
_PARTS = ("S1", "S2", "ST")


def place_of(value: date | str, applies_by: AppliesBy) -> int:
    """Return the number of a day, term key or cohort on its line; neighbours differ by one.

    Raises ValueError when the value isn't of the line's kind.
    """
    if applies_by == "event_date":
        if not isinstance(value, date):
            raise ValueError(f"not a day: {value!r} (write it like 2024-09-02)")
        return value.toordinal()
    if isinstance(value, date):
        raise ValueError(f"a day ({value}) where a {applies_by} is wanted")
    if applies_by == "term":
        term = Term.parse(value)
        return term.year.start * len(_PARTS) + _PARTS.index(term.part)
    return AcademicYear.parse(value).start


def text_of(place: int, applies_by: AppliesBy) -> str:
    """Return the day, term key or cohort at a place, or `open` past either end."""
    if place <= FIRST or place >= LAST:
        return OPEN
    if applies_by == "event_date":
        return (date.min + timedelta(days=place - 1)).isoformat()
    if applies_by == "term":
        year, part = divmod(place, len(_PARTS))
        return f"{AcademicYear(year)}-{_PARTS[part]}"
    return str(AcademicYear(place))


def bounds(start: date | str, end: date | str, applies_by: AppliesBy) -> tuple[int, int]:
    """Return first and last place of a stretch; raises ValueError when it runs backwards or is of another kind."""
    low = FIRST if start == OPEN else place_of(start, applies_by)
    high = LAST if end == OPEN else place_of(end, applies_by)
    if high < low:
        raise ValueError(f"ends ({end}) before it starts ({start})")
    return low, high
