"""The filling of slots as a small integer programme, for the studies where subjects compete."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import Any

import highspy

from registrar.rulebook.requirements import Requirement
from registrar.rules.award._audit_fill import Filling, preference
from registrar.rules.award._audit_other import below
from registrar.rules.award._audit_slots import Cap, Part, Slot, Task, exchange

# What counts more is never given up for what counts less: credits missing, credits missing among those passed, order.
MISSING, MISSING_PASSED = 10**6, 10**3
# An option that is asked of others only is as far away as so many credits.
FAR = 10**3


def solved(task: Task, passed: Collection[int]) -> Filling:
    """Return the filling with the least credits missing, then the least among those passed, then the preferred one.

    Deterministic: one thread, no time limit, no gap. A subject counts once unless the documents let it be shared.
    """
    return _Programme(task, frozenset(passed)).solve()


class _Programme:
    def __init__(self, task: Task, passed: frozenset[int]) -> None:
        self.task, self.passed = task, passed
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
            self.highs.setOptionValue(name, value)
        order = sorted(range(len(task.subjects)), key=lambda number: preference(task, number))
        self.rank = {number: place for place, number in enumerate(order)}
        self.uses: dict[tuple[int, int], Any] = {}
        self.picks: dict[tuple[str, int], Any] = {}

    def solve(self) -> Filling:
        for one in self.task.choices.values():
            options = [self._option(child) for child in one.children]
            self.picks.update({(one.key, number): option for number, option in enumerate(options)})
            self.highs.addConstr(self.highs.qsum(options) == one.at_least)
        for slot in self.task.slots:
            self._slot(slot)
        self._once()
        self.highs.minimize()
        value = self.highs.getSolution().col_value
        chosen = {key for key, variable in self.uses.items() if value[variable.index] > 0.5}
        picked = frozenset(key for key, variable in self.picks.items() if value[variable.index] > 0.5)
        taken: dict[int, tuple[int, ...]] = {}
        for slot in self.task.slots:
            mine = [number for number in slot.among if (slot.number, number) in chosen]
            if picked.issuperset(slot.options):
                taken[slot.number] = tuple(sorted(mine, key=self.rank.__getitem__))
        return Filling(taken, picked)

    def _option(self, child: Requirement) -> Any:
        """An option of a choice; it costs what of it is open and no subject can meet, or isn't asked of the student."""
        missing = below(child, self.task.unmet - set(self.task.waived))
        return self.highs.addBinary(obj=MISSING * (missing + FAR * (child.key in self.task.absent)))

    def _slot(self, slot: Slot) -> None:
        for number in sorted(slot.among):
            cost = 1 + self.rank[number] * 10 // max(1, len(self.rank))
            self.uses[slot.number, number] = self.highs.addBinary(obj=cost)
        whole = Part(slot.need, slot.unit, slot.weight, slot.among)
        for only, price in ((slot.among, MISSING), (slot.among & self.passed, MISSING_PASSED)):
            lacks = self.highs.addVariable(lb=0, obj=price)
            for part in (whole, *slot.floors):
                self._at_least(slot, part, only, lacks)

    def _at_least(self, slot: Slot, part: Part, only: frozenset[int], lacks: Any) -> None:
        """The shortage is at least what the part lacks, unless the slot stands below an option that isn't picked."""
        wanted = part.need * part.weight
        left = lacks + self._units(slot, part, only & part.among) * part.weight
        if part.among == slot.among and part.need == slot.need and part not in slot.floors:
            for ceiling in slot.ceilings:
                beyond = self.highs.addVariable(lb=0)
                self.highs.addConstr(beyond >= self._units(slot, ceiling, only & ceiling.among) - ceiling.need)
                left = left - beyond * exchange(ceiling, slot)
        for key in slot.options:
            left = left + wanted * (1 - self.picks[key])
        self.highs.addConstr(left >= wanted)

    def _units(self, slot: Slot, part: Part, among: frozenset[int]) -> Any:
        terms = [self.uses[slot.number, number] * self.task.size(part.unit, number) for number in sorted(among)]
        return self.highs.qsum(terms) if terms else self.highs.expr(0)

    def _once(self) -> None:
        """A subject counts in one slot, or in several that may share it; shared credits keep to their limit."""
        limited: dict[tuple[str, int], list[Any]] = {}
        for number, item in enumerate(self.task.subjects):
            slots = [slot for slot in self.task.slots if number in slot.among]
            for one, other in combinations(slots, 2):
                first, second = self.uses[one.number, number], self.uses[other.number, number]
                shared = self.task.sharing(one, other)
                if shared is None:
                    self.highs.addConstr(first + second <= 1)
                elif shared[1] is not None:
                    both = self.highs.addVariable(lb=0, ub=1)
                    self.highs.addConstr(both >= first + second - 1)
                    limited.setdefault((shared[0], shared[1]), []).append(both * item.credits)
        for (_, most), terms in limited.items():
            self.highs.addConstr(self.highs.qsum(terms) <= most)
        for cap in self.task.caps:
            self._cap(cap)

    def _cap(self, cap: Cap) -> None:
        """What counts in any of the slots keeps to the ceiling, each subject once."""
        terms = []
        for number in sorted(cap.part.among):
            mine = [self.uses[key] for slot in cap.slots if (key := (slot, number)) in self.uses]
            counts = self.highs.addVariable(lb=0, ub=1)
            for use in mine:
                self.highs.addConstr(counts >= use)
            terms.append(counts * self.task.size(cap.part.unit, number))
        if terms:
            self.highs.addConstr(self.highs.qsum(terms) <= cap.part.need)
