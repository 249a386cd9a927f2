"""Refunds, payouts, changes of account and returns in any order: the books balance and nothing is paid twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.actions.cancel_batch import cancel_batch
from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.enter_bank_account import Particulars
from registrar.areas.finance.actions.mark_returned import mark_returned
from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds
from registrar.areas.finance.actions.settle_deposit import settle_deposit
from registrar.areas.finance.models import DebitNote, Refund, RefundBatch, RefundLine
from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.finance.queries.statement import balance_of

from .books import NOW, balances, check_constraints_now, line, note
from .refunding import granted, officers, paid, with_account

pytestmark = pytest.mark.django_db
ZERO = Decimal("0.00")
STEP = st.one_of(
    st.tuples(st.just("grant"), st.integers(1, 30)),
    st.tuples(st.just("account"), st.integers(100_000, 100_003)),
    st.tuples(st.just("prepare"), st.booleans()),
    st.tuples(st.just("release"), st.booleans()),
    st.tuples(st.just("cancel_batch"), st.just(0)),
    st.tuples(st.just("returned"), st.just(0)),
    st.tuples(st.just("cancel"), st.just(0)),
    st.tuples(st.just("settle"), st.sampled_from(["withdrawal_confirmed", "expelled", "award_confirmed"])),
    st.tuples(st.just("debt"), st.just(0)),
    st.tuples(st.just("days"), st.integers(1, 4)),
)


class Office:
    """One student and two people of the Finance Office, with what may happen."""

    def __init__(self):
        self.study, self.now = world.study(), NOW
        self.people = officers()
        paid(self.study, "21050.00")
        paid(self.study, "400.00", "caution_money")
        self.count = 0

    def grant(self, cents):
        if Refund.objects.filter(reference=f"cause:{cents}").exclude(state="cancelled").exists():
            with pytest.raises(AssertionError):
                granted(self.study, str(Decimal(cents) / 100), f"cause:{cents}", self.now)
        else:
            granted(self.study, str(Decimal(cents) / 100), f"cause:{cents}", self.now)

    def account(self, number):
        with_account(self.study, Particulars("024", "383", str(number), "CHAN TAI MAN"), self.now)

    def prepare(self, second):
        prepare_batch(actor=self.people[second], now=self.now)

    def release(self, second):
        if batch := RefundBatch.objects.order_by("-pk").first():
            done = release_batch(batch.pk, actor=self.people[second], now=self.now)
            if batch.prepared_by == self.people[second] and batch.state == "prepared":
                assert done.refused.key == "finance.refund_batch.own"

    def cancel_batch(self, _):
        if batch := RefundBatch.objects.order_by("-pk").first():
            cancel_batch(batch.pk, actor=None, now=self.now)

    def returned(self, _):
        if refund := Refund.objects.order_by("pk").first():
            mark_returned(refund.pk, "AC04", actor=None, now=self.now)

    def cancel(self, _):
        if refund := Refund.objects.order_by("-pk").first():
            cancel_refund(refund.pk, actor=None, now=self.now)

    def settle(self, event):
        settle_deposit(self.study.pk, event, event_on=self.now.date(), actor=None, now=self.now)

    def debt(self, _):
        self.count += 1
        note(self.study, line("50.00", f"fine_{self.count}"), now=self.now)

    def days(self, count):
        self.now += timedelta(days=count)
        review_refunds(held_refunds(), actor=None, now=self.now)


def total(rows):
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_any_history_of_refunds_leaves_balanced_books(steps):
    with transaction.atomic():
        office = Office()
        for name, argument in steps:
            getattr(office, name)(argument)
            check_constraints_now()
        assert proof().holds
        assert sum(item.balance for item in trial_balance()) == 0
        # the bank has what came in less what is paid out now
        refunds = Refund.objects.all()
        out = total(refunds.filter(state="paid"))
        assert balances()["bank"] == Decimal("21450.00") - out
        # what the student is owed by the books is what was granted, booked and not paid
        waiting = refunds.filter(state__in=["held", "due", "in_batch"], transaction__isnull=False)
        owed = total(DebitNote.objects.filter(state__in=["outstanding", "overdue"]))
        assert balance_of(office.study.pk) == owed - total(waiting)
        # each refund has at most one live payment, of its amount; the batches add up
        live = RefundLine.objects.filter(dropped_at=None, returned_at=None)
        assert live.count() == live.values("refund_id").distinct().count()
        for batch in RefundBatch.objects.exclude(state="cancelled"):
            assert batch.amount == total(batch.lines.filter(dropped_at=None))
            assert batch.state != "released" or batch.released_by_id != batch.prepared_by_id
        transaction.set_rollback(True)
