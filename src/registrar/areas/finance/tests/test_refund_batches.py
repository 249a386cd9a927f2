from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests import world

from registrar.areas.finance.actions.cancel_batch import cancel_batch
from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.mark_returned import mark_returned
from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.actions.review_refunds import review_refunds
from registrar.areas.finance.models import Refund, RefundBatch, RefundLine, Transaction
from registrar.areas.finance.queries.books import proof
from registrar.areas.platform.models import Notice

from .books import NOW, balances, check_constraints_now
from .refunding import ACCOUNT, OTHER, granted, officers, paid, with_account

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=4)


@pytest.fixture
def study():
    """A student who paid HK$21,050, with a bank account on file."""
    study = world.study()
    paid(study)
    with_account(study)
    return study


AGAIN = """
    INSERT INTO finance_refundline (batch_id, refund_id, bank_account_id, amount, end_to_end_id, return_reason)
    SELECT batch_id, refund_id, bank_account_id, amount, 'X', '' FROM finance_refundline
"""


@transaction.atomic
def by_hand(statement):
    """Write past the ORM, and let the deferred triggers speak."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
    check_constraints_now()


def refund():
    return Refund.objects.get()


def test_two_people_pay_a_refund_out_and_the_books_show_it(study):
    one, other = officers()
    granted(study)
    assert balances()["receivable:24000001D"] == Decimal("-1405.00")
    # when
    batch = prepare_batch(actor=one, now=NOW).batch
    done = release_batch(batch.pk, actor=other, now=NOW)
    # then
    check_constraints_now()
    assert done.refused is None
    assert refund().state == "paid"
    assert (batch.number, done.batch.lines_count, done.batch.amount) == ("RB000001", 1, Decimal("1405.00"))
    assert done.batch.file_sha256 == sha256(bytes(done.batch.file.content)).hexdigest()
    assert balances() == {"bank": Decimal("19645.00"), "income:tuition:ugc": Decimal("-19645.00")}
    assert list(
        Notice.objects.filter(kind__startswith="finance.refund").order_by("pk").values_list("kind", flat=True)
    ) == [
        "finance.refund_granted",
        "finance.refund_paid",
    ]
    assert proof().holds


def test_whoever_prepared_a_batch_does_not_release_it(study):
    one, _ = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    before = balances()
    assert release_batch(batch.pk, actor=one, now=NOW).refused.key == "finance.refund_batch.own"
    assert refund().state == "in_batch"
    assert balances() == before
    # and the database says so, too
    with pytest.raises(IntegrityError, match="released_by_somebody_else"), transaction.atomic():
        RefundBatch.objects.update(released_by=one)


def test_releasing_twice_pays_once(study):
    one, other = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    release_batch(batch.pk, actor=other, now=NOW)
    assert release_batch(batch.pk, actor=other, now=NOW).refused.key == "finance.refund_batch.over"
    assert Transaction.objects.filter(kind="payout").count() == 1


def test_a_refund_whose_account_changed_is_dropped_and_waits_out_the_cooling_off(study):
    one, other = officers()
    second = world.study("24000002D")
    paid(second)
    with_account(second)
    granted(study)
    granted(second, cause="fewer_credits:2")
    batch = prepare_batch(actor=one, now=NOW).batch
    # given an account changed between preparation and release
    with_account(study, OTHER, NOW + timedelta(hours=1))
    # when
    done = release_batch(batch.pk, actor=other, now=NOW + timedelta(hours=2))
    # then the other one is paid, and the sums follow
    check_constraints_now()
    assert (done.dropped, done.batch.amount, done.batch.lines_count) == (1, Decimal("1405.00"), 1)
    mine = Refund.objects.get(study=study)
    assert (mine.state, mine.held_for, str(mine.payable_from)) == ("held", "cooling_off", "2024-08-23")
    assert b"CHAN" in bytes(done.batch.file.content)
    assert b"987654" not in bytes(done.batch.file.content)
    # and after the days have passed it is paid to the new account
    batch = prepare_batch(actor=one, now=LATER).batch
    release_batch(batch.pk, actor=other, now=LATER)
    mine.refresh_from_db()
    assert mine.state == "paid"


def test_a_batch_of_which_nothing_is_left_is_cancelled(study):
    one, other = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    with_account(study, OTHER)
    done = release_batch(batch.pk, actor=other, now=NOW)
    check_constraints_now()
    assert done.refused.key == "finance.refund_batch.all_dropped"
    assert RefundBatch.objects.get().state == "cancelled"
    assert not Transaction.objects.filter(kind="payout").exists()


def test_a_refund_without_an_account_waits_until_one_is_entered():
    study = world.study()
    paid(study)
    granted(study)
    one, _ = officers()
    assert (refund().state, refund().held_for) == ("held", "no_account")
    assert prepare_batch(actor=one, now=NOW).refused.key == "finance.refund_batch.empty"
    # when one is entered, the first one too has to cool off
    with_account(study, now=NOW)
    assert (refund().state, refund().held_for, str(refund().payable_from)) == ("held", "cooling_off", "2024-08-23")
    assert prepare_batch(actor=one, now=NOW).refused.key == "finance.refund_batch.empty"
    assert "from 23 August 2024 on" in Notice.objects.get(kind="finance.account_entered").body_en
    # then
    assert prepare_batch(actor=one, now=NOW + timedelta(days=3)).batch.lines_count == 1


def test_what_the_bank_returns_is_reversed_and_waits_for_another_account(study):
    one, other = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    release_batch(batch.pk, actor=other, now=NOW)
    # when the bank returns it, twice
    assert mark_returned(refund().pk, "AC04 closed account", actor=one, now=LATER) is None
    assert mark_returned(refund().pk, "again", actor=one, now=LATER).key == "finance.refund.not_paid"
    # then
    check_constraints_now()
    assert (refund().state, refund().held_for) == ("held", "returned")
    assert balances()["receivable:24000001D"] == Decimal("-1405.00")
    assert balances()["bank"] == Decimal("21050.00")
    line = RefundLine.objects.get()
    assert (line.returned_at, line.return_reason) == (LATER, "AC04 closed account")
    # and the same account does not do, another one after the cooling-off does
    review_refunds([refund().pk], actor=None, now=LATER)
    assert refund().held_for == "returned"
    with_account(study, OTHER, LATER)
    assert refund().held_for == "cooling_off"
    batch = prepare_batch(actor=one, now=LATER + timedelta(days=3)).batch
    release_batch(batch.pk, actor=other, now=LATER + timedelta(days=3))
    check_constraints_now()
    assert refund().state == "paid"
    assert RefundLine.objects.count() == 2


def test_a_cancelled_batch_frees_its_refunds(study):
    one, _ = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    assert cancel_batch(batch.pk, actor=one, now=NOW) is None
    assert cancel_batch(batch.pk, actor=one, now=NOW).key == "finance.refund_batch.over"
    check_constraints_now()
    assert refund().state == "due"
    assert prepare_batch(actor=one, now=NOW).batch.number == "RB000002"


def test_a_refund_is_cancelled_only_while_it_waits(study):
    one, _ = officers()
    granted(study)
    batch = prepare_batch(actor=one, now=NOW).batch
    assert cancel_refund(refund().pk, actor=one, now=NOW).key == "finance.refund.not_cancellable"
    cancel_batch(batch.pk, actor=one, now=NOW)
    assert cancel_refund(refund().pk, actor=one, now=NOW) is None
    assert cancel_refund(refund().pk, actor=one, now=NOW) is None
    check_constraints_now()
    assert "receivable:24000001D" not in balances()
    # and the same cause may be refunded anew
    granted(study)
    assert list(Refund.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "due"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE finance_refund SET state = 'paid'", "is not what its batch"),
        ("UPDATE finance_refund SET amount = 9", "Cannot update"),
        ("UPDATE finance_refund SET transaction_id = NULL, state = 'held', held_for = 'debts'", "Cannot update"),
        ("UPDATE finance_refundbatch SET amount = 1", "is not the sum of its lines"),
        ("UPDATE finance_refundbatch SET lines_count = 2", "is not the sum of its lines"),
        ("UPDATE finance_refundbatch SET state = 'released'", "released_with_a_file"),
        ("UPDATE finance_refundline SET amount = 1", "Cannot update"),
        ("UPDATE finance_refundline SET dropped_at = now()", "is not the sum of its lines"),
        ("DELETE FROM finance_refundline", "Cannot delete"),
        ("DELETE FROM finance_refund", "Cannot delete"),
        (
            AGAIN,
            "a_refund_is_paid_once",
        ),
        ("UPDATE finance_studentbankaccount SET number = '666666'", "Cannot update"),
    ],
)
def test_the_database_refuses_what_goes_round_the_actions(study, statement, why):
    one, _ = officers()
    granted(study)
    prepare_batch(actor=one, now=NOW)
    check_constraints_now()
    with pytest.raises(DatabaseError, match=why):
        by_hand(statement)
    assert refund().state == "in_batch"


def test_a_cause_is_refunded_once(study):
    first = granted(study)
    with pytest.raises(AssertionError):
        granted(study)
    assert refund() == first
    with pytest.raises(IntegrityError, match="one_refund_for_one_cause"), transaction.atomic():
        Refund.objects.create(
            study=study,
            kind="appeal_upheld",
            amount=1,
            clause="",
            reference=first.reference,
            source="bank",
            decision=first.decision,
            state="held",
            held_for="debts",
            granted_at=NOW,
        )


def test_the_same_account_again_changes_nothing(study):
    account = study.student.bank_accounts.get()
    assert with_account(study, ACCOUNT, LATER) == account
    assert Notice.objects.filter(kind="finance.account_entered").count() == 1
    with_account(study, OTHER, LATER)
    assert study.student.bank_accounts.filter(ended_at=None).get().masked == "004-•••-•••654"
    told = Notice.objects.filter(kind="finance.account_entered").latest("pk")
    assert "004-•••-•••654" in told.body_en
    assert "987654" not in told.body_en
