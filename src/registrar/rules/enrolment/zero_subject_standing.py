"""A semester without subjects when add/drop ends."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, TermKey, rule


class ZeroSubjectStandingFacts(Facts):
    """The load of a semester, and what was applied for."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    credits: int = Field(ge=0, description="Credits registered in the term")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")
    application: Literal["approved", "pending", "refused"] | None = Field(
        default=None, description="State of the application for zero-subject enrolment; empty: none"
    )
    deferment_approved: bool = Field(default=False, description="Whether deferment of study is approved for the term")
    compulsory_summer: bool = Field(
        default=False, description="Whether the programme makes this Summer Term compulsory"
    )


@rule(
    name="enrolment.zero_subject_standing",
    title=Bilingual("A semester without subjects", "學期內沒有修讀科目"),
    clauses={
        "standing": ("polyu-2024-25:4I-01", "polyu-2018-19:3J-02"),
        "refused": ("polyu-2024-25:4I-02", "polyu-2018-19:3J-01"),
    },
    parameters=("registration.zero_subject_form", "registration.deferment_form"),
    binds_by="term",
    kind="consequence",
)
def zero_subject_standing(facts: ZeroSubjectStandingFacts, parameters: Parameters, as_of: date) -> Decision:
    """List a student without subjects, deferment or approval once add/drop is over; the registry confirms.

    Result: `state` is registered, retained, deferred, held (an application is pending), open (add/drop still runs) or
    listed. Summer Terms that the programme doesn't make compulsory are NOT_APPLICABLE.
    """
    if Term.parse(facts.term).is_summer and not facts.compulsory_summer:
        return Decision.not_applicable()
    clause = parameters.cite("standing")
    last = facts.need("add_drop_ends_on")
    forms = {
        "form": parameters["registration.zero_subject_form"],
        "deferment": parameters["registration.deferment_form"],
    }
    args: dict[str, Any] = {**forms, "last": last, "credits": facts.credits}
    state = _state(facts, as_of > last)
    if state == "open":
        role = "refused" if facts.application == "refused" else "standing"
        cure = Cure(Message("enrolment.cure.register_or_apply", args), by=last)
        message = Message("enrolment.zero_subject.open", args)
        finding = Finding(parameters.cite(role), False, message, cure, advice=True)
        return Decision.of([finding], {"state": state})
    key = f"enrolment.zero_subject.{state}"
    return Decision.of([Finding(clause, state != "listed", Message(key, args))], {"state": state})


def _state(facts: ZeroSubjectStandingFacts, over: bool) -> str:
    if facts.credits:
        return "registered"
    if facts.deferment_approved:
        return "deferred"
    if facts.application == "approved":
        return "retained"
    if facts.application == "pending":
        return "held"
    return "listed" if over else "open"
