"""When General University Requirement subjects may be taken."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class GurTimingFacts(Facts):
    """What the programme's document fixes, and where the student stands."""

    subject: str = Field(description="Subject code")
    gur: bool = Field(description="Whether it is a General University Requirement subject")
    fixed_stage: int | None = Field(default=None, description="Year of study fixed by the programme; empty: none")
    fixed_semester: Literal["S1", "S2", "ST"] | None = Field(
        default=None, description="S1, S2 or ST fixed by the programme; empty: none"
    )
    stage: int | None = Field(default=None, description="The student's year of study")
    by_department: bool = Field(default=False, description="Whether the department enters the registration")


@rule(
    name="registration.gur_timing",
    title=Bilingual("When General University Requirement subjects may be taken", "修讀大學通識要求科目的時間"),
    clauses={"timing": ("polyu-2024-25:5A-07", "polyu-2018-19:3P-09")},
    binds_by="term",
)
def gur_timing(facts: GurTimingFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open these subjects in every semester, unless the programme's document fixes year, semester or both."""
    if not facts.gur:
        return Decision.not_applicable()
    clause = parameters.cite("timing")
    args: dict[str, Any] = {"subject": facts.subject}
    if (facts.fixed_stage is None and facts.fixed_semester is None) or facts.by_department:
        return Decision.of([Finding(clause, True, Message("registration.gur.any_semester", args))])
    part = facts.need("term").partition("-")[2]
    held = facts.fixed_stage in (None, facts.stage or facts.need("stage")) and facts.fixed_semester in (None, part)
    if held:
        return Decision.of([Finding(clause, True, Message("registration.gur.at_its_time", args))])
    cure = Cure(Message("registration.cure.ask_department"), authority="programme_department")
    key = "semester" if facts.fixed_stage is None else "stage" if facts.fixed_semester is None else "both"
    semester = Message(f"registration.gur.part_{facts.fixed_semester}") if facts.fixed_semester else None
    args = {**args, "stage": facts.fixed_stage, "semester": semester}
    message = Message(f"registration.gur.fixed_{key}", args)
    return Decision.of([Finding(clause, False, message, cure, approval="programme_department")])
