"""The sandbox bank behaves like a bank, and Registrar copes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions import ask_bank as asking
from registrar.areas.finance.actions.act_as_bank import act_as_bank
from registrar.areas.finance.actions.answer_bank_order import take_answer
from registrar.areas.finance.actions.ask_bank import ask_bank
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.send_sandbox_calls import send_sandbox_calls
from registrar.areas.finance.models import BankOrder, DebitNote, Payment, SandboxPayment
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.sandbox import as_told

from .books import NOW, balances, check_constraints_now, line, note

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def order():
    return open_bank_order(note(world.study(), line("16050.00", "tuition")).pk, "fps", actor=None, now=NOW).order


def run(order, plan, *moments):
    act_as_bank(order, plan, now=NOW)
    for moment in moments or (NOW,):
        send_sandbox_calls(now=moment)
    check_constraints_now()
    assert proof().holds
    order.refresh_from_db()
    return DebitNote.objects.get(pk=order.debit_note_id).state


def test_a_code_that_nobody_scans_leaves_the_note_outstanding(order):
    # HB24-8C-06/2
    assert ask_bank(now=LATER) == 0
    assert DebitNote.objects.get().state == "outstanding"
    assert BankOrder.objects.get().answered_at is None


def test_the_note_is_paid_when_the_callback_arrives(order):
    # HB24-8C-06/1
    assert run(order, "exact") == "paid"
    payment = Payment.objects.get()
    assert (payment.amount, payment.bank_reference) == (Decimal("16050.00"), order.reference)
    assert payment.receipt.available_on == NOW.date()


def test_a_delayed_callback_comes_later(order):
    assert run(order, "delayed", NOW) == "outstanding"
    assert run(order, "delayed", NOW + timedelta(minutes=3)) == "paid"


def test_a_callback_three_times_pays_once(order):
    assert run(order, "twice", NOW, NOW + timedelta(minutes=3)) == "paid"
    assert Payment.objects.count() == 1
    assert SandboxPayment.objects.get().sent == 3


def test_a_lost_callback_is_asked_for(order):
    # given a payment of which the bank never tells
    assert run(order, "lost", LATER) == "outstanding"
    # when the job asks, twice
    assert ask_bank(now=LATER) == 1
    assert ask_bank(now=LATER + timedelta(hours=1)) == 0
    # then it is there, once
    assert DebitNote.objects.get().state == "paid"
    assert Payment.objects.count() == 1


def test_nobody_asks_before_the_payer_had_time(order):
    act_as_bank(order, "lost", now=NOW)
    assert ask_bank(now=NOW + timedelta(minutes=5)) == 0
    assert ask_bank(now=LATER) == 1


def test_a_callback_after_the_deadline_counts_by_the_day_of_credit(order):
    after = world.at("2024-08-31 11:00")
    assert run(order, "late_call", NOW) == "outstanding"
    mark_overdue(actor=None, now=world.at("2024-08-31 00:10"))
    assert DebitNote.objects.get().state == "overdue"
    # the money was credited in time, only the message is late
    assert run(order, "late_call", after) == "paid"


def test_money_after_the_deadline_is_rejected(order):
    run(order, "late")
    assert Payment.objects.get().state == "rejected"
    assert DebitNote.objects.get().state == "outstanding"


def test_a_reversal_reopens_the_note(order):
    assert run(order, "reversed", NOW) == "paid"
    assert run(order, "reversed", NOW + timedelta(minutes=3)) == "outstanding"
    assert order.outcome == "reversed"
    assert "bank" not in balances()


def test_a_reversal_that_overtakes_its_payment_wins(order):
    known = act_as_bank(order, "exact", now=NOW)
    take_answer(as_told(known, "reversed"), now=NOW)
    take_answer(as_told(known, "paid"), now=NOW)
    assert not Payment.objects.exists()
    assert DebitNote.objects.get().state == "outstanding"


@pytest.mark.parametrize("plan", ["declined", "abandoned"])
def test_an_order_without_money_is_closed(order, plan):
    assert run(order, plan) == "outstanding"
    assert order.outcome == plan
    assert not Payment.objects.exists()


def test_a_second_payment_of_an_order_is_decided_by_itself(order):
    known = act_as_bank(order, "exact", now=NOW)
    take_answer(as_told(known, "paid"), now=NOW)
    known.reference = "SBX-SECOND"
    answer = take_answer(as_told(known, "paid"), now=NOW)
    assert [f.message.key for f in answer.payment.decision.refusals] == ["finance.payment.note_paid"]
    assert balances()["bank"] == Decimal("16050.00")


def test_a_bank_out_of_reach_is_asked_again(order, monkeypatch):
    class Down:
        def ask(self, order, now):
            raise ConnectionError("no route")

    act_as_bank(order, "lost", now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(asking, "gateway", Down)
        assert ask_bank(now=LATER) == 0
    assert BankOrder.objects.get().answered_at is None
    assert ask_bank(now=LATER + timedelta(minutes=20)) == 1


def test_choosing_again_for_an_order_changes_nothing(order):
    assert run(order, "exact") == "paid"
    assert run(order, "reversed", LATER) == "paid"
    assert SandboxPayment.objects.count() == 1
