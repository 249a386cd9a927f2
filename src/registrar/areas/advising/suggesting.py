"""A first plan to graduation: what is missing, in the order of the curriculum, as early as everything allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.advising.laying_out import MOST_SEMESTERS, LayingOut
from registrar.areas.advising.queries.planning import Ground
from registrar.kernel import Term
from registrar.rulebook.requirements import Bound, Requirement, Take
from registrar.rules.award._audit_facts import DONE, AuditSubject, DegreeAuditFacts

ROUNDS = 4
LAST = (99, "S9")


@dataclass
class _Counting:
    """What is taken already of the floors and ceilings within a requirement."""

    floors: list[tuple[Bound, int]]
    ceilings: list[tuple[Bound, int]]

    @classmethod
    def of(cls, take: Take, row: dict[str, Any], subjects: Mapping[str, AuditSubject]) -> _Counting:
        """Count what the audit counts there already; ceilings for each year are left to the check of the plan."""
        there = [subjects[use["subject"]] for use in row["subjects"] if use["subject"] in subjects]
        ceilings = [bound for bound in take.at_most if not bound.each_year]
        made = cls([(bound, 0) for bound in take.also], [(bound, 0) for bound in ceilings])
        for one in there:
            made.add(one)
        return made

    def add(self, one: AuditSubject) -> None:
        """Count one subject more."""
        self.floors = [(bound, have + _size(bound, one)) for bound, have in self.floors]
        self.ceilings = [(bound, have + _size(bound, one)) for bound, have in self.ceilings]

    def leaves_room(self, one: AuditSubject) -> bool:
        """Tell whether a subject still counts in full under every ceiling."""
        return all(have + _size(bound, one) <= _most(bound) for bound, have in self.ceilings)

    def unmet(self, one: AuditSubject) -> bool:
        """Tell whether a floor is unmet that this subject wouldn't help."""
        short = [bound for bound, have in self.floors if have < _most(bound)]
        return bool(short) and not any(bound.source.admits(one) for bound in short)


def _most(bound: Bound) -> int:
    return bound.credits if bound.credits is not None else bound.count or 0


def _size(bound: Bound, one: AuditSubject) -> int:
    """Return what a subject brings to a floor or ceiling, in credits or as one subject."""
    if not bound.source.admits(one):
        return 0
    return one.credits if bound.credits is not None else 1


@dataclass
class Suggestion:
    """Chooses subjects for what is missing and puts them into semesters.

    `usual_load` is the credits that a semester is filled up to where nothing asks for more.
    """

    facts: DegreeAuditFacts
    there: Ground
    places: dict[str, tuple[int, str]]
    usual_load: int
    chosen: list[str] = field(default_factory=list)

    @property
    def held(self) -> set[str]:
        """Subjects passed or registered."""
        return {one.subject for one in self.facts.subjects if one.state in DONE or one.state == "in_progress"}

    def choose(self, audit: Callable[[Sequence[str]], Any], requirements: dict[str, Requirement]) -> list[str]:
        """Return subjects that fill what an audit (asked again with what is chosen) finds missing."""
        for _ in range(ROUNDS):
            rows = [row for row in audit(self.chosen) if row["wanted"] and row.get("lacks") and row["kind"] == "take"]
            before = len(self.chosen)
            for row in sorted(rows, key=lambda row: not row.get("missing")):
                self.chosen += self._for_row(row, requirements.get(row["id"]))
            if len(self.chosen) == before:
                break
        self._with_prerequisites()
        return self.chosen

    def _for_row(self, row: dict[str, Any], requirement: Requirement | None) -> list[str]:
        if row.get("missing"):
            return [codes[0] for codes in row["missing"] if codes[0] not in self.chosen]
        take = requirement.take if requirement else None
        if take is None or take.source is None:
            return []
        counting = _Counting.of(take, row, {one.subject: one for one in self.facts.subjects})
        fits = [one for one in self._candidates() if take.source.admits(one)]
        found: list[str] = []
        lacks = int(row["lacks"])
        while lacks > 0:
            open_ones = [one for one in fits if one.subject not in found and counting.leaves_room(one)]
            if not open_ones:
                break
            best = min(open_ones, key=lambda one: (counting.unmet(one), *self._preference(one)))
            counting.add(best)
            found.append(best.subject)
            lacks -= max(best.credits, 1)
        return found

    def _preference(self, one: AuditSubject) -> tuple[Any, ...]:
        """Order subjects of a set: of the curriculum, of the own department, asking for nothing more, then as usual."""
        return not one.place, not one.own, self._asks_more(one.subject), self._order(one.subject)

    def _candidates(self) -> Iterator[AuditSubject]:
        """Subjects that could still be taken: offered at some time, of a level of the curriculum, excluding nothing."""
        taken = self.held | set(self.chosen)
        places = {row.subject: row.category for row in self.facts.curriculum}
        most = max((self.there.subjects[row.subject].level for row in self.facts.curriculum), default=9)
        own = {one.department for one in self.facts.subjects if one.own}
        for code, one in self.there.subjects.items():
            asks = self.there.asks.get(code)
            if code in taken or not one.credits or one.level > most or (asks and not taken.isdisjoint(asks.exclusions)):
                continue
            if code not in self.there.offers.parts and code not in self.there.usual_places:
                continue
            yield AuditSubject(
                subject=code,
                credits=one.credits,
                state="planned",
                department=one.department,
                own=one.department in own,
                level=one.level,
                kind=one.kind,
                place=places.get(code, ""),
            )

    def _asks_more(self, code: str) -> int:
        """Count the pre-requisites of a subject that are neither held nor chosen."""
        asks, there = self.there.asks.get(code), self.held | set(self.chosen)
        return sum(all(other not in there for other, _ in group) for group in (asks.prerequisites if asks else ()))

    def _with_prerequisites(self) -> None:
        """Add what the chosen subjects ask for, the first alternative of each."""
        for code in self.chosen:
            asks = self.there.asks.get(code)
            for group in asks.prerequisites if asks else ():
                names = [other for other, _ in group]
                if names and not any(other in self.held or other in self.chosen for other in names):
                    self.chosen.append(names[0])

    def _order(self, code: str) -> tuple[int, str, int, str]:
        stage, semester = self.places.get(code, LAST)
        particulars = self.there.subjects.get(code)
        return stage, semester, particulars.level if particulars else 9, code

    def lay_out(self, by: Term, ceiling: int) -> list[tuple[str, str]]:
        """Return (subject, term): everything by a term if that can be, else as soon as can be.

        Semesters are filled up to the usual load, and above it up to the ceiling as far as the term asks for it.
        """
        laying = LayingOut(self.facts, self.there, self.chosen, self._order)
        for load in range(self.usual_load, ceiling + 1):
            found = laying.until(by, load)
            if found is not None:
                return found
        last = by
        for _ in range(MOST_SEMESTERS):
            last = last.plus_semesters(1)
            found = laying.until(last, ceiling)
            if found is not None:
                return found
        return laying.laid(last, ceiling)
