"""Counting working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days other than Saturdays, Sundays and the days given: public holidays and days on which the house is shut."""

    closed: frozenset[date]

    @classmethod
    def without(cls, closed: Iterable[date]) -> WorkingDays:
        """Return the calendar that leaves out these days besides the weekends."""
        return cls(frozenset(closed))

    def holds(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return day.weekday() < _SATURDAY and day not in self.closed

    def after(self, day: date, count: int) -> date:
        """Return the working day `count` working days after a day; the day itself, whatever it is, for 0."""
        return self._step(day, count, timedelta(days=1))

    def before(self, day: date, count: int) -> date:
        """Return the working day `count` working days before a day; the day itself, whatever it is, for 0."""
        return self._step(day, count, timedelta(days=-1))

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError(f"can't count {count} working days")
        while count:
            day += step
            count -= self.holds(day)
        return day
