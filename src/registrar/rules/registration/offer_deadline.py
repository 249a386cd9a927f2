"""How long a place offered from a waiting list is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

READING = "registration.reading.offer_deadline"


class OfferDeadlineFacts(Facts):
    """When a place was offered, and when it was answered, if it was."""

    subject: str = Field(description="Subject code")
    offered_at: datetime = Field(description="Moment of the offer, with its time zone")
    add_drop_to: datetime | None = Field(default=None, description="End of add/drop")
    answered_at: datetime | None = Field(
        default=None, description="Moment of the student's answer, with its time zone; empty: none yet"
    )


@rule(
    name="registration.offer_deadline",
    title=Bilingual("How long an offered place is kept", "候補學額的保留時限"),
    clauses={"changes": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01")},
    parameters=("registration.offer_hours",),
    binds_by="term",
    kind="date",
    answer="until",
)
def offer_deadline(facts: OfferDeadlineFacts, parameters: Parameters, as_of: date) -> Decision:
    """Keep an offered place for the hours set, never past the end of add/drop. Result: `until`.

    REFUSED: the offer was made after add/drop, or was answered after `until`; the place goes to the next student.
    The handbook knows no waiting list; what it fixes is that subjects change hands during add/drop only.
    """
    hours: int = parameters["registration.offer_hours"]
    ends: datetime = facts.need("add_drop_to")
    until = min(facts.offered_at + timedelta(hours=hours), ends)
    clause = parameters.cite("changes")
    args = {"subject": facts.subject, "until": until, "hours": hours, "ended": ends}
    if facts.offered_at > ends:
        ask = Cure(Message("registration.cure.ask_department"), authority="programme_department")
        message = Message("registration.offer.add_drop_over", args)
        return Decision.of([Finding(clause, False, message, ask, reading=READING)])
    if facts.answered_at is None:
        key = "registration.offer.open_to_the_end" if until == ends else "registration.offer.open"
        return Decision.of([Finding(clause, True, Message(key, args), reading=READING)], {"until": until})
    held = facts.answered_at <= until
    cure = None if held else Cure(Message("registration.cure.join_waiting_list", args), by=ends.date())
    message = Message("registration.offer.in_time" if held else "registration.offer.late", args)
    return Decision.of([Finding(clause, held, message, cure, reading=READING)], {"until": until})
