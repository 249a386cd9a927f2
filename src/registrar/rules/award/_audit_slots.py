"""A requirement tree as slots: what has to be filled, by which of the student's subjects, and what excludes what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from registrar.kernel import Citation
from registrar.rulebook.requirements import Bound, Requirement, RequirementDocument, Selector, Take
from registrar.rules.award._audit_facts import AuditException, AuditSubject, DegreeAuditFacts
from registrar.rules.award._audit_other import unmet

Options = tuple[tuple[str, int], ...]
"""The (choose requirement, number of the option) that something stands below, from the top."""


@dataclass(frozen=True, slots=True)
class Part:
    """A floor or a ceiling: so many units (credits or subjects) of the subjects numbered `among`.

    `weight` is the credits that a unit stands for.
    """

    need: int
    unit: str
    weight: int
    among: frozenset[int]


@dataclass(slots=True)
class Slot:
    """Something to be filled with `need` units of the subjects numbered `among`.

    `weight` is the credits that a missing unit stands for. `named` are the codes of which one is asked for. `options`
    are the (choose requirement, number of the option) that it stands below, `lowered` the credits taken off it.
    """

    number: int
    requirement: Requirement
    document: RequirementDocument
    need: int
    unit: str
    weight: int
    among: frozenset[int]
    floors: tuple[Part, ...] = ()
    ceilings: tuple[Part, ...] = ()
    named: tuple[str, ...] = ()
    options: Options = ()
    lowered: int = 0


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling over several slots: no more than the part's units count in all of them together."""

    slots: frozenset[int]
    part: Part


@dataclass(slots=True)
class Task:
    """Everything that is to be filled, and with what.

    `unmet` are requirements without subjects that aren't met; `absent` those that aren't asked of this student.
    Requirements go by their key: two documents may use one id.
    """

    subjects: Sequence[AuditSubject]
    slots: list[Slot] = field(default_factory=list)
    choices: dict[str, Requirement] = field(default_factory=dict)
    shared: dict[tuple[str, str], tuple[str, int | None]] = field(default_factory=dict)
    waived: dict[str, AuditException] = field(default_factory=dict)
    unmet: frozenset[str] = frozenset()
    caps: list[Cap] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)

    def sharing(self, one: Slot, other: Slot) -> tuple[str, int | None] | None:
        """Say whether a subject may fill both slots: None, or the name of their common limit and its credits."""
        a, b = one.requirement.key, other.requirement.key
        if one.document is other.document:
            return self.shared.get((a, b)) or self.shared.get((b, a))
        if one.requirement.with_options or other.requirement.with_options:
            return "", None
        beside = one if one.document.kind != "programme" else other
        return (beside.document.id, beside.document.shares) if beside.document.shares else None

    def size(self, unit: str, number: int) -> int:
        """Return what a subject brings, in credits or as one subject."""
        return 1 if unit == "count" else self.subjects[number].credits

    def units(self, part: Slot | Part, taken: Iterable[int]) -> int:
        """Count what subjects bring to a slot or a part of it."""
        return sum(self.size(part.unit, number) for number in taken if number in part.among)

    def least(self, slot: Slot, among: Collection[int]) -> int:
        """Return what a slot lacks at least, whichever of these subjects are taken."""
        lacks = max(0, slot.need - self.units(slot, among)) * slot.weight
        return max([lacks, *((part.need - self.units(part, among)) * part.weight for part in slot.floors)])

    def shortage(self, slot: Slot, taken: Collection[int]) -> int:
        """Return how many credits a slot lacks with these subjects; what exceeds a ceiling isn't counted."""
        beyond = sum(max(0, self.units(part, taken) - part.need) * exchange(part, slot) for part in slot.ceilings)
        lacks = (slot.need - self.units(slot, taken)) * slot.weight + beyond
        lacks = min(slot.need * slot.weight, max(0, lacks))
        return max([lacks, *((part.need - self.units(part, taken)) * part.weight for part in slot.floors)])


def exchange(part: Part, slot: Slot) -> int:
    """Return how many credits a unit of a ceiling takes off its slot."""
    return slot.weight if part.unit == slot.unit else part.weight


def task_of(facts: DegreeAuditFacts, documents: Sequence[RequirementDocument], as_of: date) -> Task:
    """Lay out the documents' requirements as slots for this study; expired exceptions are left aside."""
    task = Task(facts.subjects)
    valid = [one for one in facts.exceptions if one.ends_on is None or as_of <= one.ends_on]
    for document in documents:
        mine = _by_requirement(valid, document)
        for key, items in mine.items():
            for item in items:
                if item.kind == "waive" and not item.subject:
                    task.waived[key] = item
        layout = _Layout(task, facts, document, mine)
        for top in document.requirements:
            layout.put(top, ())
        layout.cap(document.caps, 0)
        for one in document.walk():
            for other in _expanded(one.reuses, document):
                for below in one.walk():
                    task.shared[below.key, other] = (one.key, one.reuses_most)
    task.unmet = frozenset(unmet(facts, documents))
    return task


def _by_requirement(
    exceptions: Sequence[AuditException], document: RequirementDocument
) -> dict[str, list[AuditException]]:
    """Return requirement -> its exceptions; a bare id is one of the programme's."""
    found: dict[str, list[AuditException]] = {}
    for one in exceptions:
        owner, _sep, name = one.requirement.rpartition(":")
        if owner == document.id or (not owner and document.kind == "programme"):
            found.setdefault(str(Citation(document.id, name)), []).append(one)
    return found


def _expanded(ids: Iterable[str], document: RequirementDocument) -> set[str]:
    """Return the keys of ids with everything below them."""
    wanted = set(ids)
    return {below.key for one in document.walk() if one.id in wanted for below in one.walk()}


@dataclass(slots=True)
class _Layout:
    """Puts one document's requirements into slots."""

    task: Task
    facts: DegreeAuditFacts
    document: RequirementDocument
    exceptions: Mapping[str, Sequence[AuditException]]

    def put(self, one: Requirement, options: Options) -> None:
        """Put a requirement and what stands below it."""
        if not one.concerns(self.facts.stream, self.facts.admission):
            self.task.absent.add(one.key)
        if one.key in self.task.waived or one.key in self.task.absent:
            return
        if one.kind == "choose":
            self.task.choices[one.key] = one
        first = len(self.task.slots)
        for number, child in enumerate(one.children):
            self.put(child, (*options, (one.key, number)) if one.kind == "choose" else options)
        self.cap(one.caps, first)
        mine = self.exceptions.get(one.key, ())
        if one.take is not None and one.take.source is not None:
            self.measured(one, one.take, one.take.source, options, mine)
        elif one.take is not None:
            self.named(one, one.take, options, mine)

    def cap(self, bounds: Iterable[Bound], first: int) -> None:
        """Put ceilings over the slots made since `first`."""
        slots = self.task.slots[first:]
        among = frozenset(number for slot in slots for number in slot.among)
        for bound in bounds:
            for part in _ceilings(bound, self.facts.subjects, among):
                self.task.caps.append(Cap(frozenset(slot.number for slot in slots), part))

    def named(self, one: Requirement, take: Take, options: Options, exceptions: Sequence[AuditException]) -> None:
        """One slot for each subject asked for by name; a substitution adds the subject that stands in for it."""
        subjects, curriculum = self.facts.subjects, self.facts.curriculum
        places = [item for item in curriculum if item.category in take.curriculum]
        credits_of = {item.subject: item.credits for item in curriculum}
        for codes in (*take.subjects, *((item.subject,) for item in places)):
            if any(item.kind == "waive" and item.subject in codes for item in exceptions):
                continue
            stand_in = tuple(item.by for item in exceptions if item.kind == "substitute" and item.subject in codes)
            wanted = (*codes, *stand_in)
            among = _admitted(subjects, take.grade, [item.subject in wanted for item in subjects])
            weight = max(1, *(credits_of.get(code, _size(subjects, code)) for code in codes))
            self.add(one, 1, "count", weight, among, named=wanted, options=options)

    def measured(
        self,
        one: Requirement,
        take: Take,
        source: Selector,
        options: Options,
        exceptions: Sequence[AuditException],
    ) -> None:
        """One slot for so many credits or subjects of a set."""
        subjects = self.facts.subjects
        allowed = {item.by for item in exceptions if item.kind == "substitute"}
        fits = [item.subject in allowed or source.admits(item) for item in subjects]
        among = _admitted(subjects, take.grade, fits)
        of_curriculum = sum(item.credits for item in self.facts.curriculum if item.category in take.credits_of)
        need = take.count if take.count is not None else (take.credits or of_curriculum)
        lowered = min(need, sum(item.credits for item in exceptions if item.kind == "lower"))
        unit = "count" if take.count is not None else "credits"
        self.add(
            one,
            need - lowered,
            unit,
            self.usual(among) if unit == "count" else 1,
            among,
            floors=tuple(_part(bound, subjects, among) for bound in take.also),
            ceilings=tuple(part for bound in take.at_most for part in _ceilings(bound, subjects, among)),
            options=options,
            lowered=lowered,
        )

    def usual(self, among: frozenset[int]) -> int:
        """Return the credits that a missing subject stands for: as the fitting ones have, else as the curriculum's."""
        if among:
            return _usual(self.facts.subjects, among)
        sizes = Counter(item.credits for item in self.facts.curriculum if item.credits)
        return max(sizes, key=lambda size: (sizes[size], size), default=1)

    def add(self, one: Requirement, need: int, unit: str, weight: int, among: frozenset[int], **more: Any) -> None:
        """Add a slot."""
        self.task.slots.append(Slot(len(self.task.slots), one, self.document, need, unit, weight, among, **more))


def _part(bound: Bound, subjects: Sequence[AuditSubject], among: frozenset[int]) -> Part:
    inside = frozenset(number for number in among if bound.source.admits(subjects[number]))
    if bound.count is not None:
        return Part(bound.count, "count", _usual(subjects, inside), inside)
    return Part(bound.credits or 0, "credits", 1, inside)


def _ceilings(bound: Bound, subjects: Sequence[AuditSubject], among: frozenset[int]) -> Iterator[Part]:
    """One ceiling, or one for each academic year; a subject without a term belongs to none."""
    if not bound.each_year:
        yield _part(bound, subjects, among)
        return
    years: dict[str, set[int]] = {}
    for number in sorted(among):
        term = subjects[number].term
        if term is not None:
            years.setdefault(term.partition("-")[0], set()).add(number)
    for inside in years.values():
        yield _part(bound, subjects, frozenset(inside))


def _admitted(subjects: Sequence[AuditSubject], grade: str, fits: Sequence[bool]) -> frozenset[int]:
    """Return the numbers of the subjects that fit and whose grade is good enough."""
    return frozenset(n for n, item in enumerate(subjects) if fits[n] and (not grade or _reaches(item, grade)))


def _reaches(item: AuditSubject, grade: str) -> bool:
    """Tell whether a grade is at least the lowest that counts; what has no grade point isn't held against it.

    Marks are numbers, the higher the better.
    """
    if item.points is None:
        return True
    if grade[0].isdigit():
        return not item.grade[:1].isdigit() or Decimal(item.grade) >= Decimal(grade)
    return _rank(item.grade) <= _rank(grade)


def _rank(grade: str) -> tuple[str, int]:
    """Order letter grades: A+ before A before A-, A before B."""
    sign = grade[-1:] if grade[-1:] in "+-" else ""
    return grade.rstrip("+-"), {"+": -1, "": 0, "-": 1}[sign]


def _size(subjects: Sequence[AuditSubject], code: str) -> int:
    return next((item.credits for item in subjects if item.subject == code), 1)


def _usual(subjects: Sequence[AuditSubject], among: Iterable[int]) -> int:
    """Return the commonest number of credits of these subjects: what a missing subject stands for."""
    counts = Counter(subjects[number].credits for number in among)
    return max(counts, key=lambda size: (counts[size], size), default=1) or 1
