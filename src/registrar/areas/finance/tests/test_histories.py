"""Whatever happens to an account, in whatever order: the books balance and the notes tell the truth."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.finance.queries.statement import balance_of, statement

from .books import NOW, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db

STEP = st.one_of(
    st.tuples(st.just("charge"), st.integers(1, 90_000)),
    st.tuples(st.just("pay"), st.integers(-1, 1)),
    st.tuples(st.just("pay_again"), st.just(0)),
    st.tuples(st.just("lost"), st.integers(-1, 1)),
    st.tuples(st.just("match"), st.just(0)),
    st.tuples(st.just("take_back"), st.just(0)),
    st.tuples(st.just("cancel"), st.just(0)),
    st.tuples(st.just("days"), st.integers(1, 9)),
)


class Account:
    """One student's account with what may be done to it."""

    def __init__(self):
        self.study, self.now, self.count = world.study(), NOW, 0

    def latest(self):
        return DebitNote.objects.order_by("-pk").first()

    def charge(self, cents):
        self.count += 1
        amount = Decimal(cents) / 100
        note(self.study, line(str(amount), f"fee_{self.count}"), deadline=self.now.date() + timedelta(5), now=self.now)

    def pay(self, off, number=None):
        owed = self.latest()
        if owed and owed.amount + off > 0:
            self.count += 1
            fields = {"reference": f"B{self.count}", "credited_at": self.now}
            if number is not None:
                fields["number"] = number
            record_payment(bank_line(owed, str(owed.amount + off), **fields), actor=None, now=self.now)

    def pay_again(self, _):
        if self.count and self.latest():
            fields = {"reference": f"B{self.count}", "credited_at": self.now}
            record_payment(bank_line(self.latest(), **fields), actor=None, now=self.now)

    def lost(self, off):
        self.pay(off, number="123")

    def match(self, _):
        waiting = UnmatchedPayment.objects.filter(matched_to=None).first()
        if waiting and self.latest():
            match_payment(waiting.pk, self.latest().number, actor=None, now=self.now)

    def take_back(self, _):
        if payment := Payment.objects.order_by("-pk").first():
            take_back_payment(payment.pk, actor=None, now=self.now)

    def cancel(self, _):
        if self.latest():
            cancel_debit_note(self.latest().pk, actor=None, now=self.now)

    def days(self, count):
        self.now += timedelta(days=count)
        mark_overdue(actor=None, now=self.now)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_any_history_leaves_balanced_books_and_true_notes(steps):
    with transaction.atomic():
        account = Account()
        for name, argument in steps:
            getattr(account, name)(argument)
            check_constraints_now()
        assert proof().holds
        assert sum(item.balance for item in trial_balance()) == 0
        # what the student owes by the books is what the open notes ask for
        open_notes = DebitNote.objects.filter(state__in=["outstanding", "overdue"])
        owed = sum((item.amount for item in open_notes), Decimal("0.00"))
        assert balance_of(account.study.pk) == owed
        lines = statement(account.study.pk)
        assert (lines[-1].balance if lines else 0) == owed
        # every paid note has one accepted payment of exactly its amount, and a receipt
        for paid in DebitNote.objects.filter(state="paid"):
            payment = Payment.objects.get(debit_note=paid, state="accepted")
            assert payment.amount == paid.amount
            assert Receipt.objects.filter(payment=payment).count() == 1
        # numbers have no gap
        numbers = sorted(int(item) for item in DebitNote.objects.values_list("number", flat=True))
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        transaction.set_rollback(True)
