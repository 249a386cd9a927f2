from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.models import Transaction, UnmatchedPayment

from .books import NOW, balances, bank_line, check_constraints_now, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed():
    return note(world.study())


def lost(owed):
    return record_payment(bank_line(owed, number="", reference="LOST"), actor=None, now=NOW).unmatched


def test_money_goes_back_once_with_its_reason(owed):
    waiting = lost(owed)
    first, second = world.user("fin001", "finance"), world.user("fin002", "finance")
    ask_return(waiting.pk, " Sender unknown ", actor=first, now=NOW)
    for _ in range(2):
        done = return_payment(waiting.pk, actor=second, now=NOW).waiting
    check_constraints_now()
    assert (done.return_reason, done.return_asked_by, done.returned_by) == ("Sender unknown", first, second)
    assert done.returned_at == NOW
    assert Transaction.objects.filter(kind="returned").count() == 1
    assert balances() == {
        "liability:caution_money": Decimal("-400.00"),
        "receivable:24000001D": Decimal("400.00"),
    }
    # and it settles no note any more
    answer = match_payment(waiting.pk, owed.number, actor=None, now=NOW)
    assert answer.payment is None
    owed.refresh_from_db()
    assert owed.state == "outstanding"


def test_whoever_proposes_it_does_not_release_it(owed):
    waiting = lost(owed)
    staff = world.user("fin001", "finance")
    assert return_payment(waiting.pk, actor=staff, now=NOW).refused.key == "finance.return.not_proposed"
    ask_return(waiting.pk, "Sender unknown", actor=staff, now=NOW)
    assert return_payment(waiting.pk, actor=staff, now=NOW).refused.key == "finance.return.same_person"
    assert balances()["bank"] == Decimal("400.00")
    assert UnmatchedPayment.objects.get().returned_at is None
    # and the database says so, too
    with pytest.raises(IntegrityError, match="another_person_sends_back"), transaction.atomic():
        UnmatchedPayment.objects.update(returned_at=NOW, returned_by=staff)


def test_without_a_reason_nothing_is_proposed(owed):
    waiting = lost(owed)
    with pytest.raises(ValueError, match="reason"):
        ask_return(waiting.pk, "  ", actor=None, now=NOW)
    assert balances()["bank"] == Decimal("400.00")


def test_matched_money_does_not_go_back(owed):
    waiting = lost(owed)
    assert match_payment(waiting.pk, owed.number, actor=None, now=NOW).accepted
    ask_return(waiting.pk, "Too late", actor=None, now=NOW)
    assert return_payment(waiting.pk, actor=world.user("fin001", "finance"), now=NOW).waiting.returned_at is None
    assert not Transaction.objects.filter(kind="returned").exists()


def test_rejected_money_settles_no_other_note(owed):
    # given a payment a dollar short that the bank has booked
    answer = record_payment(bank_line(owed, "399.00", booked=True), actor=None, now=NOW)
    other = note(world.study("24000002D"))
    # when somebody tries to put it to a note
    again = match_payment(answer.unmatched.pk, other.number, actor=None, now=NOW)
    # then it goes on waiting to be sent back
    assert again.payment is None
    assert UnmatchedPayment.objects.get().matched_to is None
    ask_return(answer.unmatched.pk, "Short by a dollar", actor=None, now=NOW)
    done = return_payment(answer.unmatched.pk, actor=world.user("fin001", "finance"), now=NOW)
    assert done.waiting.returned_at == NOW


@pytest.mark.parametrize(
    "changes",
    [
        {"returned_at": NOW},
        {"return_reason": "No day"},
    ],
)
def test_the_database_wants_a_reason_with_a_return(owed, changes):
    waiting = lost(owed)
    with pytest.raises(IntegrityError, match="returned_with_a_reason"), transaction.atomic():
        UnmatchedPayment.objects.filter(pk=waiting.pk).update(**changes)


def test_the_database_lets_money_go_one_way_only(owed):
    waiting = lost(owed)
    match_payment(waiting.pk, owed.number, actor=None, now=NOW)
    with pytest.raises(IntegrityError, match="unmatched_goes_one_way"), transaction.atomic():
        UnmatchedPayment.objects.filter(pk=waiting.pk).update(returned_at=NOW, return_reason="Both")
