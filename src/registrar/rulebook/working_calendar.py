"""The working days of an institution: weekdays that are neither public holidays nor its own closed days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from registrar.kernel import Period, WorkingDays
from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import RulebookError
from registrar.rulebook.schemas import InstitutionSchema
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml

_LAST_SECOND = time(23, 59, 59)


class WorkingCalendar:
    """Counts working days and says when a deadline's day is over.

    `country` is a calendar of the `holidays` package; `closed` are the institution's own closed days.
    """

    def __init__(self, closed: Iterable[Period] = (), country: str = "HK", timezone: str = "Asia/Hong_Kong") -> None:
        """Keep the closed days; public holidays are looked up when a year is first asked for."""
        self.country = country
        self.timezone = ZoneInfo(timezone)
        self._closed = tuple(closed)
        self._years: dict[int, frozenset[date]] = {}

    def closed_in(self, year: int) -> frozenset[date]:
        """Return the public holidays and closed days of a calendar year; weekends aren't among them."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._public(year) | self._own(year)
        return found

    def _public(self, year: int) -> frozenset[date]:
        import holidays  # takes longer to import than everything else here together

        return frozenset(holidays.country_holidays(self.country, years=year))

    def _own(self, year: int) -> frozenset[date]:
        return frozenset(
            date.fromordinal(place)
            for period in self._closed
            for place in range(period.start.toordinal(), period.end.toordinal() + 1)
            if date.fromordinal(place).year == year
        )

    def is_working(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return self._days(day, day).holds(day)

    def add(self, day: date, count: int) -> date:
        """Return the working day so many working days after a day; the day itself, whatever it is, for 0."""
        return self._days(day, _far(day, count)).after(day, count)

    def subtract(self, day: date, count: int) -> date:
        """Return the working day so many working days before a day; the day itself, whatever it is, for 0."""
        return self._days(_far(day, -count), day).before(day, count)

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 when `end` isn't later."""
        days = self._days(start, end)
        return sum(days.holds(date.fromordinal(place)) for place in range(start.toordinal() + 1, end.toordinal() + 1))

    def end_of(self, day: date) -> datetime:
        """Return the last second of a day where the institution is: the moment at which a deadline of that day ends."""
        return datetime.combine(day, _LAST_SECOND, self.timezone)

    def _days(self, start: date, end: date) -> WorkingDays:
        years = range(start.year, end.year + 1)
        return WorkingDays.without(day for year in years for day in self.closed_in(year))


def _far(day: date, count: int) -> date:
    """A day that lies beyond so many working days even when every other weekday is a holiday."""
    weeks = abs(count) // 2 + 4
    return date.fromordinal(day.toordinal() + (7 * weeks if count >= 0 else -7 * weeks))


def working_calendar(university: str, root: Path | None = None) -> WorkingCalendar:
    """Return the calendar that a university's institution.yaml describes; cached. Raises RulebookError."""
    return _calendar((root or universities_directory()) / university / "institution.yaml")


@lru_cache(maxsize=16)
def _calendar(path: Path) -> WorkingCalendar:
    document = read_yaml(path, path.parents[1])
    schema: InstitutionSchema = validated(InstitutionSchema, document)
    closed = []
    for number, item in enumerate(schema.closed_days):
        if isinstance(item, date):
            closed.append(Period(item, item))
            continue
        try:
            closed.append(Period(item.start, item.end))
        except ValueError as error:
            raise RulebookError([document.problem(("closed_days", number), str(error))]) from error
    return WorkingCalendar(closed, schema.holidays, schema.timezone)
