"""Puts chosen subjects into terms: what others wait for comes first, the rest in the order of the curriculum."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.advising.queries.planning import Ground, semesters_from
from registrar.kernel import Term
from registrar.rules.award._audit_facts import DONE, DegreeAuditFacts

# A plan that reaches further than this isn't one.
MOST_SEMESTERS = 16
SEMESTERS = ("S1", "S2")
SUMMER = "ST"


@dataclass
class LayingOut:
    """What is to be laid out, against what; `order` is the order of the curriculum."""

    facts: DegreeAuditFacts
    there: Ground
    chosen: Sequence[str]
    order: Callable[[str], Any]
    waits: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which chosen subjects wait for which others."""
        wanted = set(self.chosen)
        held = {one.subject for one in self.facts.subjects if one.state in DONE or one.state == "in_progress"}
        for code in self.chosen:
            asks = self.there.asks.get(code)
            for group in asks.prerequisites if asks else ():
                names = [other for other, _ in group]
                if held.isdisjoint(names):
                    for other in [name for name in names if name in wanted][:1]:
                        self.waits.setdefault(other, []).append(code)

    def until(self, last: Term, load: int) -> list[tuple[str, str]] | None:
        """Return (subject, term) with everything done by a term, no semester above a load; None where it can't be."""
        found = self.laid(last, load)
        return found if len(found) == len(self._known()) else None

    def laid(self, last: Term, load: int) -> list[tuple[str, str]]:
        """Return (subject, term): as much as can be taken by a term."""
        done, loads = self._running()
        terms = [term for term in self._terms() if Term.parse(term) <= last]
        latest = self._latest(terms)
        waiting = sorted(self._known(), key=lambda code: (latest[code], self.order(code)))
        found: list[tuple[str, str]] = []
        for number, term in enumerate(terms):
            for code in list(waiting):
                if self._fits(code, term, loads, done, load) and self._in_season(code, term, number, latest[code]):
                    done[code] = Term.parse(term)
                    loads[term] = loads.get(term, 0) + self.there.subjects[code].credits
                    found.append((code, term))
                    waiting.remove(code)
        return found

    def _known(self) -> list[str]:
        return [code for code in dict.fromkeys(self.chosen) if code in self.there.subjects]

    def _terms(self) -> list[str]:
        found: list[str] = []
        for term in semesters_from(self.there.when.next_term, MOST_SEMESTERS):
            found.append(term)
            following = Term.parse(term).next()
            if following.is_summer:
                found.append(str(following))
        return found

    def _running(self) -> tuple[dict[str, Term], dict[str, int]]:
        done: dict[str, Term] = {}
        loads: dict[str, int] = {}
        for one in self.facts.subjects:
            if one.state in DONE:
                done[one.subject] = Term.parse("1900/01-S1")
            elif one.state == "in_progress" and one.term:
                done[one.subject] = Term.parse(one.term)
                loads[one.term] = loads.get(one.term, 0) + one.credits
        return done, loads

    def _latest(self, terms: Sequence[str]) -> Mapping[str, int]:
        """The number of the last term in which each subject leaves time for those that wait for it."""
        found: dict[str, int] = {}

        def of(code: str) -> int:
            if code not in found:
                found[code] = 0  # subjects that wait for each other
                before = min([len(terms), *(of(other) for other in self.waits.get(code, ()))])
                fitting = [n for n in range(before) if self.offered(code, terms[n])]
                found[code] = max(fitting, default=0)
            return found[code]

        return {code: of(code) for code in self._known()}

    def offered(self, code: str, term: str) -> bool:
        """Tell whether a subject is offered in a term, or usually is where its offerings aren't known yet."""
        there = self.there.offered_then(code, term)
        return there if there is not None else term[-2:] in (self.there.usual(code) or SEMESTERS)

    def _in_season(self, code: str, term: str, number: int, latest: int) -> bool:
        """A Summer Term is for what is usual then, or can't wait."""
        return not term.endswith(SUMMER) or SUMMER in self.there.usual(code) or number >= latest

    def _fits(self, code: str, term: str, loads: Mapping[str, int], done: Mapping[str, Term], load: int) -> bool:
        credits = self.there.subjects[code].credits
        if loads.get(term, 0) + credits > max(load, credits) or not self.offered(code, term):
            return False
        asks, when = self.there.asks.get(code), Term.parse(term)
        return all(
            any(other in done and done[other] < when for other, _ in group)
            for group in (asks.prerequisites if asks else ())
            if group
        )
