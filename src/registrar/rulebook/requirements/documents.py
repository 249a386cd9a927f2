"""All requirement documents of a university, and which one is a student's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registrar.kernel import AcademicYear, Bilingual
from registrar.rulebook.requirements.requirement import Bound, Requirement

ANY_YEAR = (-1, 10**6)


@dataclass(frozen=True, slots=True)
class ClassBand:
    """A class of the award, proposed from a GPA for award on; `listed` ones are printed on the Graduates List."""

    code: str
    title: Bilingual
    gpa: Decimal
    listed: bool


@dataclass(frozen=True, slots=True)
class RequirementDocument:
    """What one programme, Minor or further Major asks of the years of admission `cohorts` (first and last).

    `caps` are ceilings over everything that counts for it.
    """

    id: str
    kind: str
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    title: Bilingual
    source: Bilingual
    cohorts: tuple[int, int]
    credits: int | None
    gpa: Decimal | None
    shares: int | None
    demonstration: bool
    requirements: tuple[Requirement, ...]
    bands: tuple[ClassBand, ...] = ()
    weights: Mapping[int, Decimal] = field(default_factory=dict)
    file: str = ""
    caps: tuple[Bound, ...] = ()

    def binds(self, cohort: str) -> bool:
        """Tell whether it is for those admitted in an academic year (`2024/25`)."""
        return self.cohorts[0] <= AcademicYear.parse(cohort).start <= self.cohorts[1]

    def walk(self) -> Iterator[Requirement]:
        """Yield every requirement, in the document's order."""
        for one in self.requirements:
            yield from one.walk()


@dataclass(frozen=True)
class RequirementDocuments:
    """Every document of a university, by id."""

    by_id: Mapping[str, RequirementDocument]

    def find(self, kind: str, code: str, cohort: str, level: str = "") -> RequirementDocument | None:
        """Return the document for a code and year of admission; failing that, the one for all of its level, or None."""
        general = None
        for document in self.by_id.values():
            if document.kind != kind or not document.binds(cohort):
                continue
            if code in document.codes:
                return document
            if level and level in document.levels:
                general = document
        return general
