from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.note_card_return import note_card_return
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds
from registrar.areas.finance.actions.settle_deposit import settle_deposit
from registrar.areas.finance.actions.settle_hall_deposit import settle_hall_deposit
from registrar.areas.finance.models import Charge, DepositSettlement, Refund, Transaction
from registrar.areas.finance.queries.books import proof

from .books import NOW, balances, bank_line, check_constraints_now, line, note
from .refunding import paid, with_account

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def settle(study, event, now=NOW, **more):
    return settle_deposit(study.pk, event, **({"event_on": now.date()} | more), actor=None, now=now)


@pytest.fixture
def study():
    """A student of 2024/25 whose HK$400 are held, with a bank account on file."""
    study = world.study()
    paid(study, "400.00", "caution_money")
    with_account(study)
    return study


def test_a_confirmed_withdrawal_brings_it_back_once(study):
    done = settle(study, "withdrawal_confirmed")
    again = settle(study, "withdrawal_confirmed")
    # HB24-4L-06, HB24-8I-04/1
    check_constraints_now()
    assert (done.refund.amount, done.refund.state, done.refund.clause) == (Decimal(400), "due", "polyu-2024-25:4L-06")
    assert again.refund is None
    assert again.decision.refusals[0].message.key == "finance.caution_money_settlement.none_held"
    assert balances() == {"bank": Decimal(400), "receivable:24000001D": Decimal(-400)}
    assert DepositSettlement.objects.get().outcome == "refunded"


@pytest.mark.parametrize("event", ["discontinued", "unofficial_withdrawal", "expelled"])
def test_it_is_forfeited_and_the_student_account_is_not_touched(study, event):
    # HB24-4L-07/1, HB24-8I-04/3, HB24-11B-12/1
    assert settle(study, event).refund is None
    check_constraints_now()
    assert balances() == {"bank": Decimal(400), "income:forfeited": Decimal(-400)}
    assert not Refund.objects.exists()
    # and nothing can bring it back
    assert not settle(study, "withdrawal_confirmed").decision.allowed
    assert not Refund.objects.exists()


def test_an_award_turns_it_into_the_graduation_fee(study):
    # HB24-8I-05/1
    settle(study, "award_confirmed", term=world.term())
    check_constraints_now()
    assert balances() == {"bank": Decimal(400), "income:graduation_fee": Decimal(-400)}
    assert not Charge.objects.filter(kind="graduation").exists()


def test_without_a_deposit_the_graduation_fee_is_billed():
    # HB24-8I-13/2
    done = settle(world.study(), "award_confirmed", term=world.term())
    assert (done.note.amount, done.note.lines.get().clause) == (Decimal(400), "polyu-2024-25:8I-13")


def test_a_debt_keeps_it_until_it_is_paid(study):
    # given a damage charge of HK$50 (HB24-4L-06/1)
    owed = note(study, line("50.00", "damage"))
    # when the withdrawal is confirmed, twice
    waiting = settle(study, "withdrawal_confirmed").refund
    assert settle(study, "withdrawal_confirmed").refund == waiting
    # then the money stays where it is
    check_constraints_now()
    assert (waiting.state, waiting.held_for, waiting.transaction) == ("held", "debts", None)
    assert balances()["liability:caution_money"] == Decimal(-400)
    review_refunds(held_refunds(), actor=None, now=NOW)
    assert Refund.objects.get().held_for == "debts"
    # and when it is paid, the job books the refund, once
    record_payment(bank_line(owed), actor=None, now=NOW)
    for _ in range(2):
        review_refunds(held_refunds(), actor=None, now=NOW)
    check_constraints_now()
    refund = Refund.objects.get()
    assert (refund.state, refund.decision.outcome) == ("due", "ALLOWED")
    assert "liability:caution_money" not in balances()
    assert Transaction.objects.filter(kind="refund").count() == 1


def test_a_cancelled_refund_leaves_the_deposit_held_again(study):
    refund = settle(study, "withdrawal_confirmed").refund
    cancel_refund(refund.pk, actor=None, now=NOW)
    check_constraints_now()
    assert balances()["liability:caution_money"] == Decimal(-400)
    assert settle(study, "withdrawal_confirmed").refund.state == "due"
    check_constraints_now()


THEN = world.at("2018-11-05 10:00")


@pytest.fixture
def earlier():
    """A student of 2018/19 whose HK$390 are held."""
    study = world.study(cohort="2018/19")
    paid(study, "390.00", "caution_money")
    with_account(study, now=THEN)
    return study


def test_the_card_brings_it_back_when_it_comes_in_time(earlier):
    # HB18-3C-05/1
    refund = settle(earlier, "withdrawal_confirmed", THEN).refund
    assert (refund.state, refund.held_for) == ("held", "card")
    note_card_return(refund.pk, date(2018, 11, 20), actor=None, now=THEN + timedelta(days=15))
    check_constraints_now()
    assert Refund.objects.get().state == "due"


def test_a_card_that_does_not_come_back_forfeits_it_for_good(earlier):
    # HB18-3C-05/2 and /3
    refund = settle(earlier, "withdrawal_confirmed", THEN).refund
    late = THEN + timedelta(days=22)
    review_refunds(held_refunds(), actor=None, now=late)
    note_card_return(refund.pk, date(2018, 12, 3), actor=None, now=late + timedelta(days=6))
    check_constraints_now()
    assert Refund.objects.get().state == "cancelled"
    assert balances()["income:forfeited"] == Decimal(-390)
    assert DepositSettlement.objects.get().outcome == "forfeited"


@pytest.mark.parametrize(
    ("charges", "refund", "kept"), [("0", "600", None), ("150", "450", "-150"), ("700", None, "-600")]
)
def test_a_hall_keeps_its_charges_and_gives_back_the_rest(charges, refund, kept):
    # HB24-12C-33/1
    study = world.study()
    paid(study, "600.00", "hall_caution_money")
    done = settle_hall_deposit(study.pk, charges=Decimal(charges), actor=None, now=NOW)
    again = settle_hall_deposit(study.pk, charges=Decimal(charges), actor=None, now=NOW)
    check_constraints_now()
    assert (done.refund.amount if done.refund else None) == (Decimal(refund) if refund else None)
    assert again.refund is None
    assert balances().get("income:halls") == (Decimal(kept) if kept else None)
    assert "liability:hall_caution_money" not in balances()
    assert proof().holds


def test_the_graduation_fee_is_billed_once_however_often_an_award_is_confirmed():
    # given
    study = world.study()
    first = settle(study, "award_confirmed", term=world.term())
    # when: an award confirmed anew after its retraction
    second = settle(study, "award_confirmed", term=world.term())
    # then
    assert (first.note.amount, second.note) == (Decimal(400), None)
    assert Charge.objects.filter(kind="graduation").count() == 1


def test_a_deposit_that_became_the_fee_is_no_reason_for_another(study):
    # given
    settle(study, "award_confirmed", term=world.term())
    # when
    second = settle(study, "award_confirmed", term=world.term())
    # then
    check_constraints_now()
    assert (second.note, Charge.objects.filter(kind="graduation").exists()) == (None, False)
