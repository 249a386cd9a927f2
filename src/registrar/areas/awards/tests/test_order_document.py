"""Orders: who may order what, the fee before anything else, and what comes of an order that nobody pays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.awards.actions.cancel_order import cancel_order
from registrar.areas.awards.actions.lapse_orders import lapse_orders
from registrar.areas.awards.actions.order_document import order_document
from registrar.areas.awards.actions.resume_orders import resume_orders
from registrar.areas.awards.facts import Wanted, results_awaited
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import submitted, submitted_orders
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import DebitNote, Payment, Receipt
from registrar.areas.finance.offices import days_to_pay
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.queries.debts import debts
from registrar.areas.finance.queries.holds import holds_of
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.studies.models import TermStanding
from registrar.kernel import Outcome
from registrar.rulebook import load_rulebook

from .ordering import NOW, POSTED, State, graduate, ordered, overdue_debt, pay, pay_note, stored, student

pytestmark = pytest.mark.django_db


def test_an_order_reaches_the_registry_once_it_is_paid_by_visa():
    # given (HB24-7A-01/1)
    order = ordered(student(), **POSTED)
    assert (order.state, order.copies, order.fee) == (State.AWAITING_PAYMENT, 1, Decimal("70.00"))
    assert not submitted_orders().exists()
    # when
    pay(order)
    # then
    order = stored(order)
    assert (order.state, order.number) == (State.PAID, "AR3-000001")
    assert list(submitted_orders()) == [order]
    assert Receipt.objects.count() == 1


def test_paid_is_seen_before_any_job_has_run():
    # given
    order = ordered(student(), **POSTED)
    # when the fee is paid and nothing else happens
    pay_note_by_card(order)
    # then
    assert stored(order).state == State.AWAITING_PAYMENT
    assert submitted(stored(order))
    assert submitted_orders().count() == 1


def pay_note_by_card(order):
    note = order.charge.debit_note
    record_payment(BankLine("CARD1", note.number, "unionpay", note.amount, NOW), actor=None, now=NOW)


def test_an_abandoned_order_stays_unsubmitted_is_no_debt_and_lapses():
    # given (HB24-7A-01/2)
    study = student()
    order = ordered(study, **POSTED)
    note = order.charge.debit_note
    # then nothing is owed for it, and nothing is held back
    assert debts([study.pk]) == {}
    assert holds_of(study.pk, NOW.date()) is None
    # when the job runs too early
    assert lapse_orders(now=NOW + timedelta(days=6)) == 0
    assert stored(order).state == State.AWAITING_PAYMENT
    # when its days are over, and once more
    assert [lapse_orders(now=NOW + timedelta(days=7)) for _ in range(2)] == [1, 0]
    # then
    note.refresh_from_db()
    assert (stored(order).state, note.state) == (State.LAPSED, "cancelled")
    assert not submitted_orders().exists()
    assert Notice.objects.filter(kind="award.order_lapsed").count() == 1
    assert proof().holds


def test_an_order_lapses_before_its_note_can_become_overdue():
    days = load_rulebook().university("polyu").parameters["award.unpaid_order_days"].uses[-1].value
    assert days < min(days_to_pay("transcript"), days_to_pay("certification"))


def test_a_payment_under_way_is_waited_for():
    # given
    order = ordered(student(), **POSTED)
    late = NOW + timedelta(days=7)
    open_bank_order(order.charge.debit_note.pk, "visa", actor=None, now=late - timedelta(hours=1))
    # when / then
    assert lapse_orders(now=late) == 0
    assert stored(order).state == State.AWAITING_PAYMENT


@pytest.mark.parametrize("channel", ["fps", "alipay_hk", "atm", "american_express", "cheque"])
def test_a_transcript_is_paid_by_the_three_cards_only(channel):
    # given (HB24-7A-04/1, HB24-7A-04/2)
    order = ordered(student(), **POSTED)
    # when
    answer = pay(order, channel=channel)
    # then
    assert answer.decision.outcome is Outcome.REFUSED
    assert stored(order).state == State.AWAITING_PAYMENT
    assert DebitNote.objects.get().state == "outstanding"


def test_a_payment_a_dollar_short_submits_nothing():
    order = ordered(student(), **POSTED)
    pay(order, amount="69.00")
    assert stored(order).state == State.AWAITING_PAYMENT


def test_a_payment_taken_back_takes_the_order_back():
    # given
    order = ordered(student(), **POSTED)
    pay(order)
    # when
    take_back_payment(Payment.objects.get().pk, actor=None, now=NOW)
    resume_orders(now=NOW)
    # then
    assert stored(order).state == State.AWAITING_PAYMENT
    assert not submitted(stored(order))


def test_a_testimonial_is_free_and_goes_to_the_registry_at_once():
    # given / when (HB24-7B-01/1)
    order = ordered(student(), "AR4", delivery="collection")
    # then
    assert (order.state, order.charge, order.fee) == (State.RECEIVED, None, 0)
    assert not DebitNote.objects.exists()


def test_delivery_is_registered_mail_without_a_choice():
    # HB24-8I-15/1
    assert ordered(student()).delivery == "registered_mail"


def test_a_certification_for_a_lost_parchment_costs_250():
    # given / when (HB24-7D-02/1, HB24-7D-03/1)
    order = ordered(graduate(), "AR106", parchment="lost", **POSTED)
    # then
    assert (order.state, order.fee) == (State.AWAITING_PAYMENT, Decimal("250.00"))
    pay(order, channel="unionpay")
    assert stored(order).state == State.PAID


@pytest.mark.parametrize(
    ("form", "fields", "clause"),
    [
        ("AR106", {"parchment": "waiting"}, "polyu-2024-25:7D-02"),
        ("AR5", {"copies": 2}, "polyu-2024-25:7E-02"),
    ],
)
def test_a_refused_order_is_not_taken(form, fields, clause):
    # given (HB24-7D-02/2)
    study = graduate()
    # when
    done = order_document(study.pk, Wanted(form, **fields), actor=study.student, now=NOW)
    # then the decision is on record, and nothing else
    assert (done.order, done.decision.outcome) == (None, Outcome.REFUSED)
    assert [str(finding.clause) for finding in done.decision.refusals] == [clause]
    assert StoredDecision.objects.get().outcome == "REFUSED"
    assert not DocumentOrder.objects.exists()
    assert not DebitNote.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        (lambda: graduate(at="2020-10-15 09:00"), Outcome.REFUSED),
        (student, Outcome.REFUSED),
        (lambda: graduate(at="2021-03-15 09:00"), Outcome.ALLOWED),
        (lambda: student(status="graduated"), Outcome.UNDETERMINED),
    ],
)
def test_the_electronic_transcript_is_for_graduates_of_2021_and_later(who, outcome):
    # given (HB24-7A-07/1, HB24-7A-07/2)
    study = who()
    # when
    done = order_document(study.pk, Wanted("AR3", electronic=True), actor=study.student, now=NOW)
    # then
    assert done.decision.outcome is outcome
    assert DocumentOrder.objects.count() == (outcome is Outcome.ALLOWED)


def test_results_are_awaited_until_the_standing_of_the_semester_is_out():
    # given (HB24-7A-06/1, HB24-7B-03/1)
    study, term = student(), world.term()
    assert results_awaited(study, date(2025, 1, 16))
    # when the standing is out on a day (HB24-7A-06/2)
    TermStanding.objects.create(
        study=study, term=term, gpa="3.00", semester_gpa="3.00", standing="progressing", released_on=date(2025, 1, 17)
    )
    # then
    assert results_awaited(study, date(2025, 1, 16))
    assert not results_awaited(study, date(2025, 1, 17))


def test_what_is_withheld_is_taken_before_any_fee_and_resumes_by_itself():
    # given an overdue fine (HB24-7C-09/2)
    study = student()
    note = overdue_debt(study)
    # when
    order = ordered(study, **POSTED)
    # then it waits and nothing is charged for it
    assert (order.state, order.charge) == (State.WITHHELD, None)
    assert DebitNote.objects.count() == 1
    assert Notice.objects.filter(kind="award.order_withheld").count() == 1
    # when the job runs while it is still owed, and after it is paid
    assert resume_orders(now=NOW) == 0
    pay_note(note)
    assert [resume_orders(now=NOW) for _ in range(2)] == [1, 0]
    # then it is the same order that goes on
    assert stored(order).state == State.AWAITING_PAYMENT
    assert DocumentOrder.objects.count() == 1


def test_a_fee_that_is_not_due_yet_withholds_nothing():
    # given a fine of yesterday
    study = student()
    raise_charges([Cause("identity_card", study.pk, "ar2:1")], actor=None, now=NOW - timedelta(days=1))
    # when / then
    assert ordered(study, "AR4", delivery="collection").state == State.RECEIVED


def test_cancelling_an_unpaid_order_leaves_nothing_to_pay():
    # given
    order = ordered(student(), **POSTED)
    # when done twice
    assert [cancel_order(order.pk, actor=None, now=NOW) for _ in range(2)] == [True, True]
    # then
    assert (stored(order).state, DebitNote.objects.get().state) == (State.CANCELLED, "cancelled")
    assert not submitted_orders().exists()
    assert proof().holds


def test_cancelling_a_paid_order_gives_nothing_back_and_keeps_the_receipt():
    # given two copies paid (HB24-7A-05/1)
    order = ordered(student(), copies=2, **POSTED)
    pay(order)
    # when
    cancel_order(order.pk, actor=None, now=NOW)
    # then
    assert stored(order).state == State.CANCELLED
    assert DebitNote.objects.get().state == "paid"
    assert Receipt.objects.count() == 1


def test_newer_results_need_a_fresh_order_at_its_own_fee():
    # given one copy paid before the results (HB24-7A-05/2)
    study = student()
    pay(ordered(study, **POSTED))
    # when
    second = ordered(study, now=NOW + timedelta(days=120), **POSTED)
    # then
    assert (second.state, second.fee, second.number) == (State.AWAITING_PAYMENT, Decimal("70.00"), "AR3-000002")


def test_the_note_of_an_order_asks_for_payment_by_the_day_on_which_the_order_lapses():
    # given
    order = ordered(student(), **POSTED)
    # then no page promises a day on which the order is gone
    assert order.charge.debit_note.deadline == (NOW + timedelta(days=7)).date()
