"""Putting unmatched money to the note it was meant for."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.settle import settle
from registrar.areas.finance.actions.weigh_payments import Item
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.chart import UNMATCHED
from registrar.areas.finance.models import DebitNote, UnmatchedPayment
from registrar.areas.platform import locking


@transaction.atomic
def match_payment(unmatched_id: int, number: str, *, actor: Any, now: datetime) -> PaymentAnswer:
    """Decide the waiting money against the note named, as if the payer had quoted its number.

    Accepted, it settles the note out of the unmatched account; a transfer with a deficit is held towards it. Refused,
    nothing changes and it goes on waiting. An unknown number gives an answer without payment, and so does money that
    was sent back, or that was rejected and has to be (polyu-2024-25:8D-01).
    """
    found = DebitNote.objects.filter(number=number).values_list("pk", "study_id").first()
    if found is None:
        return PaymentAnswer(None, None)
    note_id, study_id = found
    locked = locking.lock(
        {"studies.Study": [study_id], "finance.DebitNote": [note_id], "finance.UnmatchedPayment": [unmatched_id]}
    )
    waiting = locked["finance.UnmatchedPayment"].get(unmatched_id)
    if waiting is None:
        raise UnmatchedPayment.DoesNotExist(unmatched_id)
    if waiting.matched_to is not None:
        return PaymentAnswer(waiting.matched_to, None, repeated=True)
    if waiting.returned_at is not None or waiting.rejected_id is not None:
        return PaymentAnswer(None, None, waiting)
    note = locked["finance.DebitNote"][note_id]
    line = BankLine(waiting.bank_reference, number, waiting.channel, waiting.amount, waiting.received_at)
    item = Item(line, note, locked["studies.Study"][study_id])
    (answer,) = settle([item], source=UNMATCHED, keep_refused=False, actor=actor, now=now)
    if answer.payment is not None:
        UnmatchedPayment.objects.filter(pk=unmatched_id).update(matched_to=answer.payment)
    return answer
