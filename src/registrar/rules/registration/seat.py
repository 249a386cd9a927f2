"""A free place in the group."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class SeatFacts(Facts):
    """The group's places, counted while its row is locked."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="Group code")
    quota: int = Field(ge=0, description="Places that the department opened")
    taken: int | None = Field(default=None, ge=0, description="Places taken")
    holds_one: bool = Field(default=False, description="Whether the student is in this group already")
    cancelled: bool = Field(default=False, description="Whether the department cancelled the subject this term")


@rule(
    name="registration.seat",
    title=Bilingual("A free place in the subject group", "科目組別尚有學額"),
    clauses={
        "seat": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
        "cancelled": ("polyu-2024-25:5A-10", "polyu-2018-19:3P-11"),
    },
    binds_by="term",
)
def seat(facts: SeatFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a group without a free place, and a subject that was cancelled.

    The handbook names no quota; that the department's number of places binds is our reading of its say over subjects.
    """
    args: dict[str, Any] = {"subject": facts.subject, "group": facts.group}
    if facts.cancelled:
        cure = Cure(Message("registration.cure.replacement", args))
        message = Message("registration.seat.cancelled", args)
        return Decision.of([Finding(parameters.cite("cancelled"), False, message, cure)])
    left = max(facts.quota - facts.need("taken"), 0)
    args = {**args, "quota": facts.quota, "left": left}
    reading = "registration.reading.seat"
    if facts.holds_one or left:
        message = Message("registration.seat.free", args)
        return Decision.of([Finding(parameters.cite("seat"), True, message, reading=reading)], {"left": left})
    cure = Cure(Message("registration.cure.another_group", args))
    message = Message("registration.seat.full", args)
    return Decision.of([Finding(parameters.cite("seat"), False, message, cure, reading=reading)], {"left": 0})
