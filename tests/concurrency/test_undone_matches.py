"""Money put to the wrong note, on sessions of their own: undone once, and afterwards in one place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from tests import world
from tests.concurrency.at_once import at_once

from registrar.areas.finance.actions import undo_match as module
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.actions.undo_match import undo_match
from registrar.areas.finance.models import DebitNote, Payment, Transaction, UndoneMatch, UnmatchedPayment
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.tests.books import NOW, balances, bank_line, note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 6


def failures(outcomes: list[Any]) -> list[Exception]:
    """Return what went wrong."""
    return [item for item in outcomes if isinstance(item, Exception)]


def wrongly_paid(count: int = 1) -> tuple[Payment, list[DebitNote]]:
    """Make a payment on the wrong note, and notes of others that it may be meant for."""
    owed = [note(world.study(f"2400{n:04d}D")) for n in range(count + 1)]
    payment = record_payment(bank_line(owed[0], reference="LOST"), actor=None, now=NOW).payment
    assert payment is not None
    return payment, owed[1:]


def in_one_place() -> None:
    """Check that the money of the one line stands on one note, in the queue, or has left: the books say the same."""
    assert proof().holds
    counting = Payment.objects.filter(state__in=["accepted", "held"]).count()
    waiting = UnmatchedPayment.objects.filter(matched_to=None, returned_at=None).count()
    assert counting + waiting == (1 if balances().get("bank") else 0)
    assert balances().get("liability:unmatched", Decimal(0)) == -400 * waiting


def test_a_match_undone_by_many_at_once_is_undone_once() -> None:
    payment, _ = wrongly_paid()
    outcomes = at_once([lambda: undo_match(payment.pk, "Wrong", actor=None, now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert sum(not item.repeated for item in outcomes) == 1
    assert UndoneMatch.objects.count() == UnmatchedPayment.objects.count() == 1
    assert Transaction.objects.filter(kind="reversal").count() == 1
    in_one_place()


@pytest.mark.parametrize("turn", range(3))
def test_undone_and_matched_at_once_to_several_notes_the_money_stays_in_one_place(turn: int) -> None:
    # Given money that waits again, and one officer who undoes whatever is matched while others match it
    first, others = wrongly_paid(3)
    waiting = undo_match(first.pk, "Wrong", actor=None, now=NOW).undone.waiting
    second = match_payment(waiting.pk, others[0].number, actor=None, now=NOW).payment
    assert second is not None

    def matches(owed: DebitNote) -> Callable[[], Any]:
        return lambda: match_payment(waiting.pk, owed.number, actor=None, now=NOW)

    undoes: Callable[[], Any] = lambda: undo_match(second.pk, "Wrong again", actor=None, now=NOW)  # noqa: E731
    outcomes = at_once([undoes, *(matches(owed) for owed in others), undoes])
    assert failures(outcomes) == []
    assert DebitNote.objects.filter(state="paid").count() <= 1
    in_one_place()


def test_undone_by_an_officer_and_taken_back_by_the_bank_at_once() -> None:
    payment, _ = wrongly_paid()
    outcomes = at_once(
        [
            lambda: undo_match(payment.pk, "Wrong", actor=None, now=NOW),
            lambda: take_back_payment(payment.pk, actor=None, now=NOW),
        ]
    )
    assert failures(outcomes) == []
    assert Transaction.objects.filter(kind="reversal").count() == 1
    in_one_place()


def test_without_the_lock_only_the_database_undoes_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: both sessions look before either writes, as if the lock weren't there
    payment, _ = wrongly_paid()
    both_have_looked = threading.Barrier(2)

    def look_together(key: int) -> tuple[Payment, DebitNote]:
        found = Payment.objects.select_related("transaction", "debit_note__study").get(pk=key)
        both_have_looked.wait(timeout=20)
        return found, found.debit_note

    monkeypatch.setattr(module, "_locked", look_together)
    outcomes = at_once([lambda: undo_match(payment.pk, "Wrong", actor=None, now=NOW)] * 2)
    # Then both set about it, and the database stops the second
    assert [isinstance(item, IntegrityError) for item in failures(outcomes)] == [True]
    assert UndoneMatch.objects.count() == 1
    in_one_place()
