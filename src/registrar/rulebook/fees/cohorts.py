"""Sets of cohorts as the fee tables print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from registrar.kernel import AcademicYear

_EVER = 10_000


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Cohorts that a row prices: the years named, a range with every year in between, or all of them.

    `stretches` are pairs of first and last year (the year a cohort starts in), both included.
    """

    stretches: tuple[tuple[int, int], ...]
    text: str

    @classmethod
    def every(cls) -> Cohorts:
        """Return the set that holds every cohort."""
        return cls(((0, _EVER),), "all")

    @classmethod
    def named(cls, cohorts: Iterable[str]) -> Cohorts:
        """Return the set of exactly these cohorts; raises ValueError for a typo or a cohort named twice."""
        years = [AcademicYear.parse(cohort).start for cohort in cohorts]
        if len(set(years)) != len(years):
            raise ValueError("a cohort is named twice")
        return cls(tuple((year, year) for year in years), ", ".join(str(AcademicYear(year)) for year in years))

    @classmethod
    def between(cls, first: str, last: str) -> Cohorts:
        """Return every cohort from first to last, both included; `open` as the first or last has no end."""
        low = 0 if first == "open" else AcademicYear.parse(first).start
        high = _EVER if last == "open" else AcademicYear.parse(last).start
        if high < low:
            raise ValueError(f"ends ({last}) before it starts ({first})")
        return cls(((low, high),), f"{first} - {last}")

    def holds(self, cohort: AcademicYear) -> bool:
        """Tell whether a cohort is priced."""
        return any(low <= cohort.start <= high for low, high in self.stretches)

    def common(self, other: Cohorts) -> AcademicYear | None:
        """Return the first cohort that both sets hold, or None."""
        shared = [
            max(low, other_low)
            for low, high in self.stretches
            for other_low, other_high in other.stretches
            if max(low, other_low) <= min(high, other_high)
        ]
        return AcademicYear(min(shared)) if shared else None
