"""Whatever happens to an account, in whatever order: the books balance and the notes tell the truth."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.actions.undo_match import undo_match
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.models import DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.finance.queries.held import held_on
from registrar.areas.finance.queries.statement import balance_of, statement

from .bank_samples import Entry, camt, entry
from .books import NOW, balances, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db

STEP = st.one_of(
    st.tuples(st.just("charge"), st.integers(1, 90_000)),
    st.tuples(st.just("pay"), st.integers(-1, 1)),
    st.tuples(st.just("pay_again"), st.just(0)),
    st.tuples(st.just("lost"), st.integers(-1, 1)),
    st.tuples(st.just("match"), st.just(0)),
    st.tuples(st.just("match_any"), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("take_back"), st.just(0)),
    st.tuples(st.just("cancel"), st.just(0)),
    st.tuples(st.just("wire"), st.integers(-300, 300)),
    st.tuples(st.just("make_up"), st.integers(-1, 1)),
    st.tuples(st.just("file"), st.integers(-1, 1)),
    st.tuples(st.just("same_file"), st.just(0)),
    st.tuples(st.just("reversal"), st.integers(0, 30)),
    st.tuples(st.just("send_back"), st.just(0)),
    st.tuples(st.just("days"), st.integers(1, 9)),
)


class Account:
    """One student's account with what may be done to it."""

    def __init__(self):
        self.study, self.now, self.count, self.files = world.study(), NOW, 0, []
        self.second = world.user("fin002", "finance")

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

    def match_any(self, place):
        waiting = list(UnmatchedPayment.objects.filter(matched_to=None))
        owed = list(DebitNote.objects.order_by("pk"))
        if waiting and owed:
            number = owed[place % len(owed)].number
            match_payment(waiting[place % len(waiting)].pk, number, actor=None, now=self.now)

    def undo(self, place):
        if payments := list(Payment.objects.order_by("-pk")):
            undo_match(payments[place % len(payments)].pk, "wrong note", actor=None, now=self.now)

    def take_back(self, _):
        if payment := Payment.objects.order_by("-pk").first():
            take_back_payment(payment.pk, actor=None, now=self.now)

    def cancel(self, _):
        if self.latest():
            cancel_debit_note(self.latest().pk, actor=None, now=self.now)

    def wire(self, off):
        owed = self.latest()
        if owed and owed.amount + off > 0:
            self.count += 1
            fields = {"reference": f"B{self.count}", "credited_at": self.now, "channel": "telegraphic_transfer"}
            record_payment(bank_line(owed, str(owed.amount + off), booked=True, **fields), actor=None, now=self.now)

    def make_up(self, off):
        owed = self.latest()
        missing = owed.amount - held_on([owed.pk]).get(owed.pk, 0) + off if owed else 0
        if missing > 0:
            self.count += 1
            fields = {"reference": f"B{self.count}", "credited_at": self.now}
            record_payment(bank_line(owed, str(missing), **fields), actor=None, now=self.now)

    def file(self, off):
        owed = self.latest()
        if owed and owed.amount + off > 0:
            self.count += 1
            day = str(self.now.date())
            exact = entry(owed, f"B{self.count}", amount=str(owed.amount + off), day=day)
            again, lost = (
                entry(owed, f"B{self.count - 1}", day=day),
                Entry(f"L{self.count}", "5.00", "24999999", day=day),
            )
            self.files.append(camt(exact, again, exact, lost))
            self.same_file(0)

    def same_file(self, _):
        if self.files:
            file, _new = upload_bank_file(self.files[-1], "bank.xml", actor=None, now=self.now)
            apply_bank_file(file.pk, actor=None, now=self.now)

    def reversal(self, number):
        content = camt(Entry(f"B{number}", "1.00", side="DBIT", reversal=True, day=str(self.now.date())))
        file, _new = upload_bank_file(content, "back.xml", actor=None, now=self.now)
        apply_bank_file(file.pk, actor=None, now=self.now)

    def send_back(self, _):
        if waiting := UnmatchedPayment.objects.filter(matched_to=None, returned_at=None).first():
            ask_return(waiting.pk, "sender unknown", actor=None, now=self.now)
            return_payment(waiting.pk, actor=self.second, now=self.now)

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
        # what the student owes by the books is what the open notes ask for, less what is held of transfers
        open_notes = DebitNote.objects.filter(state__in=["outstanding", "overdue"])
        held = Payment.objects.filter(state="held").exclude(debit_note__state="paid")
        owed = sum((item.amount for item in open_notes), Decimal("0.00"))
        owed -= sum((item.amount for item in held), Decimal("0.00"))
        assert balance_of(account.study.pk) == owed
        lines = statement(account.study.pk)
        assert (lines[-1].balance if lines else 0) == owed
        # every paid note has one accepted payment of exactly what transfers had left of its amount, and a receipt
        for paid in DebitNote.objects.filter(state="paid"):
            payment = Payment.objects.get(debit_note=paid, state="accepted")
            assert payment.amount == paid.amount - held_on([paid.pk]).get(paid.pk, 0)
            assert Receipt.objects.filter(payment=payment).count() == 1
        # what waits without a note is what the books owe to strangers
        waiting = UnmatchedPayment.objects.filter(matched_to=None, returned_at=None)
        strangers = balances().get("liability:unmatched", Decimal("0.00"))
        assert strangers == -sum((item.amount for item in waiting), Decimal("0.00"))
        # the bank holds what was accepted, held or waits
        kept = Payment.objects.filter(state__in=["accepted", "held"])
        money = sum((item.amount + item.handling for item in kept), Decimal("0.00")) - strangers
        assert balances().get("bank", Decimal("0.00")) == money
        # the money of each line of the bank stands in one place, whatever was matched and undone
        places = [*kept.values_list("bank_reference", flat=True), *waiting.values_list("bank_reference", flat=True)]
        assert len(places) == len(set(places))
        # numbers have no gap
        numbers = sorted(int(item) for item in DebitNote.objects.values_list("number", flat=True))
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["match_any", "undo"]), st.integers(0, 5)),
            st.tuples(st.sampled_from(["take_back", "send_back"]), st.just(0)),
            st.tuples(st.just("reversal"), st.integers(1, 4)),
        ),
        max_size=12,
    )
)
def test_money_matched_and_undone_again_and_again_stays_whole(steps):
    """Histories of nothing but matching and undoing, over equal notes so that money fits several of them."""
    with transaction.atomic():
        account = Account()
        for _ in range(3):
            account.charge(5000)
        account.pay(0)
        account.lost(0)
        for name, argument in steps:
            getattr(account, name)(argument)
            check_constraints_now()
        assert proof().holds
        waiting = UnmatchedPayment.objects.filter(matched_to=None, returned_at=None).count()
        kept = Payment.objects.filter(state__in=["accepted", "held"]).count()
        assert balances().get("liability:unmatched", Decimal(0)) == -50 * waiting
        assert balances().get("bank", Decimal(0)) == 50 * (waiting + kept)
        assert waiting + kept <= 2
        transaction.set_rollback(True)
