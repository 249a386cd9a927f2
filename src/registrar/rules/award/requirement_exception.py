"""Recording an exception from a requirement for one student."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rulebook.facts import Clause

REACH = ("nothing", "document", "programme")


class RequirementExceptionFacts(Facts):
    """The exception as it is to be recorded, and what the requirement document knows of it."""

    requirement: str = Field(description="Requirement it is about, by its id")
    in_document: bool = Field(description="Whether the student's requirement document has this requirement")
    kind: Literal["waive", "substitute", "lower"] = Field(description="Waived, met by another subject, or lowered")
    subject: str = Field(default="", description="Subject replaced, where one is named")
    asked_for: bool = Field(default=True, description="Whether the requirement asks for that subject by name")
    instead: str = Field(default="", description="Subject that replaces it")
    credits: int = Field(default=0, ge=0, description="Credits by which the requirement is lowered")
    credits_asked: int = Field(
        default=0, ge=0, description="Credits that the requirement asks for, where it asks for credits"
    )
    clause: Clause = Field(description="Clause that allows it")
    clause_known: bool = Field(description="Whether the handbook has this clause")
    survives: Literal["nothing", "document", "programme"] = Field(
        default="nothing",
        description="The furthest change after which it is to count: none, another document, programme",
    )
    ends_on: date | None = Field(default=None, description="Last day on which it counts")


@rule(
    name="award.requirement_exception",
    title=Bilingual("Exception from a requirement", "課程要求的例外安排"),
    clauses={"document": ("polyu-2024-25:GAP-10", "polyu-2018-19:3U-02")},
    parameters=("award.exception_survives",),
    binds_by="event_date",
)
def requirement_exception(facts: RequirementExceptionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse an exception that the document can't take in, without a known clause, or outliving what its clause lets.

    Result: `survives`, the furthest change after which it counts.
    """
    cite = parameters.cite("document")
    cited = facts.clause if facts.clause_known else None
    findings = [_fits(facts, cite), _said(facts, cite)]
    if cited is None:
        message = Message("award.exception.no_clause", {"clause": facts.clause})
        findings.append(Finding(cite, False, message, Cure(Message("award.exception.cure_clause"))))
    else:
        allowed = parameters["award.exception_survives"].get(cited.clause, "nothing")
        findings.append(_outlives(facts, cited, allowed))
    if facts.ends_on is not None:
        message = Message("award.exception.ends", {"day": facts.ends_on})
        later = Cure(Message("award.exception.cure_ends")) if facts.ends_on < as_of else None
        findings.append(Finding(cite, facts.ends_on >= as_of, message, later))
    return Decision.of(findings, {"survives": facts.survives})


def _fits(facts: RequirementExceptionFacts, cite: Citation) -> Finding:
    args = {"requirement": facts.requirement}
    if facts.in_document:
        return Finding(cite, True, Message("award.exception.in_document", args))
    cure = Cure(Message("award.exception.cure_requirement"))
    return Finding(cite, False, Message("award.exception.not_in_document", args), cure)


def _said(facts: RequirementExceptionFacts, cite: Citation) -> Finding:
    """What is named has to be what the kind of exception needs, and no more."""
    if facts.subject and not facts.asked_for:
        args = {"subject": facts.subject, "requirement": facts.requirement}
        cure = Cure(Message("award.exception.cure_subject"))
        return Finding(cite, False, Message("award.exception.not_asked_for", args), cure)
    if facts.kind == "substitute" and not facts.instead:
        cure = Cure(Message("award.exception.cure_instead"))
        return Finding(cite, False, Message("award.exception.says_no_subject"), cure)
    if facts.kind == "lower" and not 0 < facts.credits <= facts.credits_asked:
        figures = {"credits": facts.credits, "need": facts.credits_asked}
        cure = Cure(Message("award.exception.cure_credits", figures))
        return Finding(cite, False, Message("award.exception.lowers_too_much", figures), cure)
    return Finding(cite, True, Message("award.exception.says_enough"))


def _outlives(facts: RequirementExceptionFacts, cited: Citation, allowed: str) -> Finding:
    if REACH.index(facts.survives) <= REACH.index(allowed):
        return Finding(cited, True, Message(f"award.exception.survives_{facts.survives}"))
    message = Message("award.exception.survives_too_much")
    cure = Cure(Message(f"award.exception.cure_{allowed}"))
    return Finding(cited, False, message, cure)
