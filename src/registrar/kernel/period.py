"""Spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included. Raises ValueError when it would end before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that runs backwards."""
        if self.end < self.start:
            raise ValueError(f"a period can't end ({self.end}) before it starts ({self.start})")

    def contains(self, day: date) -> bool:
        """Tell whether the day lies within, first and last day included."""
        return self.start <= day <= self.end

    def overlaps(self, other: Period) -> bool:
        """Tell whether any day lies in both periods."""
        return self.start <= other.end and other.start <= self.end

    @property
    def days(self) -> int:
        """Number of days, first and last included."""
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        """Return `2024-09-02 to 2024-12-01`."""
        return f"{self.start} to {self.end}"
