"""Dropping everything."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming


class LastSubjectDropFacts(Facts):
    """What would be left, and what was approved."""

    subjects_left: int = Field(ge=0, description="Subjects left in the term after the drop")
    zero_subject_approved: bool = Field(
        default=False, description="Whether zero-subject enrolment is approved for the term"
    )
    deferment_approved: bool = Field(default=False, description="Whether deferment of study is approved for the term")
    approval: Approval | None = Field(
        default=None, description="The approval on record of the zero-subject enrolment or the deferment"
    )
    by_department: bool = Field(default=False, description="Whether the department itself takes the subject off")


@rule(
    name="registration.last_subject_drop",
    title=Bilingual("Dropping the last subject of a semester", "退選學期內最後一科"),
    clauses={"last": ("polyu-2024-25:5E-02", "polyu-2018-19:3T-02")},
    parameters=("registration.zero_subject_form", "registration.deferment_form"),
    binds_by="term",
)
def last_subject_drop(facts: LastSubjectDropFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse the drop that would leave no subject, unless zero-subject enrolment or deferment is approved.

    The handbook takes such a drop for a decision to leave; stopping it, so that nobody loses their status by a click,
    is our reading. What the department itself takes off is not stopped; the end of add/drop finds who is left without.
    """
    if facts.subjects_left > 0:
        return Decision.not_applicable()
    clause = parameters.cite("last")
    if facts.zero_subject_approved or facts.deferment_approved:
        result = {"status": "zero_subject" if facts.zero_subject_approved else "deferred"}
        finding = Finding(clause, True, Message("registration.last.approved"))
        return Decision.of([finding, *naming(clause, facts.approval)], result)
    form: str = parameters["registration.zero_subject_form"]
    args = {"form": form, "deferment": parameters["registration.deferment_form"]}
    cure = Cure(Message("registration.cure.zero_subject", args), form=form, authority="programme_department")
    key = "registration.last.by_department" if facts.by_department else "registration.last.means_leaving"
    finding = Finding(
        clause, False, Message(key, args), cure, advice=facts.by_department, reading="registration.reading.last_subject"
    )
    return Decision.of([finding])
