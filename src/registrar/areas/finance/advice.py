"""What a payer is told beside a note: by when, through what, and what follows otherwise. Nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from registrar.areas.platform import working_calendar
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.nullified_on import nullified_on
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide

from .facts import document_of, note_facts
from .models import DebitNote
from .particulars import particulars
from .wording import all_channels, channel_title

NOT_LISTED = "finance.channel.not_listed"


@dataclass(frozen=True)
class Channel:
    """One channel for one note: whether it may be used, and why not where it may not."""

    code: str
    title: Any
    decision: Decision

    @property
    def place(self) -> str:
        """Where it is used: hong_kong or outside."""
        return str(self.decision.result.get("place", ""))


@dataclass(frozen=True)
class Way:
    """One channel for one note as a payer reads it: the steps, and by when it is best used."""

    code: str
    title: Any
    steps: tuple[Bilingual, ...]
    pay_by: date | None


def is_tuition(note: DebitNote) -> bool:
    """Whether any line of a note (with its lines fetched) is tuition."""
    return any(line.kind.startswith("tuition") for line in note.lines.all())


def channels_for(note: DebitNote, today: date) -> list[Channel]:
    """Return the channels that the edition of the day lists, allowed and refused, each with its decision."""
    found = []
    for code in all_channels():
        document = document_of(line.kind for line in note.lines.all())
        facts = {"channel": code, "tuition": is_tuition(note), "document": document, "term": note.term_id}
        decision = decide("finance.payment_channel", facts, as_of=today, university=settings.UNIVERSITY)
        if not any(finding.message.key == NOT_LISTED for finding in decision.findings):
            found.append(Channel(code, channel_title(code), decision))
    return found


def pay_by(note: DebitNote) -> Decision:
    """Return the advised last days of paying a note (polyu-2024-25:8C-03)."""
    facts = {"deadline": note.deadline, "closed_days": working_calendar.closed_days(note.deadline)}
    return decide("finance.pay_by", facts, as_of=note.issued_on, university=settings.UNIVERSITY)


def ways_to_pay(note: DebitNote, channels: Sequence[Channel], day: date) -> list[Way]:
    """Return the channels that take this kind of fee with their steps and last advised day, the preferred ones first.

    polyu-2024-25:8C-19 names the preferred ones, 8C-03 the days ahead by place; a draft's day is that of its arrival.
    """
    places = {item.code: item.place for item in channels if item.decision.allowed}
    advised = pay_by(note).result
    return [
        Way(one.code, one.title, one.steps, advised.get(places[one.code]))
        for one in particulars(day, note.number)
        if one.code in places
    ]


def consequence(note: DebitNote, now: datetime) -> Decision:
    """Return what a note does to the registration, as of now; its lines and payments fetched with it."""
    fallen = nullified_on(note.study_id, note.term_id) if note.state == DebitNote.State.OVERDUE else None
    facts = {"term": note.term_id, "notes": [note_facts(note, now)], "nullified_on": fallen}
    today = now.astimezone(HONG_KONG).date()
    return decide("enrolment.nullification", facts, as_of=today, university=settings.UNIVERSITY)
