"""Which days the university is shut."""

from datetime import date

from django.conf import settings

from registrar.kernel.working_days import WorkingDays
from registrar.rulebook.working_calendar import WorkingCalendar
from registrar.rulebook.working_calendar import working_calendar as calendar_of


def calendar() -> WorkingCalendar:
    """Return the working calendar of the university that this site serves."""
    return calendar_of(settings.UNIVERSITY)


def closed_days(around: date, *, days: int = 45) -> tuple[date, ...]:
    """Return the public holidays and the institution's own closed days up to so many days before and after a day."""
    years = (around.year - 1, around.year, around.year + 1)
    return tuple(
        sorted(day for year in years for day in calendar().closed_in(year) if abs((day - around).days) <= days)
    )


def working_days(around: date) -> WorkingDays:
    """Return the working days around a day, as the kernel counts them."""
    return WorkingDays.without(closed_days(around))
