from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import Charge, DebitNote, Transaction, UnmatchedPayment

from .books import NOW, balances, bank_line, check_constraints_now, note

pytestmark = pytest.mark.django_db


def test_a_dishonoured_payment_is_owed_again_and_charged():
    # given a paid note
    owed = note(world.study())
    paid = record_payment(bank_line(owed, channel="hang_seng_counter"), actor=None, now=NOW).payment
    # when the bank takes the payment back, twice
    first = take_back_payment(paid.pk, actor=None, now=NOW)
    second = take_back_payment(paid.pk, actor=None, now=NOW)
    # then the note is open again and HK$200 stands on a note of its own, once
    check_constraints_now()
    owed.refresh_from_db()
    assert owed.state == "outstanding"
    assert first.charge_note.amount == Decimal("200.00")
    assert first.charge_note.lines.get().clause == "polyu-2024-25:8I-07"
    assert second.charge_note is None
    assert balances() == {
        "income:other_fees": Decimal("-200.00"),
        "liability:caution_money": Decimal("-400.00"),
        "receivable:24000001D": Decimal("600.00"),
    }
    # and it can be paid again
    assert record_payment(bank_line(owed, reference="AGAIN"), actor=None, now=NOW).accepted


def test_a_cancelled_note_leaves_the_books_as_they_were_and_may_be_charged_anew():
    study = world.study()
    owed = note(study)
    # when
    assert cancel_debit_note(owed.pk, actor=None, now=NOW).refused is None
    posted = Transaction.objects.count()
    assert cancel_debit_note(owed.pk, actor=None, now=NOW).refused is None
    # then
    check_constraints_now()
    assert Transaction.objects.count() == posted
    assert balances() == {}
    assert DebitNote.objects.get().state == "cancelled"
    assert note(study).number == "24000002"
    assert Charge.objects.filter(reversed_at=None).count() == 1


def test_a_paid_note_is_not_cancelled():
    owed = note(world.study())
    record_payment(bank_line(owed), actor=None, now=NOW)
    before = balances()
    answer = cancel_debit_note(owed.pk, actor=None, now=NOW)
    assert answer.refused.key == "finance.cancel.paid"
    assert DebitNote.objects.get().state == "paid"
    assert balances() == before


def test_unmatched_money_settles_the_note_it_was_meant_for():
    # given money that quoted a number with a digit missing
    owed = note(world.study())
    waiting = record_payment(bank_line(owed, number="2400001", reference="LOST"), actor=None, now=NOW).unmatched
    # when it is put to its note, twice
    answer = match_payment(waiting.pk, owed.number, actor=None, now=NOW)
    again = match_payment(waiting.pk, owed.number, actor=None, now=NOW)
    # then
    check_constraints_now()
    assert answer.accepted
    assert again.payment == answer.payment
    assert balances() == {"bank": Decimal("400.00"), "liability:caution_money": Decimal("-400.00")}


def test_unmatched_money_of_another_amount_goes_on_waiting():
    owed = note(world.study())
    waiting = record_payment(bank_line(owed, "300.00", number="", reference="LOST"), actor=None, now=NOW).unmatched
    before = balances()
    answer = match_payment(waiting.pk, owed.number, actor=None, now=NOW)
    assert not answer.accepted
    assert UnmatchedPayment.objects.get().matched_to is None
    assert balances() == before
