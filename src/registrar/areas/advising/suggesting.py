"""A first plan to graduation: what is missing, in the order of the curriculum, as early as everything allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.advising.queries.planning import Ground, semesters_from
from registrar.kernel import Term
from registrar.rulebook.requirements import Bound, Requirement, Take
from registrar.rules.award._audit_facts import DONE, AuditSubject, DegreeAuditFacts

# A plan that reaches further than this isn't one.
MOST_SEMESTERS = 16
ROUNDS = 4
SEMESTERS = ("S1", "S2")
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

    `usual_load` is the credits that a semester is filled up to.
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
            if code not in self.there.parts and code not in self.there.usual_places:
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

    def lay_out(self) -> list[tuple[str, str]]:
        """Return (subject, term): each as early as load, pre-requisites and its usual semester allow."""
        done: dict[str, Term] = {}
        loads: dict[str, int] = {}
        for one in self.facts.subjects:
            if one.state == "in_progress" and one.term:
                done[one.subject] = Term.parse(one.term)
                loads[one.term] = loads.get(one.term, 0) + one.credits
        passed = {one.subject for one in self.facts.subjects if one.state in DONE}
        terms = _with_summers(semesters_from(self.there.when.next_term, MOST_SEMESTERS))
        waiting = sorted(dict.fromkeys(self.chosen), key=self._order)
        laid: list[tuple[str, str]] = []
        for term in terms:
            for code in list(waiting):
                if self._fits(code, term, loads, done, passed):
                    done[code] = Term.parse(term)
                    loads[term] = loads.get(term, 0) + self.there.subjects[code].credits
                    laid.append((code, term))
                    waiting.remove(code)
        return laid

    def _fits(self, code: str, term: str, loads: dict[str, int], done: dict[str, Term], passed: Iterable[str]) -> bool:
        if code not in self.there.subjects:
            return False
        credits, load = self.there.subjects[code].credits, loads.get(term, 0)
        if load + credits > max(self.usual_load, credits):
            return False
        offered, usual = self.there.offered_then(code, term), self.there.usual(code)
        if offered is False or (offered is None and term[-2:] not in (usual or SEMESTERS)):
            return False
        asks, when = self.there.asks.get(code), Term.parse(term)
        return all(
            any(other in passed or (other in done and done[other] < when) for other, _ in group)
            for group in (asks.prerequisites if asks else ())
            if group
        )


def _with_summers(semesters: Sequence[str]) -> list[str]:
    """Return semesters with the Summer Term behind each Semester Two."""
    found: list[str] = []
    for term in semesters:
        found.append(term)
        following = Term.parse(term).next()
        if following.is_summer:
            found.append(str(following))
    return found
