"""Recording what a bank says was paid, a file's worth at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from registrar.areas.finance.actions.keep_unmatched import Stray, keep_unmatched
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.settle import settle
from registrar.areas.finance.actions.weigh_payments import Item
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.causes import rejection
from registrar.areas.finance.chart import BANK
from registrar.areas.finance.models import DebitNote, Payment, UnmatchedPayment
from registrar.areas.platform import decisions, locking


def record_payments(lines: Sequence[BankLine], *, actor: Any, now: datetime) -> list[PaymentAnswer]:
    """Put bank lines to their debit notes: each accepted and posted with a receipt, or rejected with its reasons.

    Only the exact amount, once, in time and through a fitting channel settles a note (polyu-2024-25:8D-01, 8C-01).
    A rejected amount goes back: through the gateway by itself, otherwise it is posted as waiting to be sent back. A
    transfer with a deficit is held towards its note (8C-15). A bank reference seen before gives the same answer and
    does nothing; money for an unknown note is posted as unmatched. One transaction and a fixed number of statements,
    however many lines; the answers come in the order of the lines.
    """
    try:
        with transaction.atomic():
            return _record(lines, actor, now)
    except IntegrityError:
        # Another session posted one of the references between the look and the write; now its answer is there.
        with transaction.atomic():
            return _record(lines, actor, now)


def _record(lines: Sequence[BankLine], actor: Any, now: datetime) -> list[PaymentAnswer]:
    fresh = {line.reference: line for line in reversed(lines)}
    numbers = DebitNote.objects.filter(number__in={line.number for line in fresh.values()})
    found = {number: (pk, study) for pk, number, study in numbers.values_list("pk", "number", "study_id")}
    locked = locking.lock(
        {
            "studies.Study": {study for _, study in found.values()},
            "finance.DebitNote": {pk for pk, _ in found.values()},
        }
    )
    answers = _known(fresh)
    items: list[Item] = []
    strays: list[Stray] = []
    for line in dict.fromkeys(fresh[line.reference] for line in lines):
        if line.reference in answers:
            continue
        if line.number not in found:
            # A refused payment brought no money.
            answers[line.reference] = PaymentAnswer(None, None)
            strays += [] if line.refused else [Stray(line)]
            continue
        note, study = found[line.number]
        items.append(Item(line, locked["finance.DebitNote"][note], locked["studies.Study"][study]))
    kept = keep_unmatched(strays, actor=actor, now=now)
    answers |= {one.bank_reference: PaymentAnswer(None, None, one) for one in kept}
    settled = settle(items, source=BANK, keep_refused=True, actor=actor, now=now)
    answers |= {item.line.reference: answer for item, answer in zip(items, settled, strict=True)}
    _charge_rejections([(i.note, a.payment) for i, a in zip(items, settled, strict=True) if i.line.refused], actor, now)
    return [answers[line.reference] for line in lines]


def _charge_rejections(refused: Sequence[tuple[DebitNote, Payment | None]], actor: Any, now: datetime) -> None:
    """Charge what the bank itself rejected (polyu-2024-25:8I-07), not a wrong amount that goes back at once."""
    raise_charges([rejection(payment, note) for note, payment in refused if payment], actor=actor, now=now)


def _known(references: Iterable[str]) -> dict[str, PaymentAnswer]:
    """Return the answers given before, by bank reference; two queries."""
    references = list(references)
    payments = Payment.objects.select_related("decision").filter(bank_reference__in=references)
    payments = payments.exclude(state=Payment.State.TAKEN_OFF)
    waiting = {one.bank_reference: one for one in UnmatchedPayment.objects.filter(bank_reference__in=references)}
    known = {key: PaymentAnswer(None, None, one, repeated=True) for key, one in waiting.items()}
    for one in payments:
        decision = decisions.read(one.decision)
        known[one.bank_reference] = PaymentAnswer(one, decision, waiting.get(one.bank_reference), repeated=True)
    return known
