"""Billing runs, payments taken back, credits dropped, refunds asked twice, in any order: never more than was paid."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.actions.cancel_programme_refunds import cancel_programme_refunds
from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.confirm_refund import confirm_refund
from registrar.areas.finance.actions.offset_transfer import offset_transfer
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.refund_appeal_fee import refund_appeal_fee
from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import Charge, DebitNote, Payment, RaisedCharge, Refund, Transaction
from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.finance.queries.paid_tuition import TUITION_REFUNDS
from registrar.areas.finance.queries.statement import balance_of

from .books import NOW, balances, bank_line, check_constraints_now
from .refunding import appealed, officers, with_account
from .test_raise_debit_notes import AFTER, bill

pytestmark = pytest.mark.django_db
ZERO = Decimal("0.00")
STEP = st.one_of(
    st.tuples(st.just("run"), st.integers(0, 6)),
    st.tuples(st.just("pay"), st.just(0)),
    st.tuples(st.just("take_back"), st.integers(0, 3)),
    st.tuples(st.just("leave"), st.booleans()),
    st.tuples(st.just("confirm"), st.booleans()),
    st.tuples(st.just("cancel"), st.integers(0, 3)),
    st.tuples(st.just("transfer"), st.integers(0, 9000)),
    st.tuples(st.just("programme"), st.just(0)),
    st.tuples(st.just("appeal"), st.integers(1, 3)),
    st.tuples(st.just("uphold"), st.integers(1, 3)),
)


def total(rows):
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


class Student:
    """A student who pays by the credit, and everything that can bring tuition or a fee back."""

    def __init__(self):
        self.study, self.people, self.term = world.study(mode="part_time"), officers(), world.term()
        with_account(self.study)
        self.now, self.credits, self.bank = AFTER, 3, 0

    def run(self, credits):
        self.credits = credits
        subjects = tuple((f"COMP10{n}1", 1, 1) for n in range(1, credits + 1))
        raise_debit_notes(
            [bill(self.study, credits=credits, subjects=subjects)], term=self.term, actor=None, now=self.now
        )

    def pay(self, _):
        for note in DebitNote.objects.filter(state__in=["outstanding", "overdue"]):
            self.bank += 1
            line = bank_line(note, reference=f"P{self.bank}", credited_at=self.now)
            record_payment(line, actor=None, now=self.now)

    def take_back(self, place):
        payments = list(Payment.objects.filter(state="accepted").order_by("pk"))
        if payments:
            take_back_payment(payments[place % len(payments)].pk, actor=None, now=self.now)

    def leave(self, deferred):
        event = "deferment" if deferred else "withdrawal"
        asked = {"applied_on": NOW.date(), "event": event, "approval": "AR6 1 2024-08-19"}
        refund_term_tuition(self.study.pk, self.term, **asked, actor=self.people[0], now=self.now)

    def confirm(self, second):
        for refund in Refund.objects.filter(state="proposed"):
            said = confirm_refund(refund.pk, actor=self.people[second], now=self.now)
            refund.refresh_from_db()
            assert second or said.key == "finance.refund.own_word"
            assert (said is None) == (refund.transaction_id is not None)

    def cancel(self, place):
        refunds = list(Refund.objects.order_by("pk"))
        if refunds:
            cancel_refund(refunds[place % len(refunds)].pk, actor=None, now=self.now)

    def transfer(self, dollars):
        offset_transfer(self.study.pk, self.term, Decimal(dollars), actor=self.people[0], now=self.now)

    def programme(self, _):
        cancel_programme_refunds(self.study.programme_id, from_term=self.term.pk, actor=self.people[0], now=self.now)

    def appeal(self, papers):
        appealed(self.study, f"A-{RaisedCharge.objects.count()}", papers, pay=False)

    def uphold(self, upheld):
        for charge in RaisedCharge.objects.filter(kind="appeal"):
            refund_appeal_fee(charge.pk, matter="subject_result", upheld=upheld, actor=None, now=self.now)


def facts():
    """Everything that a second run must leave alone."""
    refunds = list(Refund.objects.order_by("pk").values_list("pk", "state", "amount"))
    charges = list(Charge.objects.order_by("pk").values_list("pk", "amount", "reversed_at"))
    notes = list(DebitNote.objects.order_by("pk").values_list("pk", "state"))
    return refunds, charges, notes, balances(), Transaction.objects.count()


def never_more_than_paid(study):
    """Compare what is given back with what is paid now, by charge and for the term's tuition."""
    live = Refund.objects.exclude(state="cancelled")
    charges = Charge.objects.filter(study=study, reversed_at=None, debit_note__state="paid", kind__startswith="tuition")
    assert total(live.filter(kind__in=TUITION_REFUNDS)) <= total(charges)
    for charge in RaisedCharge.objects.filter(kind="appeal", refunds__isnull=False):
        assert total(live.filter(charge=charge)) <= charge.debit_note.amount


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=16))
def test_any_history_refunds_at_most_what_was_paid_and_a_second_run_changes_nothing(steps):
    with transaction.atomic():
        student = Student()
        student.run(3)
        student.pay(0)
        for name, argument in steps:
            known = set(Refund.objects.exclude(state="cancelled").values_list("pk", "transaction_id"))
            getattr(student, name)(argument)
            check_constraints_now()
            # What is granted or booked in this step never goes beyond what is paid; a bank that takes a payment back
            # after its refund leaves the student owing it.
            if set(Refund.objects.exclude(state="cancelled").values_list("pk", "transaction_id")) - known:
                never_more_than_paid(student.study)
        assert proof().holds
        assert sum(item.balance for item in trial_balance()) == 0
        # the student's account is what is asked for less what was credited and not paid out
        owed = total(DebitNote.objects.filter(state__in=["outstanding", "overdue"]))
        booked = total(Refund.objects.filter(state__in=["held", "due", "in_batch"], transaction__isnull=False))
        assert balance_of(student.study.pk) == owed - booked
        # and every job, run once more, changes nothing; so does every question asked again
        for name, argument in (("run", student.credits), ("programme", 0), ("uphold", 1)):
            getattr(student, name)(argument)
            before = facts()
            student.now += timedelta(hours=1)
            getattr(student, name)(argument)
            check_constraints_now()
            assert facts() == before
        transaction.set_rollback(True)
