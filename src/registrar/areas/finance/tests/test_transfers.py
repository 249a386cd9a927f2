"""Telegraphic transfers: a deficit is made up, handling stays with the bank (polyu-2024-25:8C-14, 8C-15, 8C-16)."""

from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.queries.held import held_before
from registrar.areas.finance.queries.statement import balance_of

from .books import NOW, balances, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed():
    return note(world.study(), line("65000.00", "tuition"))


def wire(owed, amount, reference="W1", **fields):
    given = {"channel": "telegraphic_transfer", "reference": reference, "booked": True} | fields
    return record_payment(bank_line(owed, amount, **given), actor=None, now=NOW)


def state(owed):
    check_constraints_now()
    owed.refresh_from_db()
    return owed.state


def test_a_short_transfer_is_held_and_the_deficit_settles_the_note(owed):
    # given HK$64,940 of HK$65,000 (HB24-8C-15/2)
    first = wire(owed, "64940.00")
    assert first.held
    assert not first.accepted
    assert state(owed) == "outstanding"
    assert balance_of(owed.study_id) == Decimal("60.00")
    assert not Receipt.objects.exists()
    notice = owed.study.student.notices.get(kind="finance.held")
    assert "HK$60.00" in notice.subject_en
    # when exactly the deficit comes, by another channel
    second = record_payment(bank_line(owed, "60.00", reference="F1"), actor=None, now=NOW)
    # then
    assert second.accepted
    assert state(owed) == "paid"
    assert balance_of(owed.study_id) == 0
    assert balances()["bank"] == Decimal("65000.00")
    assert held_before(second.payment) == [first.payment]


def test_a_deficit_that_is_not_exact_is_rejected(owed):
    wire(owed, "64940.00")
    answer = record_payment(bank_line(owed, "61.00", reference="F1"), actor=None, now=NOW)
    assert [f.message.key for f in answer.decision.refusals] == ["finance.payment.not_exact"]
    assert answer.decision.refusals[0].cure.amount.amount == Decimal("60.00")
    assert state(owed) == "outstanding"
    assert balance_of(owed.study_id) == Decimal("60.00")


def test_several_short_transfers_add_up(owed):
    for number, amount in enumerate(["60000.00", "4000.00"]):
        assert wire(owed, amount, f"W{number}").held
    assert wire(owed, "1000.00", "W9").accepted
    assert state(owed) == "paid"
    assert proof().holds


def test_handling_that_the_bank_left_is_income_and_no_credit(owed):
    # HB24-8C-14/3
    answer = wire(owed, "65140.00")
    assert answer.accepted
    assert (answer.payment.amount, answer.payment.handling) == (Decimal("65000.00"), Decimal("140.00"))
    assert state(owed) == "paid"
    assert balances()["income:bank_handling"] == Decimal("-140.00")
    assert balances()["bank"] == Decimal("65140.00")
    assert balance_of(owed.study_id) == 0


def test_a_currency_that_is_not_provided_for_waits_for_the_finance_office(owed):
    # HB24-8C-16/2
    answer = wire(owed, "65000.00", currency="JPY")
    assert answer.payment is None
    assert answer.unmatched.reason == "question"
    assert answer.unmatched.decision.outcome == "UNDETERMINED"
    assert state(owed) == "outstanding"
    assert balances()["liability:unmatched"] == Decimal("-65000.00")
    # HB24-8C-16/1
    assert wire(owed, "65000.00", "W2", currency="EUR").accepted


def test_a_held_transfer_that_the_bank_takes_back_reopens_the_note(owed):
    # given a note that a transfer and an FPS payment settled together
    held = wire(owed, "64940.00").payment
    top = record_payment(bank_line(owed, "60.00", reference="F1"), actor=None, now=NOW).payment
    # when the bank takes the transfer back
    take_back_payment(held.pk, actor=None, now=NOW)
    # then the note is open again, and the HK$60 are still the student's
    assert state(owed) == "outstanding"
    top.refresh_from_db()
    assert top.state == "held"
    charged = DebitNote.objects.exclude(pk=owed.pk).get().amount
    assert balance_of(owed.study_id) == Decimal("64940.00") + charged
    # and the rest settles it
    assert wire(owed, "64940.00", "W2").accepted
    assert state(owed) == "paid"


def test_handling_goes_back_with_its_payment(owed):
    paid = wire(owed, "65240.00").payment
    take_back_payment(paid.pk, actor=None, now=NOW)
    assert "income:bank_handling" not in balances()
    assert "bank" not in balances()
    assert state(owed) == "outstanding"


def test_other_channels_are_never_held(owed):
    answer = record_payment(bank_line(owed, "64940.00", booked=True), actor=None, now=NOW)
    assert answer.payment.state == Payment.State.REJECTED
    # the bank has the money, so it waits to be sent back
    assert answer.unmatched.reason == UnmatchedPayment.Reason.REJECTED
    assert answer.unmatched.rejected == answer.payment
    assert balances()["liability:unmatched"] == Decimal("-64940.00")
    assert balance_of(owed.study_id) == Decimal("65000.00")


def test_what_is_held_stays_the_students_when_the_note_is_cancelled(owed):
    wire(owed, "64940.00")
    assert cancel_debit_note(owed.pk, actor=None, now=NOW).refused is None
    check_constraints_now()
    assert balance_of(owed.study_id) == Decimal("-64940.00")
    assert proof().holds
