"""Subjects beyond the programme."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class AdditionalSubjectFacts(Facts):
    """Whether the subject belongs to the programme, and when add/drop ends."""

    subject: str = Field(description="Subject code")
    in_curriculum: bool | None = Field(default=None, description="Whether the subject counts towards the programme")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")
    by_department: bool = Field(default=False, description="Whether the department enters the registration")


@rule(
    name="registration.additional_subject",
    title=Bilingual("Additional subjects beyond the programme", "課程以外的額外科目"),
    clauses={
        "window": ("polyu-2024-25:5F-01", "polyu-2018-19:3U-01"),
        "department": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
    },
    parameters=("registration.additional_subject_days",),
    binds_by="term",
)
def additional_subject(facts: AdditionalSubjectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open subjects outside the curriculum in the last days of add/drop only; not applicable to those inside it.

    The days are calendar days, the last day of add/drop being the last of them.
    """
    if facts.need("in_curriculum"):
        return Decision.not_applicable()
    result = {"kind": "additional"}
    if facts.by_department:
        message = Message("registration.additional.department", {"subject": facts.subject})
        return Decision.of([Finding(parameters.cite("department"), True, message)], result)
    last = facts.need("add_drop_ends_on")
    first = last - timedelta(days=parameters["registration.additional_subject_days"] - 1)
    args = {"subject": facts.subject, "first": first, "last": last}
    clause, reading = parameters.cite("window"), "registration.reading.additional"
    if first <= as_of <= last:
        return Decision.of(
            [Finding(clause, True, Message("registration.additional.open", args), reading=reading)], result
        )
    early = as_of < first
    ask = Cure(Message("registration.cure.ask_department"), authority="programme_department")
    cure = Cure(Message("registration.cure.wait", {"moment": first}), by=last) if early else ask
    message = Message("registration.additional.not_yet" if early else "registration.additional.over", args)
    return Decision.of([Finding(clause, False, message, cure, reading=reading)], result)
