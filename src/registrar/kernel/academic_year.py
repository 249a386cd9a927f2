"""Academic years and cohorts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})/(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """An academic year, written `2024/25` and known by the year it starts in.

    A cohort is the academic year of admission.
    """

    start: int

    @classmethod
    def parse(cls, text: str) -> AcademicYear:
        """Read `2024/25`; raises ValueError for anything else, also for years that don't follow each other."""
        found = _FORM.fullmatch(text) if isinstance(text, str) else None
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f"not an academic year: {text!r} (write it like 2024/25)")
        return cls(int(found[1]))

    def plus(self, years: int) -> AcademicYear:
        """Return the academic year so many years later (earlier if negative)."""
        return AcademicYear(self.start + years)

    def next(self) -> AcademicYear:
        """Return the year after."""
        return self.plus(1)

    def previous(self) -> AcademicYear:
        """Return the year before."""
        return self.plus(-1)

    def __str__(self) -> str:
        """Return `2024/25`."""
        return f"{self.start:04d}/{(self.start + 1) % 100:02d}"
