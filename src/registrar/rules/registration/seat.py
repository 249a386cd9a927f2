"""A free place in the group."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

READING = "registration.reading.seat"


class SeatFacts(Facts):
    """The group's places, counted while its row is locked."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="Group code")
    quota: int = Field(ge=0, description="Places that the department opened")
    taken: int | None = Field(default=None, ge=0, description="Places taken")
    held: int = Field(default=0, ge=0, description="Free places that are kept for other students")
    waiting: int = Field(default=0, ge=0, description="Students on the waiting list")
    kept_by: Literal["offer", "reserve"] | None = Field(
        default=None, description="Whether a place is kept for this student, by an offer or by a reserve"
    )
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

    A free place that is kept for others, or that others already wait for, is not free; one that is kept for this
    student is. The handbook names no quota; that the department's number of places binds is our reading of its say
    over subjects.
    """
    args: dict[str, Any] = {"subject": facts.subject, "group": facts.group}
    if facts.cancelled:
        cure = Cure(Message("registration.cure.replacement", args))
        message = Message("registration.seat.cancelled", args)
        return Decision.of([Finding(parameters.cite("cancelled"), False, message, cure)])
    left = max(facts.quota - facts.need("taken") - facts.held, 0)
    free = left if facts.kept_by else max(left - facts.waiting, 0)
    args = {**args, "quota": facts.quota, "left": free, "held": facts.held, "waiting": facts.waiting}
    if facts.holds_one or free:
        key = f"registration.seat.by_{facts.kept_by}" if facts.kept_by else "registration.seat.free"
        finding = Finding(parameters.cite("seat"), True, Message(key, args), reading=READING)
        return Decision.of([finding], {"left": free})
    cure = Cure(Message("registration.cure.another_group", args))
    key = "registration.seat.waiting" if left else "registration.seat.held" if facts.held else "registration.seat.full"
    return Decision.of(
        [Finding(parameters.cite("seat"), False, Message(key, args), cure, reading=READING)], {"left": 0}
    )
