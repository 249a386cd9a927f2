"""Terms of an academic year."""

from __future__ import annotations

from dataclasses import dataclass

from registrar.kernel.academic_year import AcademicYear

SEMESTER_ONE = "S1"
SEMESTER_TWO = "S2"
SUMMER_TERM = "ST"
_PARTS = (SEMESTER_ONE, SEMESTER_TWO, SUMMER_TERM)


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term, written `2024/25-S1`: Semester One (S1), Semester Two (S2) or the Summer Term (ST), in this order.

    Raises ValueError for another part.
    """

    year: AcademicYear
    part: str

    def __post_init__(self) -> None:
        """Refuse an unknown part."""
        if self.part not in _PARTS:
            raise ValueError(f"not a term of a year: {self.part!r} (one of S1, S2, ST)")

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read `2024/25-S1`; raises ValueError for anything else."""
        year, dash, part = text.partition("-") if isinstance(text, str) else ("", "", "")
        if not dash or part not in _PARTS:
            raise ValueError(f"not a term: {text!r} (write it like 2024/25-S1, -S2 or -ST)")
        return cls(AcademicYear.parse(year), part)

    @property
    def is_summer(self) -> bool:
        """True for the Summer Term, which isn't one of the two semesters of a year."""
        return self.part == SUMMER_TERM

    def next(self) -> Term:
        """Return the term that follows, Summer Terms included."""
        place = _PARTS.index(self.part) + 1
        return Term(self.year, _PARTS[place]) if place < len(_PARTS) else Term(self.year.next(), SEMESTER_ONE)

    def previous(self) -> Term:
        """Return the term before, Summer Terms included."""
        place = _PARTS.index(self.part) - 1
        return Term(self.year, _PARTS[place]) if place >= 0 else Term(self.year.previous(), SUMMER_TERM)

    def plus_semesters(self, count: int) -> Term:
        """Return the semester so many semesters later (earlier if negative); Summer Terms don't count.

        Raises ValueError when started from a Summer Term.
        """
        if self.is_summer:
            raise ValueError(f"{self} is a Summer Term; semesters are counted from a semester")
        years, part = divmod(_PARTS.index(self.part) + count, 2)
        return Term(self.year.plus(years), _PARTS[part])

    def __str__(self) -> str:
        """Return `2024/25-S1`."""
        return f"{self.year}-{self.part}"
