"""Sending a student to the bank with one debit note."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.facts import document_of
from registrar.areas.finance.models import BankOrder, DebitNote
from registrar.areas.finance.queries.held import held_on
from registrar.areas.platform import decisions, locking
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


@dataclass(frozen=True)
class OpenedOrder:
    """The order at the bank, or the decision that refused the channel."""

    order: BankOrder | None
    decision: Decision


def channel_decision(channel: str, *, tuition: bool, term: str, now: datetime, document: str | None = None) -> Decision:
    """Return whether a note may be paid through a channel (polyu-2024-25:8C-04, for a document 7A-04 and 7D-04)."""
    facts = {"channel": channel, "tuition": tuition, "document": document, "term": term}
    return decide("finance.payment_channel", facts, as_of=now.date(), university=settings.UNIVERSITY)


@transaction.atomic
def open_bank_order(note_id: int, channel: str, *, actor: Any, now: datetime) -> OpenedOrder:
    """Open an order for exactly what the note still asks for, plus bank handling where the channel adds it.

    A channel that does not take this kind of fee is refused, and so is a note that asks for nothing any more (then
    the decision is allowed and there is no order).
    """
    note = locking.lock({"finance.DebitNote": [note_id]})["finance.DebitNote"][note_id]
    kinds = set(note.lines.values_list("kind", flat=True))
    tuition = any(kind.startswith("tuition") for kind in kinds)
    decision = channel_decision(channel, tuition=tuition, document=document_of(kinds), term=note.term_id, now=now)
    if not decision.allowed:
        decisions.store(decision, subject=f"study:{note.study_id}", actor=actor, now=now)
        return OpenedOrder(None, decision)
    if note.state not in OPEN:
        return OpenedOrder(None, decision)
    handling = decision.result.get("handling")
    due = note.amount - held_on([note.pk]).get(note.pk, 0)
    amount = due + (handling.amount if isinstance(handling, Money) else 0)
    order = BankOrder.objects.create(token=uuid4(), debit_note=note, channel=channel, amount=amount, opened_at=now)
    return OpenedOrder(order, decision)
