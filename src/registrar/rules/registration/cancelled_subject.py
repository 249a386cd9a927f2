"""What a cancelled subject means for those who had it."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class CancelledSubjectFacts(Facts):
    """The subject that the department cancelled, and the student's load."""

    subject: str = Field(description="Subject code")
    credits: int = Field(gt=0, description="Credits of the cancelled subject")
    credits_before: int = Field(ge=0, description="Credits registered in the term with it")
    pays_by_credit: bool | None = Field(default=None, description="Whether the student pays by credit")
    replacements: tuple[str, ...] = Field(default=(), description="Subjects that the department suggests instead")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")


@rule(
    name="registration.cancelled_subject",
    title=Bilingual("A subject that the department cancels", "學系取消開辦的科目"),
    clauses={"cancelled": ("polyu-2024-25:5A-10", "polyu-2018-19:3P-11")},
    binds_by="term",
    kind="consequence",
)
def cancelled_subject(facts: CancelledSubjectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take a cancelled subject off the load and point to its replacements; after add/drop the department adds them.

    REFUSED means that the registration is gone. Result: `credits` (left), `credits_not_charged` (where it is known how
    the student pays), `replacements` and `by_department` (whether only the department can add one).
    """
    left = facts.credits_before - facts.credits
    late = as_of > facts.need("add_drop_ends_on")
    args: dict[str, Any] = {"subject": facts.subject, "left": left, "replacements": list(facts.replacements)}
    named = "" if facts.replacements else "_unnamed"
    by = "department" if late else "student"
    cure = Cure(
        Message(f"registration.cure.replacement_by_{by}{named}", args),
        authority="programme_department" if late else None,
        by=None if late else facts.add_drop_ends_on,
    )
    reading = "registration.reading.cancelled_late" if late else None
    message = Message(f"registration.cancelled.removed{named}", args)
    finding = Finding(parameters.cite("cancelled"), False, message, cure, reading=reading)
    result: dict[str, object] = {"credits": left, "replacements": list(facts.replacements), "by_department": late}
    if facts.pays_by_credit is not None:
        result["credits_not_charged"] = facts.credits if facts.pays_by_credit else 0
    return Decision.of([finding], result)
