"""The rows of the self-financed table, and how two of them can price the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from registrar.kernel import AcademicYear, Bilingual, Citation, Money
from registrar.rulebook.fees.cohorts import Cohorts
from registrar.rulebook.fees.price import Price, Source
from registrar.rulebook.fees.schemas import Level

DISSERTATION = "dissertation"


@dataclass(frozen=True, slots=True)
class SubjectCondition:
    """Which subjects a row prices. `kind` is all, except, only or levels."""

    kind: str = "all"
    codes: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()

    @property
    def general(self) -> bool:
        """True for the row that prices whatever no special row does."""
        return self.kind in ("all", "except")

    def special(self, subject: str | None, level: int | None) -> bool:
        """Tell whether the row is one for this very subject or level."""
        return (self.kind == "only" and subject in self.codes) or (self.kind == "levels" and level in self.levels)

    def takes(self, subject: str | None) -> bool:
        """Tell whether a general row prices the subject."""
        return self.kind == "all" or (self.kind == "except" and subject not in self.codes)

    def overlaps(self, other: SubjectCondition) -> bool:
        """Tell whether some subject would be priced by both."""
        if self.general and other.general:
            return True
        if self.kind == "levels" or other.kind == "levels":
            return self.kind != other.kind or bool(self.levels & other.levels)
        if self.kind == "only" and other.kind == "only":
            return bool(self.codes & other.codes)
        general, special = (self, other) if self.general else (other, self)
        return bool(special.codes - general.codes)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One printed price row. `streams` is None for all streams; `marked` points to the study-abroad note."""

    programme: str
    streams: frozenset[str] | None
    cohorts: Cohorts
    marked: bool
    local: Price
    nonlocal_: Price
    basis: str
    source: Source
    citations: tuple[Citation, ...]
    subjects: SubjectCondition = SubjectCondition()
    starts: date | None = None
    ends: date | None = None
    extras: Mapping[str, Price] = field(default_factory=dict)
    beyond_credit_fee: Money | None = None
    minimum_programme_fee: Money | None = None

    def price(self, residency: str) -> Price:
        """Return the cell of the `local` or `nonlocal` column."""
        return self.local if residency == "local" else self.nonlocal_

    def intake(self, admitted_on: date) -> bool:
        """Tell whether the row holds for students admitted on a day."""
        return (self.starts is None or self.starts <= admitted_on) and (self.ends is None or admitted_on <= self.ends)

    def clash(self, other: FeeRow) -> AcademicYear | None:
        """Return the first cohort for which both rows price the same thing, or None.

        A row with a list of streams beside one for all streams is no clash: the list goes first.
        """
        if self.basis != other.basis and DISSERTATION in (self.basis, other.basis):
            return None
        if (self.streams is None) != (other.streams is None):
            return None
        if self.streams is not None and other.streams is not None and not self.streams & other.streams:
            return None
        if self.ends and other.starts and self.ends < other.starts:
            return None
        if other.ends and self.starts and other.ends < self.starts:
            return None
        return self.cohorts.common(other.cohorts) if self.subjects.overlaps(other.subjects) else None


@dataclass(frozen=True, slots=True)
class ListedProgramme:
    """A programme of the self-financed table with its rows.

    `code` is None while the table still shows it as to be confirmed; such a programme can't be priced.
    """

    code: str | None
    title: Bilingual
    department: str
    heading: str
    level: Level
    predecessors: tuple[str, ...]
    rows: tuple[FeeRow, ...]
    extras: Mapping[str, Price]
    remark: Bilingual | None = None
    reading: Bilingual | None = None

    @property
    def streams(self) -> tuple[str, ...]:
        """Every stream that some row names, sorted."""
        return tuple(sorted({stream for row in self.rows for stream in row.streams or ()}))

    @property
    def bases(self) -> tuple[str, ...]:
        """Every basis of charging that some row uses, sorted."""
        return tuple(sorted({row.basis for row in self.rows}))
