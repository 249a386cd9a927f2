"""Whether a student's enrolment is confirmed for a semester."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, TermKey, rule


class ConfirmationOfEnrolmentFacts(Facts):
    """The two acts that confirm a semester, and their deadlines."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    fee_deadline: date = Field(description="Last day for the fees")
    fees_settled_on: date | None = Field(default=None, description="Day on which the last of the fees was settled")
    registration_deadline: date = Field(description="Last day for subject registration")
    subjects_registered_on: date | None = Field(default=None, description="Day of the first subject registration")
    approved_absence: Literal["deferment", "zero_subject"] | None = Field(
        default=None, description="Approved deferment or zero-subject enrolment for the semester"
    )


@rule(
    name="enrolment.confirmation_of_enrolment",
    title=Bilingual("Confirmation of enrolment", "確認註冊"),
    clauses={
        "confirmation": ("polyu-2024-25:4A-01", "polyu-2018-19:3A-01"),
        "fees": ("polyu-2024-25:8A-08", "polyu-2018-19:3A-01"),
        "subjects": ("polyu-2024-25:4A-01", "polyu-2018-19:3A-01"),
    },
    binds_by="term",
    kind="standing",
    answer="state",
)
def confirmation_of_enrolment(facts: ConfirmationOfEnrolmentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Both acts, each by the end of its deadline day, confirm a semester; each semester stands for itself.

    Result: `state` is confirmed, open (a deadline is still to come), missed (listed for nullification) or excused (an
    approved deferment or zero-subject enrolment stands in for the subjects).
    """
    clause = parameters.cite("confirmation")
    if facts.approved_absence is not None:
        excused = Finding(clause, True, Message(f"enrolment.confirmation.{facts.approved_absence}"))
        return Decision.of([excused], {"confirmed": False, "state": "excused"})
    fees = _act(facts.fees_settled_on, facts.fee_deadline, as_of)
    subjects = _act(facts.subjects_registered_on, facts.registration_deadline, as_of)
    states = {fees, subjects}
    state = "missed" if "missed" in states else "open" if "open" in states else "confirmed"
    findings = [
        _finding(parameters, "fees", fees, facts.fee_deadline),
        _finding(parameters, "subjects", subjects, facts.registration_deadline),
    ]
    return Decision.of(findings, {"confirmed": state == "confirmed", "state": state})


def _act(done: date | None, deadline: date, as_of: date) -> str:
    """Done on the deadline day is done in time; what is done later doesn't count."""
    if done is not None and done <= min(deadline, as_of):
        return "done"
    return "missed" if as_of > deadline else "open"


def _finding(parameters: Parameters, act: str, state: str, deadline: date) -> Finding:
    message = Message(f"enrolment.confirmation.{act}_{state}", {"deadline": deadline})
    cure = None
    if state == "open":
        cure = Cure(Message(f"enrolment.confirmation.cure_{act}", {"deadline": deadline}), by=deadline)
    return Finding(
        parameters.cite(act),
        state == "done",
        message,
        cure,
        reading="enrolment.confirmation.reading_deadline",
    )
