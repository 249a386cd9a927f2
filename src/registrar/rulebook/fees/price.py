"""What a fee table says of one price, and what a look-up answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from registrar.kernel import Bilingual, Citation, Money


class Unpriced(Enum):
    """Why a cell of a table holds no amount."""

    NOT_OFFERED = "not_offered"
    TO_BE_CONFIRMED = "to_be_confirmed"


Price = Money | Unpriced


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a row: its file, line, and number among the printed rows (0 where rows aren't numbered)."""

    file: str
    line: int
    row: int = 0

    def __str__(self) -> str:
        """Return `file:line (row n)`."""
        return f"{self.file}:{self.line} (row {self.row})" if self.row else f"{self.file}:{self.line}"


class Missing(Enum):
    """Why nothing is listed. The first group lacks a row; the second lacks a fact that would choose the row."""

    YEAR = "year"
    PROGRAMME = "programme"
    COHORT = "cohort"
    STREAM = "stream"
    INTAKE = "intake"
    SUBJECT = "subject"
    LEVEL = "level"
    ITEM = "item"
    BASIS = "basis"
    NOT_MARKED = "not_marked"
    TO_BE_CONFIRMED = "to_be_confirmed"

    INTAKE_UNKNOWN = "admitted_on"
    STREAM_UNKNOWN = "stream_of_student"
    SUBJECT_LEVEL_UNKNOWN = "subject_level"

    @property
    def fact(self) -> bool:
        """True when a missing fact, not a missing row, is the reason; `name_of_fact` then tells which."""
        return self in (Missing.INTAKE_UNKNOWN, Missing.STREAM_UNKNOWN, Missing.SUBJECT_LEVEL_UNKNOWN)

    @property
    def name_of_fact(self) -> str:
        """The name of the fact that is missing."""
        return "stream" if self is Missing.STREAM_UNKNOWN else self.value


@dataclass(frozen=True, slots=True)
class NotListed:
    """No price: the Finance Office has to be asked. Never filled in from a neighbouring row."""

    reason: Missing
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The table says in so many words that this group can't be charged for, or placed on, the item."""

    source: Source
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """A price for one unit of `basis` (credit, module, semester, dissertation or once), and where it stands.

    `programme` is the code that the row stands under: a predecessor's where the student's own code lacks the cohort.
    """

    amount: Money
    basis: str
    programme: str
    source: Source
    citations: tuple[Citation, ...]
    beyond_credit_fee: Money | None = None
    minimum_programme_fee: Money | None = None


@dataclass(frozen=True, slots=True)
class ExtraItem:
    """Something charged once on top of tuition; `subjects` names those that it comes with, if any."""

    code: str
    title: Bilingual
    subjects: frozenset[str] = frozenset()


Answer = FeeQuote | NotListed | NotOffered
