"""What an advisor should look at before it is too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, Record, TermKey, rule


class RetakeStand(Record):
    """A subject not passed yet."""

    subject: str = Field(description="Subject code")
    retakes: int = Field(ge=0, description="Retakes used")
    departmental_limit: int | None = Field(default=None, description="A limit of the department below the general one")


class EarlyWarningsFacts(Facts):
    """How a study stands."""

    gpas: tuple[Decimal, ...] = Field(default=(), description="GPA after each semester, oldest first")
    on_probation: bool = Field(default=False, description="Whether the student is on academic probation")
    failed: tuple[RetakeStand, ...] = Field(default=(), description="Subjects whose latest attempt is a fail")
    full_time: bool = Field(default=True, description="Whether the study is full-time")
    credits: int = Field(ge=0, description="Credits registered in the term")
    registration_over: bool = Field(default=True, description="Whether the days of registration are over")
    load_settled: bool = Field(default=True, description="Whether add/drop of the term is over")
    light_load_approved: bool = Field(default=False, description="Whether fewer credits are approved for the term")
    last_term: TermKey | None = Field(default=None, description="Last term that the study may reach")
    overdue_notes: int = Field(default=0, ge=0, description="Debit notes that are overdue")
    takes_subjects: bool = Field(default=True, description="Whether the student is enrolled to take subjects")
    credits_to_go: int | None = Field(
        default=None, ge=0, description="Credits of the award that are neither passed nor registered"
    )
    award_settled: bool = Field(default=False, description="Whether every requirement of the award is met")


@rule(
    name="assessment.early_warnings",
    title=Bilingual("Early warnings for the advisor", "供學業導師參考的預警"),
    clauses={
        "progression": ("polyu-2024-25:6B-01",),
        "probation": ("polyu-2024-25:6C-01", "polyu-2018-19:3P-02"),
        "retakes": ("polyu-2024-25:5C-03",),
        "light": ("polyu-2024-25:4K-03", "polyu-2018-19:3L-02"),
        "heavy": ("polyu-2024-25:5A-03", "polyu-2018-19:3P-01"),
        "duration": ("polyu-2024-25:4D-02",),
        "maximum": ("polyu-2024-25:4E-01", "polyu-2018-19:3F-01"),
        "fees": ("polyu-2024-25:8B-04",),
    },
    parameters=(
        "registration.max_retakes",
        "registration.full_time_min_credits",
        "registration.normal_credits",
        "enrolment.duration_limit",
    ),
    binds_by="term",
)
def early_warnings(facts: EarlyWarningsFacts, parameters: Parameters, as_of: date) -> Decision:
    """Warn of a falling GPA, probation, the last retake, a light or heavy load, the end of the time allowed, and debts.

    Each warning is advice: it refuses nothing. Whoever has met every requirement of the award is warned of nothing.
    Result: `warnings`, their names, the gravest first.
    """
    if facts.award_settled:
        return Decision.of([], {"warnings": ()})
    found = [
        *_standing(facts, parameters),
        *_retakes(facts, parameters),
        *_duration(facts, parameters),
        *_money(facts, parameters),
        *_load(facts, parameters),
    ]
    return Decision.of([finding for _, finding in found], {"warnings": tuple(dict.fromkeys(name for name, _ in found))})


Warnings = Iterator[tuple[str, Finding]]


def _warning(parameters: Parameters, role: str, name: str, /, text: str = "", **args: object) -> tuple[str, Finding]:
    message = Message(f"assessment.warning.{text or name}", args)
    return name, Finding(parameters.cite(role), False, message, advice=True)


def _standing(facts: EarlyWarningsFacts, parameters: Parameters) -> Warnings:
    if facts.on_probation and parameters.has_clause("probation"):
        yield _warning(parameters, "probation", "probation")
    falls = [one > other for one, other in pairwise(facts.gpas)]
    if falls[-2:] == [True, True] and parameters.has_clause("progression"):
        *_, first, _, last = facts.gpas
        yield _warning(parameters, "progression", "falling", first=first, last=last)


def _retakes(facts: EarlyWarningsFacts, parameters: Parameters) -> Warnings:
    if not parameters.has_clause("retakes"):
        return
    most: int = parameters["registration.max_retakes"]
    for one in facts.failed:
        limit = most if one.departmental_limit is None else min(most, one.departmental_limit)
        if one.retakes >= limit:
            yield _warning(parameters, "retakes", "no_retake_left", subject=one.subject)
        elif one.retakes == limit - 1:
            yield _warning(parameters, "retakes", "last_retake", subject=one.subject)


def _duration(facts: EarlyWarningsFacts, parameters: Parameters) -> Warnings:
    if facts.last_term is None:
        return
    # Without the year of admission the newer clause is named, which binds whoever studies normally now.
    by_maximum = facts.cohort is not None and parameters["enrolment.duration_limit"] == "maximum_period"
    role = "maximum" if by_maximum else "duration"
    if not parameters.has_clause(role):
        return
    term, last = Term.parse(facts.need("term")), Term.parse(facts.last_term)
    if term > last:
        yield _warning(parameters, role, "time_over", term=last)
    elif term.next() >= last or term.next().next() >= last:
        if facts.credits_to_go is None:
            yield _warning(parameters, role, "time_short", term=last)
            return
        # Whoever is in the last year and can finish in it at the usual load is where a student should be.
        room = parameters["registration.normal_credits"] * _semesters_after(term, last)
        if facts.credits_to_go > room:
            found = {"term": last, "credits": facts.credits_to_go, "room": room}
            yield _warning(parameters, role, "time_short", "time_short_credits", **found)


def _semesters_after(term: Term, last: Term) -> int:
    """Semesters to come up to the last term; Summer Terms aren't counted on."""
    count = 0
    while term < last:
        term = term.next()
        count += not term.is_summer
    return count


def _money(facts: EarlyWarningsFacts, parameters: Parameters) -> Warnings:
    if facts.overdue_notes and parameters.has_clause("fees"):
        yield _warning(parameters, "fees", "unpaid", count=facts.overdue_notes)


def _load(facts: EarlyWarningsFacts, parameters: Parameters) -> Warnings:
    least: int = parameters["registration.full_time_min_credits"]
    if Term.parse(facts.need("term")).is_summer or not facts.takes_subjects:
        return
    if facts.full_time and facts.credits < least and not facts.light_load_approved:
        if facts.load_settled:
            yield _warning(parameters, "light", "light", credits=facts.credits, least=least)
        elif facts.registration_over and facts.credits:
            # A load may be built up from nothing until add/drop ends: only one that stopped half-way is worth a word.
            yield _warning(parameters, "light", "light_so_far", credits=facts.credits, least=least)
    normal: int = parameters["registration.normal_credits"]
    if facts.credits > normal:
        yield _warning(parameters, "heavy", "heavy", credits=facts.credits, normal=normal)
