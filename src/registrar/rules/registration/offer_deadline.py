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
    registration_to: datetime | None = Field(default=None, description="End of the registration period")
    add_drop_from: datetime | None = Field(default=None, description="Opening of add/drop")
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

    Hours between the registration period and add/drop don't count: nobody can take a place up then. REFUSED: the offer
    was made in that time or after add/drop, or was answered after `until`; the place goes to the next student.
    The handbook knows no waiting list; what it fixes is that subjects change hands during add/drop only.
    """
    hours: int = parameters["registration.offer_hours"]
    ends: datetime = facts.need("add_drop_to")
    opens = _opens_again(facts, facts.offered_at)
    until = min(_counted(facts, facts.offered_at + timedelta(hours=hours)), ends)
    clause = parameters.cite("changes")
    args = {"subject": facts.subject, "until": until, "hours": hours, "ended": ends}
    if facts.offered_at > ends:
        ask = Cure(Message("registration.cure.ask_department"), authority="programme_department")
        message = Message("registration.offer.add_drop_over", args)
        return Decision.of([Finding(clause, False, message, ask, reading=READING)])
    if opens is not None:
        message = Message("registration.offer.not_yet", {**args, "opens": opens})
        wait = Cure(Message("registration.cure.wait", {"moment": opens}))
        return Decision.of([Finding(clause, False, message, wait, reading=READING)])
    if facts.answered_at is None:
        key = "registration.offer.open_to_the_end" if until == ends else "registration.offer.open"
        return Decision.of([Finding(clause, True, Message(key, args), reading=READING)], {"until": until})
    held = facts.answered_at <= until
    cure = None if held else Cure(Message("registration.cure.join_waiting_list", args), by=ends.date())
    message = Message("registration.offer.in_time" if held else "registration.offer.late", args)
    return Decision.of([Finding(clause, held, message, cure, reading=READING)], {"until": until})


def _opens_again(facts: OfferDeadlineFacts, at: datetime) -> datetime | None:
    """Return when add/drop opens, for a moment between the registration period and add/drop."""
    closes, opens = facts.registration_to, facts.add_drop_from
    if closes is None or opens is None:
        return None
    return opens if closes < at < opens else None


def _counted(facts: OfferDeadlineFacts, until: datetime) -> datetime:
    """Return a deadline put off by the time between the two periods where it runs into it."""
    closes, opens = facts.registration_to, facts.add_drop_from
    if closes is None or opens is None or closes >= opens or not facts.offered_at <= closes < until:
        return until
    return until + (opens - closes)
