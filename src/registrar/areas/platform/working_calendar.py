"""Which days the university is shut."""

from datetime import date
from functools import lru_cache

import holidays
from django.conf import settings

from registrar.kernel.working_days import WorkingDays
from registrar.rulebook.places import universities_directory
from registrar.rulebook.strict_yaml import read_yaml


def closed_days(around: date, *, days: int = 45) -> tuple[date, ...]:
    """Return the public holidays and the institution's own closed days up to so many days before and after a day."""
    wanted = set()
    for year in {around.year - 1, around.year, around.year + 1}:
        wanted |= {day for day in _closed_in(year) if abs((day - around).days) <= days}
    return tuple(sorted(wanted))


def working_days(around: date) -> WorkingDays:
    """Return the working days around a day, as the kernel counts them."""
    return WorkingDays.without(closed_days(around))


@lru_cache(maxsize=64)
def _closed_in(year: int) -> frozenset[date]:
    document = read_yaml(universities_directory() / settings.UNIVERSITY / "institution.yaml").data
    public = holidays.country_holidays(str(document.get("holidays", "HK")), years=year)
    own = {day for day in document.get("closed_days", []) if isinstance(day, date) and day.year == year}
    return frozenset(public) | own
