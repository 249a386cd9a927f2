"""Exemption from a subject."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ExemptionFacts(Facts):
    """The subject, the similar one that was passed, and the credits of the award."""

    subject: str = Field(description="Subject code")
    credits: int = Field(gt=0, description="Credits of the subject")
    similar_passed: bool | None = Field(
        default=None, description="Whether a similar subject was passed in another programme"
    )
    approved: bool = Field(default=False, description="Whether the department approved the exemption")
    earned_credits: int = Field(default=0, ge=0, description="Credits earned towards the award in other subjects")
    required_credits: int = Field(default=0, ge=0, description="Credits that the award requires; 0: not asked")


@rule(
    name="registration.exemption",
    title=Bilingual("Exemption from a subject", "科目豁免"),
    clauses={"exemption": ("polyu-2024-25:5B-02", "polyu-2018-19:3Q-02")},
    parameters=("registration.exemption_form",),
    binds_by="event_date",
)
def exemption(facts: ExemptionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Exempt from a subject similar to one passed in another programme, for which another subject is taken instead.

    Result: `credits_counted` (always 0), `replacement_credits`, and `outstanding` (credits still to be earned) where
    the award's credits are given. NEEDS_APPROVAL until the department has approved.
    """
    clause = parameters.cite("exemption")
    form: str = parameters["registration.exemption_form"]
    args: dict[str, Any] = {"subject": facts.subject, "credits": facts.credits, "form": form}
    if not facts.need("similar_passed"):
        take = Cure(Message("registration.cure.take_subject", args))
        return Decision.of([Finding(clause, False, Message("registration.exemption.not_passed", args), take)])
    if not facts.approved:
        ask = Cure(Message("registration.cure.exemption", args), form, "programme_department")
        message = Message("registration.exemption.undecided", args)
        return Decision.of([Finding(clause, False, message, ask, approval="programme_department")])
    result: dict[str, object] = {"credits_counted": 0, "replacement_credits": facts.credits}
    if facts.required_credits:
        result["earned"] = facts.earned_credits
        result["outstanding"] = max(facts.required_credits - facts.earned_credits, 0)
    return Decision.of([Finding(clause, True, Message("registration.exemption.approved", args))], result)
