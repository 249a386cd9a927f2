"""What a way to the award costs and when its time is up: fees and the end of the normal duration."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.finance.quoting import Question, Quote, quote
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.areas.studies.queries.time_moved import time_moved
from registrar.kernel import Decision, Money, Term
from registrar.rulebook import decide
from registrar.rulebook.decide import BadFacts


@dataclass(frozen=True)
class Consequences:
    """The end of the time allowed, whether the earliest end lies beyond it, and what is still to pay."""

    duration: Decision
    beyond: bool | None
    price: Money | None
    basis: str
    quantity: int
    why_no_price: str
    cites: tuple[str, ...]


def consequences(
    study: Any,
    *,
    programme: str,
    normal_semesters: int,
    term: str,
    as_of: date,
    earliest: str | None,
    credits: int,
    semesters: int,
    deferred: int,
) -> Consequences:
    """Work them out for a study (a row with programme) that needs so many credits and semesters more; one query."""
    duration = _duration(study, normal_semesters, term, as_of, deferred)
    last = duration.result.get("normal_last_term")
    beyond = Term.parse(earliest) > Term.parse(str(last)) if earliest and last else None
    told = _priced(study, programme, as_of, credits, semesters, bool(beyond))
    return Consequences(duration, beyond, *told)


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


def _priced(
    study: Any, programme: str, as_of: date, credits: int, semesters: int, beyond: bool
) -> tuple[Money | None, str, int, str, tuple[str, ...]]:
    """Price what is still to be taken in the unit that the fee tables charge by."""
    asked = Question(
        programme=programme,
        cohort=study.cohort,
        residency=study.residency,
        stream=study.stream or None if programme == study.programme_id else None,
        beyond_duration=beyond,
    )
    unit = _quoted(asked, as_of)
    if unit is None or unit.reason:
        return None, "", 0, unit.reason if unit else "unknown", ()
    basis = str(unit.decision.result.get("basis", ""))
    quantity = {"credit": credits, "semester": semesters}.get(basis, 0)
    if not quantity:
        return unit.amount, basis, semesters, "", unit.cites
    more = replace(asked, credits=quantity) if basis == "credit" else replace(asked, semesters=quantity)
    whole = _quoted(more, as_of)
    if whole is None or whole.reason:
        return None, basis, quantity, whole.reason if whole else "unknown", unit.cites
    return whole.amount, basis, quantity, "", whole.cites


def _quoted(question: Question, as_of: date) -> Quote | None:
    try:
        return quote(question, university=settings.UNIVERSITY, as_of=as_of)
    except (BadFacts, ValueError):
        return None
