"""Whether a plan to graduation can work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, Record, TermKey, rule


class PlannedFact(Record):
    """A subject in the plan, with what it asks for."""

    subject: str = Field(description="Subject code")
    term: TermKey = Field(description="Term in which it is planned")
    credits: int = Field(ge=0, description="Credits of the subject")
    prerequisites: tuple[tuple[str, ...], ...] = Field(
        default=(), description="All of these before it; within one, any of its subjects will do"
    )
    exclusions: tuple[str, ...] = Field(default=(), description="Subjects that may not be taken beside it")
    offered: bool | None = Field(default=None, description="Whether it is offered in that term; empty: not known yet")
    usual: tuple[str, ...] = Field(default=(), description="Semesters in which it is usually offered: S1, S2, ST")


class HeldFact(Record):
    """A subject passed or registered."""

    subject: str = Field(description="Subject code")
    term: TermKey | None = Field(default=None, description="Term in which it is registered; empty: passed")
    credits: int = Field(default=0, ge=0, description="Credits registered")


class DegreePlanFacts(Facts):
    """A plan, and what the student has already."""

    next_term: TermKey = Field(description="First semester in which further subjects can be taken")
    planned: tuple[PlannedFact, ...] = Field(default=(), description="Subjects planned, with their terms")
    held: tuple[HeldFact, ...] = Field(default=(), description="Subjects passed or registered")


@rule(
    name="award.degree_plan",
    title=Bilingual("Check of a plan to graduation", "畢業計劃檢查"),
    clauses={
        "requisites": ("polyu-2024-25:5A-01", "polyu-2018-19:3P-12"),
        "load": ("polyu-2024-25:5A-03", "polyu-2018-19:3P-01"),
    },
    parameters=("registration.max_credits", "registration.max_credits_summer", "registration.normal_credits"),
    binds_by="term",
)
def degree_plan(facts: DegreePlanFacts, parameters: Parameters, as_of: date) -> Decision:
    """Find what of a plan can't work: pre-requisites, exclusions, load, offerings, terms that are over.

    ALLOWED when nothing stands against it. Result: `problems` (subject, term and kind) and `loads`, credits by term,
    registered ones included; `usual_load` and `ceiling` of a semester.
    """
    problems: list[dict[str, str]] = []
    findings: list[Finding] = []
    for kind, one, args in _subjects(facts):
        problems.append({"kind": kind, "subject": one.subject, "term": one.term})
        message = Message(f"award.plan.{kind}", {"subject": one.subject, "term": Term.parse(one.term), **args})
        role = "requisites" if kind in ("prerequisite", "exclusion") else "load"
        cure = Cure(Message(f"award.plan.cure_{kind}", args))
        findings.append(Finding(parameters.cite(role), False, message, cure, advice=kind == "unusual"))
    loads: list[dict[str, Any]] = []
    for term, credits in _loads(facts).items():
        summer = Term.parse(term).is_summer
        ceiling: int = parameters["registration.max_credits_summer" if summer else "registration.max_credits"]
        loads.append({"term": term, "credits": credits, "ceiling": ceiling})
        if credits > ceiling:
            problems.append({"kind": "load", "subject": "", "term": term})
        key = "over_ceiling" if credits > ceiling else "within_ceiling"
        args = {"term": Term.parse(term), "credits": credits, "ceiling": ceiling}
        lighter = Cure(Message("award.plan.cure_over_ceiling", args)) if credits > ceiling else None
        clause = parameters.cite("load")
        findings.append(Finding(clause, credits <= ceiling, Message(f"award.plan.{key}", args), lighter))
    usual, most = parameters["registration.normal_credits"], parameters["registration.max_credits"]
    return Decision.of(findings, {"problems": problems, "loads": loads, "usual_load": usual, "ceiling": most})


def _subjects(facts: DegreePlanFacts) -> Iterator[tuple[str, PlannedFact, dict[str, Any]]]:
    passed = {one.subject for one in facts.held if one.term is None}
    when = {one.subject: Term.parse(one.term) for one in facts.held if one.term is not None}
    when |= {one.subject: Term.parse(one.term) for one in facts.planned if one.subject not in when}
    first = Term.parse(facts.next_term)
    for one in facts.planned:
        term = Term.parse(one.term)
        if term < first:
            yield "over", one, {}
        for group in one.prerequisites:
            if not any(code in passed or (code in when and when[code] < term) for code in group):
                yield "prerequisite", one, {"before": group}
        clash = [code for code in one.exclusions if code in passed or code in when]
        if clash:
            yield "exclusion", one, {"others": tuple(clash)}
        if one.offered is False:
            yield "not_offered", one, {}
        elif one.offered is None and one.usual and term.part not in one.usual:
            yield "unusual", one, {}


def _loads(facts: DegreePlanFacts) -> dict[str, int]:
    loads: dict[str, int] = {}
    for one in facts.held:
        if one.term is not None:
            loads[one.term] = loads.get(one.term, 0) + one.credits
    for planned in facts.planned:
        loads[planned.term] = loads.get(planned.term, 0) + planned.credits
    return dict(sorted(loads.items(), key=lambda pair: Term.parse(pair[0])))
