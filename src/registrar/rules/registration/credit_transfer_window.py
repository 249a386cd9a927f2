"""By when credit transfer is applied for."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class CreditTransferWindowFacts(Facts):
    """When the application came in, and the end of add/drop of the first semester."""

    filed_on: date = Field(description="Day on which the application came in")
    first_add_drop_ends_on: date | None = Field(
        default=None, description="Last day of add/drop of the first semester of the first year"
    )
    reason: Literal["exchange", "other"] | None = Field(
        default=None, description="Extenuating reason for which it could not be filed in that semester; empty: none"
    )


@rule(
    name="registration.credit_transfer_window",
    title=Bilingual("Applying for credit transfer", "申請學分轉移的期限"),
    clauses={
        "window": ("polyu-2024-25:5B-05", "polyu-2018-19:3Q-04"),
        "extenuating": ("polyu-2024-25:5B-15", "polyu-2018-19:3Q-13"),
    },
    parameters=("registration.credit_transfer_form",),
    binds_by="event_date",
)
def credit_transfer_window(facts: CreditTransferWindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take applications until add/drop of the first semester ends; later ones with an extenuating reason.

    NEEDS_APPROVAL: late without one, so that the department may decline it without looking into it. Result: `late`.
    """
    last = facts.need("first_add_drop_ends_on")
    form: str = parameters["registration.credit_transfer_form"]
    args: dict[str, Any] = {"filed": facts.filed_on, "last": last, "form": form}
    clause = parameters.cite("window")
    if facts.filed_on <= last:
        message = Message("registration.transfer.in_time", args)
        return Decision.of([Finding(clause, True, message)], {"late": False})
    if facts.reason is not None:
        message = Message(f"registration.transfer.late_{facts.reason}", args)
        return Decision.of([Finding(parameters.cite("extenuating"), True, message)], {"late": True})
    cure = Cure(Message("registration.cure.extenuating_reason", args), form, "programme_department")
    message = Message("registration.transfer.late", args)
    finding = Finding(clause, False, message, cure, approval="programme_department")
    return Decision.of([finding], {"late": True})
