"""Semester GPA, GPA and the GPA over curriculum subjects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, Record, rule
from registrar.rulebook.facts import TermKey


class AttemptFact(Record):
    """One final result of a subject."""

    subject: str = Field(description="Subject code")
    term: TermKey = Field(description="Term in which it was taken")
    attempt: int = Field(ge=0, description="1 for the first attempt, 2 for the first retake, ...")
    credits: int = Field(ge=0, description="Credits of the subject")
    grade: str = Field(description="Grade or result code")
    points: Decimal | None = Field(
        default=None, ge=0, description="Grade point; none where the code stays out of every GPA"
    )
    failed: bool = Field(default=False, description="Whether the code is a fail")
    in_curriculum: bool = Field(default=True, description="Counts for the award: curriculum or free elective")
    transferred: bool = Field(default=False, description="Recognised from earlier study instead of taken here")


class GpaFacts(Facts):
    """A student's final results from admission to the end of the term in question."""

    results: tuple[AttemptFact, ...] = Field(description="Every final result up to and including the term")


@rule(
    name="assessment.gpa",
    title=Bilingual("Grade point averages", "平均績點的計算"),
    clauses={
        "formula": ("polyu-2024-25:GAP-02",),
        "last_attempt": ("polyu-2024-25:5C-06", "polyu-2018-19:3R-03"),
        "curriculum_only": ("polyu-2024-25:5F-02", "polyu-2018-19:3U-02"),
        "rounding": ("polyu-2024-25:GAP-03",),
    },
    parameters=(
        "assessment.gpa_decimals",
        "assessment.gpa_rounding",
        "assessment.result_codes",
        "assessment.transfers_in_gpa",
    ),
    binds_by="term",
    kind="figure",
    answer="gpa",
)
def gpa(facts: GpaFacts, parameters: Parameters, as_of: date) -> Decision:
    """Compute the figures, each with its working (credits and points that went in).

    Semester GPA: the attempts of the term itself. GPA: the last attempt of each subject. Award GPA: as GPA, over
    curriculum and free-elective subjects only. A figure with nothing to average is null. A subject that was withdrawn,
    is pending, or was recognised from earlier study is no attempt: what it leaves behind stays in the averages.
    Results of later terms are passed over.
    """
    term = facts.need("term")
    known = [row for row in facts.results if _place(row.term) <= _place(term)]
    attempts = _attempts(known, parameters)
    last = _last_attempts(attempts)
    parts = {
        "semester_gpa": [r for r in attempts if r.term == term],
        "gpa": last,
        "award_gpa": [r for r in last if r.in_curriculum],
    }
    result: dict[str, object] = {}
    for name, rows in parts.items():
        result[name], result[f"{name}_working"] = _average(rows, parameters)
    result["credits_earned"] = _credits_earned(known, parameters)
    result["credits_taken"] = sum(r.credits for r in parts["semester_gpa"])
    findings = [
        Finding(parameters.cite("last_attempt"), True, Message("assessment.gpa.last_attempt", {"subjects": len(last)})),
        Finding(parameters.cite("curriculum_only"), True, Message("assessment.gpa.curriculum_only", {})),
    ]
    if parameters.has_clause("formula"):
        message = Message("assessment.gpa.formula", {})
        findings.append(Finding(parameters.cite("formula"), True, message, reading="assessment.gpa.reading"))
    return Decision.of(findings, result)


def _attempts(results: Iterable[AttemptFact], parameters: Parameters) -> list[AttemptFact]:
    """Leave out what is on record without being an attempt at the subject here."""
    codes = parameters["assessment.result_codes"]
    none = {name for name, code in codes.items() if not code["attempt"]}
    transfers = parameters["assessment.transfers_in_gpa"]
    return [row for row in results if row.grade not in none and (transfers or not row.transferred)]


def _credits_earned(results: Iterable[AttemptFact], parameters: Parameters) -> int:
    """Credits of what was passed at any attempt or recognised, each subject once."""
    codes = parameters["assessment.result_codes"]
    idle = {name for name, code in codes.items() if not code["earns"]}
    return sum({r.subject: r.credits for r in _in_order(results) if not r.failed and r.grade not in idle}.values())


def _in_order(results: Iterable[AttemptFact]) -> list[AttemptFact]:
    """By attempt, then by term, so that the order in which results arrive doesn't matter."""
    return sorted(results, key=lambda r: (r.attempt, _place(r.term)))


def _last_attempts(results: Iterable[AttemptFact]) -> list[AttemptFact]:
    """Keep the last attempt of each subject."""
    last: dict[str, AttemptFact] = {}
    for row in _in_order(results):
        last[row.subject] = row
    return [last[subject] for subject in sorted(last)]


@cache
def _place(term: str) -> Term:
    """A term as it sorts; there are few of them, and a board run asks for each half a million times."""
    return Term.parse(term)


def _average(rows: Iterable[AttemptFact], parameters: Parameters) -> tuple[Decimal | None, dict[str, object]]:
    """Return the credit-weighted average as the registry rounds it, and what went into it."""
    graded = [r for r in rows if r.points is not None and r.credits]
    credits = sum(r.credits for r in graded)
    points = sum((r.points * r.credits for r in graded if r.points is not None), Decimal(0))
    working = {"credits": credits, "points": points, "subjects": len(graded)}
    if not credits:
        return None, working
    exact = points / credits
    mode = parameters["assessment.gpa_rounding"]
    if mode == "exact":
        return exact, working
    step = Decimal(1).scaleb(-parameters["assessment.gpa_decimals"])
    return exact.quantize(step, ROUND_DOWN if mode == "truncate" else ROUND_HALF_UP), working
