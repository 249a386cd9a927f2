"""Disqualifying results as a penalty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class DisqualificationFacts(Facts):
    """A result, and what the decision on the offence says."""

    subject: str = Field(description="Subject code")
    named: tuple[str, ...] = Field(description="Subjects that the decision names")
    grade: str = Field(description="The grade on record")
    treatment: Literal["zero_points", "no_points"] | None = Field(
        default=None, description="What the decision does with the grade: zero points, or left out of every GPA"
    )
    second_person: bool | None = Field(
        default=None, description="Whether somebody else than the proposer confirms it; empty: nobody has yet"
    )


@rule(
    name="assessment.disqualification",
    title=Bilingual("Disqualification of a result", "取消科目成績"),
    clauses={"penalty": ("polyu-2024-25:11B-15",)},
    parameters=("assessment.disqualified_code",),
    binds_by="event_date",
    kind="consequence",
)
def disqualification(facts: DisqualificationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say what becomes of a result: named subjects lose grade and credit, others stay as they are.

    The decision on the offence sets what the disqualified result does in the GPA. REFUSED means that the result falls.
    Result: `grade`, `points`, `failed`, `credits_earned`, where the result falls.
    """
    cite = parameters.cite("penalty")
    told = {"subject": facts.subject}
    if facts.subject not in facts.named:
        return Decision.not_applicable([Finding(cite, True, Message("assessment.disqualify.not_named", told))])
    if facts.treatment is None:
        cure = Cure(Message("assessment.disqualify.cure_treatment"))
        return Decision.of([Finding(cite, None, Message("assessment.disqualify.no_treatment"), cure)])
    code = parameters["assessment.disqualified_code"]
    message = Message("assessment.disqualify.falls", {**told, "old": facts.grade, "grade": code})
    appeal = Cure(Message("assessment.disqualify.cure_appeal"))
    findings = [Finding(cite, False, message, appeal, reading="assessment.disqualify.reading")]
    if facts.second_person is False:
        cure = Cure(Message("assessment.rectify.cure_second_person"), authority="second_person")
        findings.append(Finding(cite, None, Message("assessment.rectify.same_person"), cure))
    points = Decimal("0") if facts.treatment == "zero_points" else None
    return Decision.of(findings, {"grade": code, "points": points, "failed": True, "credits_earned": 0})
