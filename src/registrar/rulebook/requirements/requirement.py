"""A requirement, ready to be checked against a study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.requirements.selector import Selector

RequirementKind = Literal["all", "choose", "take", "element", "average"]


@dataclass(frozen=True, slots=True)
class Bound:
    """So many credits or subjects of a set, the one that is not None; `each_year` counts each academic year alone."""

    credits: int | None
    count: int | None
    source: Selector
    each_year: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """Subjects to be passed: one of each tuple of `subjects`, all of the curriculum's categories, or a number of a set.

    `credits_of` stands for the credits that the curriculum puts into these categories.
    """

    subjects: tuple[tuple[str, ...], ...] = ()
    curriculum: tuple[str, ...] = ()
    credits: int | None = None
    credits_of: tuple[str, ...] = ()
    count: int | None = None
    source: Selector | None = None
    also: tuple[Bound, ...] = ()
    at_most: tuple[Bound, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One node of the tree. `citation` names its document and its id; `at_least` is for `choose`, `line` for `average`.

    `reuses` are the ids of requirements whose subjects may count here as well, up to `reuses_most` credits;
    with `with_options` those of a Minor or second Major may, too. `caps` are ceilings over everything that counts below
    it. `of` are the ids of requirements whose subjects an average is over. `streams` and `admissions` say for whom it
    is; empty is everybody. `key` names it among the requirements of every document, such as `polyu-61801:electives`.
    """

    citation: Citation
    title: Bilingual
    kind: RequirementKind
    note: Bilingual | None = None
    children: tuple[Requirement, ...] = ()
    at_least: int = 0
    take: Take | None = None
    element: str = ""
    line: Decimal | None = None
    over: Selector | None = None
    reuses: frozenset[str] = frozenset()
    reuses_most: int | None = None
    with_options: bool = False
    caps: tuple[Bound, ...] = ()
    of: frozenset[str] = frozenset()
    streams: tuple[str, ...] = ()
    admissions: tuple[str, ...] = ()
    key: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        """Name it once: audits ask for the name all the time."""
        object.__setattr__(self, "key", str(self.citation))

    def concerns(self, stream: str, admission: str) -> bool:
        """Tell whether it is asked of students of a stream and a way of admission."""
        return (not self.streams or stream in self.streams) and (not self.admissions or admission in self.admissions)

    @property
    def id(self) -> str:
        """The id within the document, blocks included."""
        return self.citation.clause

    def walk(self) -> Iterator[Requirement]:
        """Yield this requirement and everything below it, in the document's order."""
        yield self
        for child in self.children:
            yield from child.walk()
