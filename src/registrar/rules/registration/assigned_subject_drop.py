"""Dropping what the department assigned."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming


class AssignedSubjectDropFacts(Facts):
    """Who wants to drop, and whether the subject was assigned."""

    subject: str = Field(description="Subject code")
    assigned: bool = Field(description="Whether the department assigned the subject")
    level: str | None = Field(default=None, description="Level of the programme: bachelor, higher_diploma, ...")
    normal_semesters: int | None = Field(default=None, description="Normal duration of the programme in semesters")
    approved: bool = Field(default=False, description="Whether the department approved the drop")
    approval: Approval | None = Field(default=None, description="The approval of the drop on record")
    by_department: bool = Field(default=False, description="Whether the department itself takes the subject off")


@rule(
    name="registration.assigned_subject_drop",
    title=Bilingual("Dropping a subject that the department assigned", "退選學系編配的科目"),
    clauses={
        "assigned": ("polyu-2024-25:5A-06", "polyu-2018-19:3P-04"),
        "four_years": ("polyu-2018-19:3P-04",),
        "department": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
    },
    parameters=("registration.drop_approval_levels", "registration.drop_approval_bachelor_semesters"),
    binds_by="term",
)
def assigned_subject_drop(facts: AssignedSubjectDropFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask for the department's approval where the level of the programme needs it; advise the others to consult.

    In 2018/19 bachelor's programmes needed it on the four-year curriculum only.
    """
    if not facts.assigned:
        return Decision.not_applicable()
    args = {"subject": facts.subject}
    if facts.by_department:
        message = Message("registration.assigned.by_department", args)
        return Decision.of([Finding(parameters.cite("department"), True, message)])
    clause = parameters.cite("assigned")
    if facts.approved:
        message = Message("registration.assigned.approved", args)
        return Decision.of([Finding(clause, True, message), *naming(clause, facts.approval)])
    cure = Cure(Message("registration.cure.department_approves_drop", args), authority="programme_department")
    if _needs_approval(facts, parameters):
        return Decision.of([Finding(clause, False, Message("registration.assigned.needs_approval", args), cure)])
    return Decision.of([Finding(clause, False, Message("registration.assigned.consult", args), cure, advice=True)])


def _needs_approval(facts: AssignedSubjectDropFacts, parameters: Parameters) -> bool:
    level = facts.need("level")
    if level not in parameters["registration.drop_approval_levels"]:
        return False
    if level == "bachelor" and parameters.has_clause("four_years"):
        return bool(facts.need("normal_semesters") >= parameters["registration.drop_approval_bachelor_semesters"])
    return True
