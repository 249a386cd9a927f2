from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests import world

from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.confirm_refund import confirm_refund
from registrar.areas.finance.actions.offset_transfer import offset_transfer
from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds
from registrar.areas.finance.actions.settle_deposit import settle_deposit
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DepositSettlement, Payment, Refund, Transaction
from registrar.areas.platform.models import Notice
from registrar.areas.studies.actions.change_status import change_status

from .books import NOW, balances, check_constraints_now
from .refunding import officers, paid, with_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    """A student who paid tuition and caution money, with a bank account on file."""
    study = world.study()
    paid(study)
    paid(study, "400.00", "caution_money")
    with_account(study)
    return study


@pytest.fixture
def people():
    """Two people of the Finance Office."""
    return officers()


def proposed(study, actor, **more):
    given = {"applied_on": date(2024, 9, 1), "event": "withdrawal", "approval": "AR6 7 2024-08-19"} | more
    return refund_term_tuition(study.pk, world.term(), **given, actor=actor, now=NOW).refund


def refund():
    return Refund.objects.get()


def test_one_word_credits_nothing_and_two_do(study, people):
    one, other = people
    before = balances()
    made = proposed(study, one)
    # given a proposal, nothing moves: no posting, no batch, no notice, no job frees it
    assert (made.state, made.two_persons, made.transaction) == ("proposed", True, None)
    assert balances() == before
    review_refunds(held_refunds(), actor=None, now=NOW)
    assert prepare_batch(actor=other, now=NOW).refused.key == "finance.refund_batch.empty"
    assert not Notice.objects.filter(kind__startswith="finance.refund").exists()
    # when the same person tries
    assert confirm_refund(made.pk, actor=one, now=NOW).key == "finance.refund.own_word"
    assert (refund().state, balances()) == ("proposed", before)
    # then the other one credits it, once
    assert confirm_refund(made.pk, actor=other, now=NOW) is None
    assert confirm_refund(made.pk, actor=other, now=NOW).key == "finance.refund.not_proposed"
    check_constraints_now()
    assert (refund().state, refund().confirmed_by, refund().granted_by) == ("due", other, one)
    assert balances()["receivable:24000001D"] == Decimal("-16050.00")
    assert Transaction.objects.filter(kind="refund").count() == 1
    assert Notice.objects.filter(kind="finance.refund_granted").count() == 1


def test_a_departure_on_record_needs_no_second_person(study, people):
    change_status([study.pk], "withdrawn", term="2024/25-S1", reason="ar6", actor=None, now=NOW)
    made = proposed(study, people[0], approval="")
    assert (made.state, made.two_persons) == ("due", False)
    deposit = settle_deposit(study.pk, "withdrawal_confirmed", event_on=NOW.date(), actor=people[0], now=NOW).refund
    assert (deposit.state, deposit.two_persons) == ("due", False)


def test_an_amount_that_one_officer_typed_is_confirmed_by_another(study, people):
    one, other = people
    made = offset_transfer(study.pk, world.term(), Decimal("1.00"), actor=one, now=NOW).granted.refund
    assert made.state == "proposed"
    assert confirm_refund(made.pk, actor=other, now=NOW) is None
    check_constraints_now()
    assert balances()["receivable:24000001D"] == Decimal("-21049.00")


def test_caution_money_for_an_end_on_no_record_is_confirmed_by_another(study, people):
    one, other = people
    ended = {"event_on": NOW.date(), "actor": one, "now": NOW}
    made = settle_deposit(study.pk, "withdrawal_confirmed", **ended).refund
    assert settle_deposit(study.pk, "withdrawal_confirmed", **ended).refund == made
    assert made.state == "proposed"
    assert balances()["liability:caution_money"] == Decimal(-400)
    review_refunds(held_refunds(), actor=None, now=NOW)
    assert refund().state == "proposed"
    assert confirm_refund(made.pk, actor=one, now=NOW).key == "finance.refund.own_word"
    assert confirm_refund(made.pk, actor=other, now=NOW) is None
    check_constraints_now()
    assert (refund().state, DepositSettlement.objects.get().outcome) == ("due", "refunded")
    assert "liability:caution_money" not in balances()


def test_a_proposal_falls_with_the_payment_that_it_rests_on(study, people):
    one, other = people
    made = proposed(study, one)
    take_back_payment(Payment.objects.order_by("pk").first().pk, actor=None, now=NOW)
    before = balances()
    assert confirm_refund(made.pk, actor=other, now=NOW).key == "finance.refund.changed_since"
    assert (refund().state, balances()) == ("proposed", before)


def test_a_proposal_is_cancelled_and_made_anew(study, people):
    one, other = people
    assert cancel_refund(proposed(study, one).pk, actor=other, now=NOW) is None
    check_constraints_now()
    again = proposed(study, other)
    assert confirm_refund(again.pk, actor=one, now=NOW) is None
    check_constraints_now()
    assert list(Refund.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "due"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            "state = 'held', held_for = 'debts', confirmed_by_id = granted_by_id, confirmed_at = now()",
            "refund_confirmed_by_somebody_else",
        ),
        ("state = 'held', held_for = 'debts'", "refund_of_two_persons"),
        ("state = 'due', two_persons = false", "Cannot update"),
        ("granted_by_id = NULL", "Cannot update"),
        ("confirmed_at = now()", "refund_confirmed_by_somebody_else"),
    ],
)
def test_the_database_wants_two_persons_too(study, people, change, why):
    proposed(study, people[0])
    with pytest.raises(DatabaseError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE finance_refund SET {change}")  # noqa: S608 (written above)
    assert refund().state == "proposed"


@pytest.mark.parametrize("kind", ["before_semester", "transfer_excess"])
def test_the_database_takes_no_grant_on_one_word(study, people, kind):
    decision = proposed(study, people[0]).decision
    cancel_refund(refund().pk, actor=None, now=NOW)
    with pytest.raises(IntegrityError, match="rests on one person's word"), transaction.atomic():
        Refund.objects.create(
            study=study,
            term=world.term(),
            kind=kind,
            amount=Decimal("1.00"),
            clause="polyu-2024-25:4L-05",
            reference="by hand",
            source="income:tuition:ugc",
            decision=decision,
            state="held",
            held_for="debts",
            granted_at=NOW,
            granted_by=people[0],
        )
