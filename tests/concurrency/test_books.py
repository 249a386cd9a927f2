"""The books on a real PostgreSQL with sessions of their own: numbers without gaps, notes paid once."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests import world
from tests.concurrency.test_seats import at_once

from registrar.areas.finance.actions import record_payments
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DebitNote, Entry, Payment, Transaction
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.tests.books import NOW, bank_line, line, note
from registrar.areas.platform import documents
from registrar.areas.platform.models import DocumentSequence
from registrar.areas.registration.actions.bill_term import bill_term

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 8


def numbers() -> list[int]:
    """Return the numbers of all notes, in order."""
    return sorted(int(number) for number in DebitNote.objects.values_list("number", flat=True))


def without_gap(found: list[int]) -> bool:
    """Tell whether the numbers follow one another, each once."""
    return found == list(range(found[0], found[0] + len(found)))


def test_document_numbers_have_no_gap_even_where_transactions_fail() -> None:
    # Given sessions that each issue notes, every third of which fails after its number was drawn
    studies = [world.study(f"2400{n:04d}D") for n in range(SESSIONS * 3)]

    def issue(start: int) -> Any:
        def work() -> None:
            for n in range(start, start + 3):
                try:
                    with transaction.atomic():
                        note(studies[n], line(str(Decimal(100 + n))))
                        if n % 3 == 1:
                            raise RuntimeError("something else went wrong")
                except RuntimeError:
                    continue

        return work

    # When all run at once
    outcomes = at_once([issue(n * 3) for n in range(SESSIONS)])
    # Then the notes that stand are numbered without a gap
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    found = numbers()
    assert len(found) == SESSIONS * 2
    assert without_gap(found)


def test_numbers_drawn_without_the_lock_would_be_drawn_twice() -> None:
    # Negative control: reading the next number and writing it back, as two statements
    DocumentSequence.objects.create(name="control", next_number=1)

    def naive() -> int:
        with transaction.atomic():
            row = DocumentSequence.objects.get(name="control")
            time.sleep(0.05)
            DocumentSequence.objects.filter(name="control").update(next_number=row.next_number + 1)
            return row.next_number

    def drawn() -> int:
        with transaction.atomic():
            number = documents.draw("control")[0]
            time.sleep(0.05)
            return number

    assert len(set(at_once([naive] * SESSIONS))) < SESSIONS
    assert len(set(at_once([drawn] * SESSIONS))) == SESSIONS


def test_one_note_paid_by_many_at_once_is_paid_once() -> None:
    # Given one note, and payments with references of their own
    owed = note(world.study())
    lines = [bank_line(owed, reference=f"B{n}") for n in range(SESSIONS)]
    # When all arrive at the same moment
    outcomes = at_once([lambda item=item: record_payment(item, actor=None, now=NOW) for item in lines])
    # Then one is accepted, the others are rejected with the reason, and the bank's money is in the books once
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert sum(item.accepted for item in outcomes) == 1
    rejected = [item.decision.refusals[0].message.key for item in outcomes if not item.accepted]
    assert rejected == ["finance.payment.note_paid"] * (SESSIONS - 1)
    assert Transaction.objects.filter(kind="payment").count() == 1
    assert proof().holds


@pytest.mark.parametrize("number", [None, "1234"])
def test_one_bank_line_sent_many_times_is_posted_once(number: str | None) -> None:
    # Given one line of the bank, for a note or for a number that nobody knows
    owed = note(world.study())
    line_ = bank_line(owed, reference="ONCE", number=number or owed.number)
    # When it is delivered by many at the same moment
    outcomes = at_once([lambda: record_payment(line_, actor=None, now=NOW)] * SESSIONS)
    # Then everybody gets the same answer
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert len({item.payment.pk if item.payment else item.unmatched.pk for item in outcomes}) == 1
    assert sum(not item.repeated for item in outcomes) == 1
    assert Entry.objects.filter(account__code="bank").count() == 1
    assert proof().holds


def test_without_the_lock_only_the_database_stands_between_a_note_and_a_second_payment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: the lock is taken away, and both sessions look before either writes
    owed = note(world.study())
    both_have_looked = threading.Barrier(2)

    def look_only(wanted: dict[str, Any]) -> dict[str, dict[Any, Any]]:
        rows = {label: apps.get_model(label).objects.in_bulk(list(keys)) for label, keys in wanted.items()}
        both_have_looked.wait(timeout=20)
        return rows

    monkeypatch.setattr(record_payments.locking, "lock", look_only)

    def pay(reference: str) -> Any:
        def work() -> bool:
            with transaction.atomic():
                (answer,) = record_payments._record([bank_line(owed, reference=reference)], None, NOW)
                return bool(answer.accepted)

        return work

    outcomes = at_once([pay("B1"), pay("B2")])
    # Then both take the note for unpaid; one is stopped by the constraint, and the books still balance
    assert [item for item in outcomes if item is True] == [True]
    assert [type(item) for item in outcomes if item is not True] == [IntegrityError]
    assert Payment.objects.filter(state="accepted").count() == 1
    assert proof().holds


def test_a_payment_taken_back_by_many_is_reversed_and_charged_once() -> None:
    owed = note(world.study())
    paid = record_payment(bank_line(owed), actor=None, now=NOW).payment
    assert paid is not None
    outcomes = at_once([lambda: take_back_payment(paid.pk, actor=None, now=NOW)] * SESSIONS)
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert sum(item.charge_note is not None for item in outcomes) == 1
    assert Transaction.objects.filter(kind="reversal").count() == 1
    assert Payment.objects.get().state == "reversed"
    assert proof().holds


def test_two_billing_runs_at_once_charge_everybody_once() -> None:
    # Given students with a seat each
    group = world.group(world.subject(), quota=40)
    for n in range(12):
        world.register(world.study(f"2400{n:04d}D"), group)
    # When four runs of the same term start at once
    before = world.at("2024-08-20 10:00")
    outcomes = at_once([lambda: bill_term("2024/25-S1", actor=None, now=before)] * 4)
    # Then each student has one note, and the numbers have no gap
    assert [item for item in outcomes if isinstance(item, Exception)] == []
    assert sum(item.notes for item in outcomes) == 12
    assert len(numbers()) == 12
    assert without_gap(numbers())
    assert proof().holds
