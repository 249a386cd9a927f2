"""Credit transfer of articulation and senior-year students."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ShortCurriculumTransferFacts(Facts):
    """How a student was admitted, and what is to be transferred."""

    admission_type: Literal["ordinary", "advanced_standing", "senior_year", "articulation"] = Field(
        description="How the student was admitted"
    )
    curriculum_credits: int = Field(gt=0, description="Credits of the student's curriculum")
    transferred_credits: int = Field(ge=0, description="Credits transferred, this application included")
    required_gur: bool = Field(
        default=False, description="Whether the application covers a required General University Requirement subject"
    )
    exceptional_entry: bool = Field(
        default=False,
        description="Whether admitted exceptionally on a qualification above associate degree or higher diploma",
    )


@rule(
    name="registration.short_curriculum_transfer",
    title=Bilingual("Credit transfer of articulation and senior-year students", "銜接學位及高年級入學學生的學分轉移"),
    clauses={
        "least": ("polyu-2024-25:5B-13", "polyu-2018-19:3Q-08"),
        "exceptional": ("polyu-2018-19:3Q-08",),
    },
    parameters=(
        "registration.short_curriculum_types",
        "registration.short_curriculum_least_credits",
        "registration.short_curriculum_exception_before",
    ),
    binds_by="event_date",
)
def short_curriculum_transfer(facts: ShortCurriculumTransferFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse the transfer of required GUR subjects, and any that leaves too few credits to be taken.

    Not applicable to other students, nor in 2018/19 to those exceptionally admitted before the year that the edition
    names. Result: `remaining`, the credits left to be taken.
    """
    if facts.admission_type not in parameters["registration.short_curriculum_types"]:
        return Decision.not_applicable()
    remaining = facts.curriculum_credits - facts.transferred_credits
    clause = parameters.cite("least")
    least: int = parameters["registration.short_curriculum_least_credits"]
    args: dict[str, Any] = {"remaining": remaining, "least": least, "over": least - remaining}
    if _exceptional(facts, parameters):
        message = Message("registration.transfer.exceptional_entry", args)
        return Decision.of([Finding(parameters.cite("exceptional"), True, message)], {"remaining": remaining})
    findings = []
    if facts.required_gur:
        ask = Cure(Message("registration.cure.take_gur"))
        findings.append(Finding(clause, False, Message("registration.transfer.gur_refused", args), ask))
    held = remaining >= least
    less = None if held else Cure(Message("registration.cure.transfer_less", args), authority="programme_department")
    message = Message("registration.transfer.least_remains" if held else "registration.transfer.too_few_remain", args)
    findings.append(Finding(clause, held, message, less))
    return Decision.of(findings, {"remaining": remaining})


def _exceptional(facts: ShortCurriculumTransferFacts, parameters: Parameters) -> bool:
    if not facts.exceptional_entry or not parameters.has_clause("exceptional"):
        return False
    before = AcademicYear.parse(parameters["registration.short_curriculum_exception_before"])
    return AcademicYear.parse(facts.need("cohort")) < before
