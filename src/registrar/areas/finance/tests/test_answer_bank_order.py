from decimal import Decimal
from uuid import uuid4

import pytest
from tests import world

from registrar.areas.finance.actions.answer_bank_order import answer_bank_order
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.gateway import BadCallback, Callback
from registrar.areas.finance.models import BankOrder, DebitNote, Payment
from registrar.areas.finance.sandbox import write
from registrar.areas.finance.signing import signature

from .books import NOW, line, note

pytestmark = pytest.mark.django_db


def told(order, outcome="paid", amount=None, reference="GW-1"):
    return write(Callback(order.token, outcome, reference, order.amount if amount is None else Decimal(amount), NOW))


def test_a_signed_answer_pays_the_note_once_however_often_it_comes():
    # given an order at the bank
    owed = note(world.study())
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    body = told(order)
    # when the bank answers three times
    answers = [answer_bank_order(body, signature(body), now=NOW) for _ in range(3)]
    # then
    assert [a.payment.accepted for a in answers] == [True, True, True]
    assert Payment.objects.count() == 1
    assert DebitNote.objects.get().state == "paid"
    assert BankOrder.objects.get().outcome == "paid"


def test_a_forged_or_malformed_answer_does_nothing():
    owed = note(world.study())
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    body = told(order)
    with pytest.raises(BadCallback, match="signature"):
        answer_bank_order(body, signature(body + b" "), now=NOW)
    with pytest.raises(BadCallback, match="signature"):
        answer_bank_order(body.replace(b"400.00", b"900.00"), signature(body), now=NOW)
    with pytest.raises(BadCallback, match="cannot be read"):
        answer_bank_order(b"{}", signature(b"{}"), now=NOW)
    stranger = write(Callback(uuid4(), "paid", "GW-2", Decimal("400.00"), NOW))
    with pytest.raises(BadCallback, match="no such order"):
        answer_bank_order(stranger, signature(stranger), now=NOW)
    assert not Payment.objects.exists()
    assert BankOrder.objects.get().answered_at is None


def test_a_declined_order_leaves_the_note_outstanding():
    owed = note(world.study())
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    body = told(order, "declined")
    assert answer_bank_order(body, signature(body), now=NOW).payment is None
    assert BankOrder.objects.get().outcome == "declined"
    assert DebitNote.objects.get().state == "outstanding"


def test_a_channel_that_does_not_take_tuition_opens_no_order():
    owed = note(world.study(), line("21050.00", "tuition"))
    answer = open_bank_order(owed.pk, "wechat_pay_hk", actor=None, now=NOW)
    assert answer.order is None
    assert [str(f.clause) for f in answer.decision.refusals] == ["polyu-2024-25:8C-04"]
    assert not BankOrder.objects.exists()


def test_a_telegraphic_transfer_asks_for_the_banks_handling_besides():
    owed = note(world.study(), line("65000.00", "tuition"))
    order = open_bank_order(owed.pk, "telegraphic_transfer", actor=None, now=NOW).order
    assert order.amount == Decimal("65240.00")
    # and HK$65,000 after the bank's charges settle the note
    body = told(order, amount="65000.00")
    assert answer_bank_order(body, signature(body), now=NOW).payment.accepted
