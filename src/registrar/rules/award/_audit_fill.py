"""Which subject counts where: the filling of the slots that leaves the least missing.

Most studies leave no real choice. Then filling the narrowest slot first already lacks no more than if every subject
could count everywhere, or than must be missing where each counts once, which is a proof that nothing better exists.
Only where neither is reached is a solver asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from registrar.rulebook.requirements import Requirement, RequirementDocument
from registrar.rules.award._audit_facts import DONE
from registrar.rules.award._audit_other import below
from registrar.rules.award._audit_slots import Part, Slot, Task

Picked = frozenset[tuple[str, int]]


@dataclass
class Filling:
    """The subjects that count for each slot, by number, and the options picked of each choice."""

    taken: dict[int, tuple[int, ...]] = field(default_factory=dict)
    picked: Picked = frozenset()

    def at(self, slot: Slot) -> tuple[int, ...]:
        """Return the subjects that count for a slot."""
        return self.taken.get(slot.number, ())


class Measure:
    """How much is missing in a tree of requirements, for given shortages of its slots."""

    def __init__(self, task: Task, documents: Iterable[RequirementDocument]) -> None:
        """Note which slots stand at which requirement."""
        self.task = task
        self.tops = [one for document in documents for one in document.requirements]
        self.open = task.unmet - set(task.waived)
        self.slots: dict[str, list[Slot]] = {}
        for slot in task.slots:
            self.slots.setdefault(slot.requirement.key, []).append(slot)

    def total(self, short: Mapping[int, int]) -> int:
        """Return the credits missing in all; of a choice only the options that lack least count."""
        return sum(self.of(top, short) for top in self.tops)

    def of(self, one: Requirement, short: Mapping[int, int]) -> int:
        """Return the credits missing at one requirement and below it."""
        if one.key in self.task.waived or one.key in self.task.absent:
            return 0
        own = sum(short.get(slot.number, 0) for slot in self.slots.get(one.key, ()))
        below = [self.of(child, short) for child in one.children]
        return own + sum(sorted(below)[: one.at_least] if one.kind == "choose" else below)

    def pick(self, short: Mapping[int, int]) -> Picked:
        """Return the options of each choice that lack least; the document's order decides between equals.

        An element that isn't on record lacks no credits, so it is counted beside them. What isn't asked of the student
        is no option.
        """
        picked = set()
        for one in self.task.choices.values():
            order = sorted(
                (child.key in self.task.absent, self.of(child, short) + below(child, self.open), number)
                for number, child in enumerate(one.children)
            )
            picked |= {(one.key, number) for *_, number in order[: one.at_least]}
        return frozenset(picked)

    def shortages(self, taken: Mapping[int, Collection[int]], only: Collection[int] | None = None) -> dict[int, int]:
        """Return what each slot lacks with these subjects, or with those of `only` among them."""
        return {
            slot.number: self.task.shortage(slot, [n for n in taken.get(slot.number, ()) if only is None or n in only])
            for slot in self.task.slots
        }

    def least(self, numbers: Collection[int]) -> int:
        """Return what must be missing with these subjects because each of them counts once, however they are used.

        Each takes off at most its worth where it is worth most. Says nothing (0) where subjects may be shared or
        options picked.
        """
        if self.task.shared or self.task.choices or len({id(slot.document) for slot in self.task.slots}) > 1:
            return 0
        worth: dict[int, int] = {}
        for slot in self.task.slots:
            parts: tuple[Slot | Part, ...] = (slot, *slot.floors)
            for part in parts:
                for number in part.among:
                    worth[number] = max(worth.get(number, 0), self.task.size(part.unit, number) * part.weight)
        return max(0, self.total(self.shortages({})) - sum(worth.get(number, 0) for number in numbers))


def filled(task: Task, documents: Iterable[RequirementDocument]) -> Filling:
    """Return the best filling: least missing with everything, then least missing with what is passed already."""
    measure = Measure(task, documents)
    passed = frozenset(number for number, item in enumerate(task.subjects) if item.state in DONE)
    relaxed = {slot.number: task.least(slot, slot.among) for slot in task.slots}
    relaxed_passed = {slot.number: task.least(slot, slot.among & passed) for slot in task.slots}
    floor = (
        max(measure.total(relaxed), measure.least(range(len(task.subjects)))),
        max(measure.total(relaxed_passed), measure.least(passed)),
    )
    quick = _narrowest_first(task, measure.pick(relaxed))
    reached = _reached(measure, quick, passed)
    if reached == floor:
        return quick
    from registrar.rules.award._audit_solve import solved

    best = solved(task, passed)
    return best if _reached(measure, best, passed) < reached else quick


def _reached(measure: Measure, filling: Filling, passed: Collection[int]) -> tuple[int, int]:
    everything = measure.shortages(filling.taken)
    return measure.total(everything), measure.total(measure.shortages(filling.taken, passed))


def preference(task: Task, number: int) -> tuple[int, int, str]:
    """Order subjects for a slot: passed before registered before planned, the better grade, then the code."""
    item = task.subjects[number]
    state = 0 if item.state in DONE else 1 if item.state == "in_progress" else 2
    return state, -int((item.points or 0) * 10), item.subject


def _narrowest_first(task: Task, picked: Picked) -> Filling:
    active = [slot for slot in task.slots if picked.issuperset(slot.options)]
    spread: dict[int, int] = {}
    for slot in active:
        for number in slot.among:
            spread[number] = spread.get(number, 0) + 1
    filling = Filling(picked=picked)
    used: dict[int, list[Slot]] = {}
    common: dict[str, int] = {}
    for slot in sorted(active, key=lambda one: (not one.named, len(one.among), one.number)):
        taken: list[int] = []
        for number in sorted(slot.among, key=lambda n: (preference(task, n)[0], spread[n], preference(task, n))):
            lacks = task.shortage(slot, taken)
            if not lacks:
                break
            if (
                _free(task, slot, number, used, common)
                and _below_caps(task, slot, number, filling, taken)
                and task.shortage(slot, [*taken, number]) < lacks
            ):
                taken.append(number)
                for other in used.get(number, ()):
                    name, _ = task.sharing(slot, other) or ("", None)
                    common[name] = common.get(name, 0) + task.subjects[number].credits
                used.setdefault(number, []).append(slot)
        filling.taken[slot.number] = tuple(taken)
    return filling


def _free(task: Task, slot: Slot, number: int, used: Mapping[int, list[Slot]], common: Mapping[str, int]) -> bool:
    """Tell whether a subject may count here besides where it counts already."""
    for other in used.get(number, ()):
        shared = task.sharing(slot, other)
        if shared is None:
            return False
        name, most = shared
        if most is not None and common.get(name, 0) + task.subjects[number].credits > most:
            return False
    return True


def _below_caps(task: Task, slot: Slot, number: int, filling: Filling, taken: Iterable[int]) -> bool:
    """Tell whether a subject keeps to every ceiling over several slots."""
    for cap in task.caps:
        if slot.number in cap.slots and number in cap.part.among:
            have = [n for other in cap.slots for n in filling.taken.get(other, ())]
            if task.units(cap.part, {*have, *taken, number}) > cap.part.need:
                return False
    return True
