"""What a way to the award costs and when its time is up: fees and the end of the normal duration."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.conf import settings

from registrar.areas.finance.quoting import Question, Quote, quote
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.areas.studies.queries.time_moved import time_moved
from registrar.kernel import Decision, Message, Money, Term
from registrar.rulebook import decide
from registrar.rulebook.decide import BadFacts


@dataclass(frozen=True)
class Price:
    """What is still to pay for so many semesters, `beyond` of them after the normal duration; or why there is no price.

    `basis` is what the fee tables charge by, `quantity` how much of it. `unknown` says what can't be told, each once.
    """

    amount: Money | None = None
    basis: str = ""
    quantity: int = 0
    beyond: int = 0
    why_not: str = ""
    cites: tuple[str, ...] = ()
    unknown: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Consequences:
    """The end of the time allowed, whether the earliest end lies beyond it, and what is still to pay."""

    duration: Decision
    beyond: bool | None
    price: Price


@dataclass(frozen=True)
class Way:
    """A way to the award: on which programme of which length, from which semester on, how much, until when."""

    programme: str
    normal_semesters: int
    next_term: str
    credits: int
    semesters: int
    deferred: int
    earliest: str | None


def consequences(study: Any, way: Way, *, term: str, as_of: date) -> Consequences:
    """Work them out for a study (a row with programme); one query."""
    duration = _duration(study, way.normal_semesters, term, as_of, way.deferred)
    last = duration.result.get("normal_last_term")
    over = Term.parse(way.earliest) > Term.parse(str(last)) if way.earliest and last else None
    begin = Term.parse(way.next_term).plus_semesters(way.deferred)
    terms = [begin.plus_semesters(number) for number in range(way.semesters)]
    beyond = sum(one > Term.parse(str(last)) for one in terms) if last else 0
    return Consequences(duration, over, _priced(study, way, as_of, beyond))


def normal_end(study: Any, term: str, as_of: date) -> str | None:
    """Return the last term of a study's normal duration, None where it isn't known; two queries."""
    last = _duration(study, semesters_of([study.pk])[study.pk], term, as_of, 0).result.get("normal_last_term")
    return str(last) if last else None


def _duration(study: Any, semesters: int, term: str, as_of: date, deferred: int) -> Decision:
    moved = time_moved([study.pk])[study.pk]
    facts = {
        "cohort": study.cohort,
        "term": term,
        "first_term": study.entry_term_id,
        "normal_semesters": semesters,
        "deferred_semesters": moved.get("deferment", 0) + deferred,
        "extension_semesters": moved.get("extension", 0),
        "self_paced": study.self_paced,
    }
    return decide("enrolment.normal_duration", facts, as_of=as_of, university=settings.UNIVERSITY)


def _priced(study: Any, way: Way, as_of: date, beyond: int) -> Price:
    """Price what is still to be taken: semesters within the normal duration, and those beyond it by their own fees."""
    asked = Question(
        programme=way.programme,
        cohort=study.cohort,
        residency=study.residency,
        stream=study.stream or None if way.programme == study.programme_id else None,
    )
    if not way.semesters:
        return Price(why_not="nothing left")
    found = [
        _part(replace(asked, beyond_duration=over), as_of, way.credits * count // way.semesters, count)
        for count, over in ((way.semesters - beyond, False), (beyond, True))
        if count
    ]
    refused = next((one for one in found if one.amount is None), None)
    if refused is not None:
        return refused
    bases = {one.basis for one in found}
    return Price(
        amount=reduce(add, (one.amount for one in found if one.amount is not None)),
        basis=bases.pop() if len(bases) == 1 else "mixed",
        quantity=way.credits if found[0].basis == "credit" else way.semesters,
        beyond=beyond,
        cites=tuple(dict.fromkeys(cite for one in found for cite in one.cites)),
    )


def _part(asked: Question, as_of: date, credits: int, semesters: int) -> Price:
    """Price by the semester where the tables do, else by the credit."""
    for more in (replace(asked, semesters=semesters), replace(asked, credits=max(credits, 1))):
        told = _quoted(more, as_of)
        if told is not None and not told.reason:
            by = str(told.decision.result.get("basis", ""))
            return Price(
                amount=told.amount, basis=by, quantity=semesters if by != "credit" else credits, cites=told.cites
            )
    if told is None:
        return Price(why_not="unknown")
    return Price(why_not=told.reason, unknown=cannot_tell(told.decision))


def cannot_tell(decision: Decision) -> tuple[Message, ...]:
    """Return what a decision can't tell and why, each once."""
    found = {str(one.message): one.message for one in decision.findings if one.holds is None}
    return tuple(found.values())


def _quoted(question: Question, as_of: date) -> Quote | None:
    try:
        return quote(question, university=settings.UNIVERSITY, as_of=as_of)
    except (BadFacts, ValueError):
        return None
