"""Rows into the facts that the rules on averages and standing ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from registrar.areas.studies.queries.board_data import BoardStudy
from registrar.rules.assessment.gpa import AttemptFact, GpaFacts
from registrar.rules.assessment.standing import CompulsoryFailure, StandingFacts, TermFigures

OUTSIDE_AWARD = "additional"
TAKEN, RECOGNISED = "taken", ("transferred", "exempted")


def gpa_facts(term: str, results: Iterable[Any]) -> GpaFacts:
    """Build the facts of `assessment.gpa` from rows with the fields of SubjectResult."""
    return GpaFacts(
        term=term,
        results=tuple(
            _attempt(
                row.subject_id,
                row.term_id,
                row.attempt,
                row.credits,
                row.grade,
                row.points,
                row.failed,
                row.category != OUTSIDE_AWARD,
                row.origin in RECOGNISED,
            )
            for row in results
        ),
    )


@lru_cache(maxsize=100_000)
def _attempt(
    subject: str,
    term: str,
    attempt: int,
    credits: int,
    grade: str,
    points: Decimal | None,
    failed: bool,
    in_curriculum: bool,
    transferred: bool,
) -> AttemptFact:
    """Build a result's facts; frozen, so that all who got the same grade in a subject share it."""
    return AttemptFact(
        subject=subject,
        term=term,
        attempt=attempt,
        credits=credits,
        grade=grade,
        points=points,
        failed=failed,
        in_curriculum=in_curriculum,
        transferred=transferred,
    )


@dataclass
class Duration:
    """How a study stands to its time limits after a term; not `known` where no edition tells."""

    normal_over: bool
    maximum_over: bool
    extension_running: bool
    known: bool = True


def standing_facts(
    study: BoardStudy,
    term: str,
    gpa: Decimal | None,
    semester_gpa: Decimal | None,
    duration: Duration,
    complete: bool,
    outstanding: bool | None = None,
) -> StandingFacts:
    """Build the facts of `assessment.standing`: figures of earlier terms as decided, those of this term as computed.

    `outstanding` is what the degree audit says is left for the award; without one, the credits alone tell.
    """
    figures = [
        TermFigures(term=old.term_id, gpa=old.gpa, semester_gpa=old.semester_gpa, counts=old.counts)
        for old in study.standings
        if old.gpa is not None
    ]
    # A term in which nothing was assessed neither counts nor breaks a run (polyu-2024-25:6B-05).
    if gpa is not None and any(row.term_id == term and row.origin == TAKEN for row in reversed(study.results)):
        counts = not term.endswith("ST") or study.summer_term_mandatory
        figures.append(TermFigures(term=term, gpa=gpa, semester_gpa=semester_gpa, counts=counts))
    return StandingFacts(
        term=term,
        cohort=study.cohort,
        figures=tuple(figures),
        results_complete=complete,
        requirements_outstanding=study.credits_earned < study.credits_required if outstanding is None else outstanding,
        normal_duration_over=duration.normal_over,
        duration_known=duration.known,
        maximum_period_over=duration.maximum_over,
        extension_running=duration.extension_running,
        failures=_failures(study),
    )


def _failures(study: BoardStudy) -> tuple[CompulsoryFailure, ...]:
    """List compulsory subjects whose last attempt is a fail, with the retakes used; not those recognised otherwise."""
    recognised = {row.subject_id for row in study.results if row.origin in RECOGNISED}
    last: dict[str, Any] = {}
    for row in study.results:
        if row.subject_id not in study.compulsory - recognised or row.origin != "taken":
            continue
        if row.subject_id not in last or row.attempt > last[row.subject_id].attempt:
            last[row.subject_id] = row
    return tuple(
        CompulsoryFailure(subject=code, retakes=row.attempt - 1, departmental_limit=study.limits.get(code))
        for code, row in sorted(last.items())
        if row.failed
    )
