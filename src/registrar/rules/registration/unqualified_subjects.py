"""Follow-on subjects after a failed pre-requisite."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming
from registrar.rules.registration._requirements import Attempt, Requirement, satisfies


class UnqualifiedSubjectsFacts(Facts):
    """A registration for the coming term and what is known of its pre-requisites."""

    subject: str = Field(description="The follow-on subject that is registered")
    prerequisites: tuple[tuple[Requirement, ...], ...] = Field(
        description="All of these must be met; within one, any of its subjects will do"
    )
    results: tuple[Attempt, ...] | None = Field(default=None, description="Latest final results in those subjects")
    pending: tuple[str, ...] = Field(default=(), description="Subjects among them whose result is not final yet")
    waived: bool = Field(default=False, description="Whether the department waived the pre-requisite")
    approval: Approval | None = Field(default=None, description="The waiver of the pre-requisite on record")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the coming term")


@rule(
    name="registration.unqualified_subjects",
    title=Bilingual("Removing follow-on subjects after a fail", "先修科目不合格後移除後續科目"),
    clauses={
        "removed": ("polyu-2024-25:5D-01", "polyu-2018-19:3S-01"),
        "remedy": ("polyu-2024-25:5D-03", "polyu-2018-19:3S-01"),
    },
    parameters=("registration.grade_order",),
    binds_by="term",
    kind="consequence",
)
def unqualified_subjects(facts: UnqualifiedSubjectsFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a registration to stay when a pre-requisite has been failed; the student takes it off the timetable.

    It stays while a result is pending and where the department waived the requirement. The remedy is a waiver, special
    approval or another subject, all before add/drop ends.
    """
    record = {attempt.subject: attempt for attempt in facts.need("results")}
    for group in facts.prerequisites:
        met = any(one.subject in record and satisfies(record[one.subject], one, parameters) for one in group)
        if met or any(one.subject in facts.pending for one in group):
            continue
        args = {"subject": facts.subject, "required": [one.subject for one in group]}
        if facts.waived:
            finding = Finding(parameters.cite("remedy"), True, Message("registration.unqualified.waived", args))
        else:
            cure = Cure(
                Message("registration.cure.unqualified", args),
                authority="programme_department",
                by=facts.add_drop_ends_on,
            )
            finding = Finding(
                parameters.cite("removed"), False, Message("registration.unqualified.removed", args), cure
            )
        used = naming(finding.clause, facts.approval) if facts.waived else ()
        return Decision.of([finding, *used], {"removed": not facts.waived})
    message = Message("registration.unqualified.stays", {"subject": facts.subject})
    return Decision.of([Finding(parameters.cite("removed"), True, message)], {"removed": False})
