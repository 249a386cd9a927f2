"""What an audit says: each requirement with what fills it, what is missing, and why a subject counts where it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from registrar.rulebook.requirements import Requirement, RequirementDocument
from registrar.rules.award._audit_facts import DONE, DegreeAuditFacts
from registrar.rules.award._audit_fill import Filling, Measure
from registrar.rules.award._audit_other import reaches, weighed
from registrar.rules.award._audit_slots import Slot, Task

ORDER = ("met", "in_progress", "planned", "missing")


class Report:
    """The tree of requirements as checked. `rows` are plain, one a requirement, parents before children.

    Requirements are named by their citation, such as `polyu-bachelor:core`.
    """

    def __init__(
        self, facts: DegreeAuditFacts, documents: Sequence[RequirementDocument], task: Task, filling: Filling
    ) -> None:
        """Work out every row."""
        self.facts, self.task, self.filling, self.documents = facts, task, filling, documents
        self.measure = Measure(task, documents)
        self.stages = [self._short(upto) for upto in ({"in_progress", "planned"}, {"planned"}, set())]
        self.rows: list[dict[str, Any]] = []
        for document in documents:
            for one in document.requirements:
                if one.key not in self.task.absent:
                    self._row(one, "", wanted=True)

    def _short(self, without: Collection[str]) -> dict[int, int]:
        """Return the shortages when subjects in these states aren't counted."""
        kept = {number for number, item in enumerate(self.task.subjects) if item.state not in without}
        return self.measure.shortages(self.filling.taken, kept)

    def _row(self, one: Requirement, parent: str, *, wanted: bool) -> dict[str, Any]:
        row: dict[str, Any] = {
            "id": one.key,
            "parent": parent,
            "kind": one.kind,
            "title": one.title,
            "wanted": wanted,
        }
        self.rows.append(row)
        waived = self.task.waived.get(one.key)
        if waived is not None:
            row.update(state="waived", lacks=0, authority=waived.authority)
            return row
        below = [
            self._row(child, one.key, wanted=wanted and self._picked(one, number))
            for number, child in enumerate(one.children)
            if child.key not in self.task.absent
        ]
        if one.kind in ("all", "choose"):
            self._group(row, one, below)
            row["ceilings"] = self._ceilings(one)
        elif one.kind == "take":
            self._take(row, self.measure.slots.get(one.key, []))
        elif one.kind == "element":
            met = one.element in self.facts.elements
            row.update(state="met" if met else "missing", lacks=0, element=one.element)
        elif one.line is not None:
            self._average(row, one)
        return row

    def _picked(self, one: Requirement, number: int) -> bool:
        return one.kind != "choose" or (one.key, number) in self.filling.picked

    def _group(self, row: dict[str, Any], one: Requirement, below: Sequence[dict[str, Any]]) -> None:
        here = [number for number, child in enumerate(one.children) if child.key not in self.task.absent]
        counted = [child for number, child in zip(here, below, strict=True) if self._picked(one, number)]
        states = [child["state"] for child in counted if child["state"] != "waived"]
        row.update(
            state=max(states, key=ORDER.index, default="met"),
            lacks=sum(child["lacks"] for child in counted),
            met=sum(child["state"] in ("met", "waived") for child in counted),
            of=len(counted),
        )

    def _take(self, row: dict[str, Any], slots: Sequence[Slot]) -> None:
        lacks = [sum(stage[slot.number] for slot in slots) for stage in self.stages]
        row["state"] = next((state for state, short in zip(ORDER, lacks, strict=False) if not short), "missing")
        row["lacks"] = lacks[-1]
        row["lacks_passed"] = lacks[0]
        row["unit"] = slots[0].unit if slots and not slots[0].named else "subjects" if slots else "credits"
        row["need"] = sum(slot.need for slot in slots)
        for name, states in (("passed", DONE), ("in_progress", {"in_progress"}), ("planned", {"planned"})):
            row[name] = sum(
                self.task.units(slot, [n for n in self.filling.at(slot) if self.task.subjects[n].state in states])
                for slot in slots
            )
        row["subjects"] = [self._use(slot, number) for slot in slots for number in self.filling.at(slot)]
        row["missing"] = [list(slot.named) for slot in slots if slot.named and not self.filling.at(slot)]
        floors = [part for slot in slots for part in slot.floors]
        row["floors"] = [
            {"need": part.need, "unit": part.unit, "have": self.task.units(part, self.filling.at(slots[0]))}
            for part in floors
        ]

    def _ceilings(self, one: Requirement) -> list[dict[str, Any]]:
        """Return how far the ceilings over everything below a requirement are used."""
        keys = {child.key for child in one.walk()}
        slots = frozenset(slot.number for slot in self.task.slots if slot.requirement.key in keys)
        caps = [cap for cap in self.task.caps if one.caps and cap.slots == slots]
        used = {n for slot in self.task.slots if slot.number in slots for n in self.filling.at(slot)}
        return [{"most": cap.part.need, "unit": cap.part.unit, "have": self.task.units(cap.part, used)} for cap in caps]

    def _use(self, slot: Slot, number: int) -> dict[str, Any]:
        """Return where a subject counts, where else it could, and what would be missing here without it."""
        item = self.task.subjects[number]
        use: dict[str, Any] = {"subject": item.subject, "state": item.state, "credits": item.credits}
        others = {
            other.requirement.key: other
            for other in self.task.slots
            if not slot.named
            and number in other.among
            and other.requirement is not slot.requirement
            and self.filling.picked.issuperset(other.options)
            and number not in self.filling.at(other)
        }
        if others:
            rest = [one for one in self.filling.at(slot) if one != number]
            use["also_fits"] = list(others)
            use["without"] = self.task.shortage(slot, rest) - self.task.shortage(slot, self.filling.at(slot))
        return use

    def _average(self, row: dict[str, Any], one: Requirement) -> None:
        counted = self._counted_for(one)
        items = list(enumerate(self.task.subjects))
        over = [item for n, item in items if (one.over.admits(item) if one.over is not None else n in counted)]
        credits, points = weighed(over)
        row.update(credits=credits, line=one.line, average=points / credits if credits else None, lacks=0)
        row["state"] = "met" if reaches(one, over) else "missing"

    def _counted_for(self, one: Requirement) -> set[int]:
        """Return the numbers of the subjects that count for the requirements which an average is over."""
        tops = [
            top
            for document in self.documents
            if document.id == one.citation.edition
            for top in document.walk()
            if top.id in one.of
        ]
        keys = {below.key for top in tops for below in top.walk()}
        return {n for slot in self.task.slots if slot.requirement.key in keys for n in self.filling.at(slot)}

    def used(self) -> set[int]:
        """Return the numbers of the subjects that count somewhere."""
        return {number for slot in self.task.slots for number in self.filling.at(slot)}

    def credits(self, states: Iterable[str]) -> int:
        """Return the credits counted for the award from subjects in these states, each once.

        Where a subject was exempted, a subject that no requirement needs may stand in for its credits.
        """
        wanted, used = set(states), self.used()
        subjects = self.task.subjects
        counted = sum(subjects[n].credits for n in used if subjects[n].state in wanted)
        exempted = sum(
            slot.weight
            for slot in self.task.slots
            if slot.named and any(subjects[n].state == "exempted" for n in self.filling.at(slot))
        )
        spare = sum(item.credits for n, item in enumerate(subjects) if n not in used and item.state in wanted)
        return counted + min(exempted, spare)
