"""Work-integrated study."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class WorkIntegratedFacts(Facts):
    """Whether the subject is work-integrated and who registers it."""

    subject: str = Field(description="Subject code")
    work_integrated: bool = Field(description="Whether it is a work-integrated subject")
    by_department: bool = Field(default=False, description="Whether staff register it for the student")


@rule(
    name="registration.work_integrated",
    title=Bilingual("Work-integrated study is arranged by staff", "校企協作教育由校方安排"),
    clauses={"arranged": ("polyu-2024-25:5A-07", "polyu-2018-19:3P-13")},
    binds_by="term",
)
def work_integrated(facts: WorkIntegratedFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a student's own registration for a work-integrated subject; staff arrange it."""
    if not facts.work_integrated:
        return Decision.not_applicable()
    args = {"subject": facts.subject}
    if facts.by_department:
        message = Message("registration.work_integrated.arranged", args)
        return Decision.of([Finding(parameters.cite("arranged"), True, message)])
    cure = Cure(Message("registration.cure.ask_department"), authority="programme_department")
    message = Message("registration.work_integrated.not_online", args)
    return Decision.of([Finding(parameters.cite("arranged"), False, message, cure)])
