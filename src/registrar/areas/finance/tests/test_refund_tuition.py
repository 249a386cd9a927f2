from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.finance.actions.cancel_programme_refunds import cancel_programme_refunds
from registrar.areas.finance.actions.offset_transfer import offset_transfer
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import BillingQuestion, Charge, DebitNote, Payment, Refund, Transaction

from .books import NOW, balances, bank_line, check_constraints_now, line, note
from .refunding import confirm, paid, proposer, with_account
from .test_raise_debit_notes import AFTER, BEFORE, bill

pytestmark = pytest.mark.django_db


def defer(study, day, **more):
    given = {
        "applied_on": day,
        "event": "deferment",
        "approval": "AR7 1234, 2024-08-19",
        "actor": proposer(),
        "now": NOW,
    } | more
    return refund_term_tuition(study.pk, world.term(), **given)


def test_a_new_student_who_defers_before_the_semester_gets_the_rest_back_once():
    # HB24-4H-07/1
    study = world.study()
    paid(study)
    first, second = defer(study, date(2024, 9, 1)), defer(study, date(2024, 9, 1))
    assert balances()["income:tuition:ugc"] == Decimal("-21050.00")
    confirm(first.refund)
    check_constraints_now()
    assert first.refund.amount == Decimal("16050.00")
    assert first.refund.clause == "polyu-2024-25:4H-07"
    # asked again, what is left is the part that stays
    assert second.refund is None
    assert not second.decision.allowed
    assert balances()["income:tuition:ugc"] == Decimal("-5000.00")


def test_from_the_first_day_on_nothing_comes_back():
    # HB24-4H-07/3
    study = world.study()
    paid(study)
    before = balances()
    answer = defer(study, date(2024, 9, 2))
    assert answer.refund is None
    assert answer.decision.refusals[0].message.key == "finance.refund_before_semester.begun"
    assert balances() == before
    assert not Refund.objects.exists()


def test_a_transfer_bills_a_shortfall_or_refunds_an_excess_once():
    # HB24-4J-08
    for number, due, refund, billed in (
        ("24000001D", "25000.00", None, Decimal(3950)),
        ("24000002D", "15787.50", Decimal("5262.50"), None),
        ("24000003D", "21050.00", None, None),
    ):
        study = world.study(number)
        paid(study)
        for _ in range(2):
            done = offset_transfer(study.pk, world.term(), Decimal(due), actor=None, now=NOW)
        check_constraints_now()
        refunds = Refund.objects.filter(study=study).values_list("amount", flat=True)
        assert list(refunds) == ([refund] if refund else [])
        charges = Charge.objects.filter(study=study, kind="tuition_transfer").values_list("amount", flat=True)
        assert list(charges) == ([billed] if billed else [])
        assert done.granted.refund is None


def run(*bills, now=AFTER):
    return raise_debit_notes(bills, term=world.term(), actor=None, now=now)


def test_fewer_credits_than_paid_for_are_refunded_once_by_the_billing_run():
    # HB24-8A-17/1, HB24-8B-02
    study = world.study(mode="part_time")
    with_account(study)
    run(bill(study, credits=3), now=BEFORE)
    record_payment(bank_line(DebitNote.objects.get(), credited_at=BEFORE), actor=None, now=BEFORE)
    for _ in range(3):
        summary = run(bill(study, credits=2, subjects=()))
    check_constraints_now()
    refund = Refund.objects.get()
    assert (refund.amount, refund.state, refund.clause) == (Decimal(1405), "due", "polyu-2024-25:8A-17")
    assert (summary.to_refund, summary.already_billed) == (0, 1)
    # and credits added later are charged again
    run(bill(study, credits=3))
    assert Charge.objects.order_by("pk").last().amount == Decimal(1405)


def test_a_run_after_a_transfer_gives_nothing_back_a_second_time():
    # given a student whose tuition went down with a transfer, and who was refunded the excess
    study = world.study(mode="part_time")
    run(bill(study, credits=3), now=BEFORE)
    record_payment(bank_line(DebitNote.objects.get(), credited_at=BEFORE), actor=None, now=BEFORE)
    offset_transfer(study.pk, world.term(), Decimal("2810.00"), actor=None, now=NOW)
    # when the term is billed at what the new programme asks, and then for fewer credits still
    run(bill(study, credits=2, subjects=()))
    assert list(Refund.objects.values_list("amount", flat=True)) == [Decimal(1405)]
    run(bill(study, credits=1, subjects=()))
    check_constraints_now()
    # then only the difference goes back
    assert list(Refund.objects.order_by("pk").values_list("amount", flat=True)) == [Decimal(1405), Decimal(1405)]


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_run_gives_nothing_back_of_what_a_leaver_was_or_may_be_refunded(confirmed):
    # given a leaver whose HK$4,215 less the part that stays were refunded, or wait for a second person
    study = world.study(mode="part_time", entry_term=world.term("2023/24-S1", "2023-09-04"))
    run(bill(study, credits=3), now=BEFORE)
    record_payment(bank_line(DebitNote.objects.get(), credited_at=BEFORE), actor=None, now=BEFORE)
    refund = defer(study, date(2024, 9, 1)).refund
    if confirmed:
        confirm(refund)
    # when the term is billed without any credits
    run(bill(study, credits=0, subjects=()))
    check_constraints_now()
    # then there is one refund, and what waits is a question until it is confirmed or cancelled
    assert list(Refund.objects.values_list("amount", flat=True)) == [Decimal(4215)]
    assert BillingQuestion.objects.filter(settled_at=None).count() == (0 if confirmed else 1)


@pytest.mark.parametrize(("credits", "owed"), [(0, "2810.00"), (1, "4215.00")])
def test_a_refund_of_a_payment_that_the_bank_took_back_is_asked_for_once(credits, owed):
    # given HK$2,810 refunded out of HK$4,215 that the bank then took back, and a note that was cancelled
    study = world.study(mode="part_time")
    run(bill(study, credits=3), now=BEFORE)
    record_payment(bank_line(DebitNote.objects.get(), credited_at=BEFORE), actor=None, now=BEFORE)
    run(bill(study, credits=1, subjects=()))
    take_back_payment(Payment.objects.get().pk, actor=None, now=AFTER)
    cancel_programme_refunds("61435", from_term="2024/25-S1", actor=None, now=AFTER)
    # when the term is billed twice
    for _ in range(2):
        run(bill(study, credits=credits, subjects=()))
    check_constraints_now()
    # then the student owes the credits and what was given back, once
    charged = Charge.objects.filter(reversed_at=None, kind__startswith="tuition").values_list("amount", flat=True)
    assert list(charged) == [Decimal(owed)]


def test_everything_refunded_is_charged_anew_when_subjects_come_back():
    study = world.study(mode="part_time")
    run(bill(study, credits=3), now=BEFORE)
    record_payment(bank_line(DebitNote.objects.get(), credited_at=BEFORE), actor=None, now=BEFORE)
    run(bill(study, credits=0, subjects=()))
    assert Refund.objects.get().amount == Decimal(4215)
    run(bill(study, credits=3))
    check_constraints_now()
    assert Charge.objects.filter(kind="tuition_further").get().amount == Decimal(4215)


def test_what_was_charged_too_much_and_not_paid_is_a_question_and_no_refund():
    study = world.study(mode="part_time")
    run(bill(study, credits=3), now=BEFORE)
    run(bill(study, credits=2, subjects=()))
    run(bill(study, credits=2, subjects=()))
    assert not Refund.objects.exists()
    question = BillingQuestion.objects.get()
    assert question.decision.refusing == ["polyu-2024-25:8A-17"]
    # and once it is paid, the next run refunds it and settles the question
    note_ = DebitNote.objects.get()
    record_payment(bank_line(note_, credited_at=BEFORE), actor=None, now=BEFORE)
    run(bill(study, credits=2, subjects=()))
    assert Refund.objects.get().amount == Decimal(1405)
    assert BillingQuestion.objects.get().settled_at == AFTER


def test_refunds_of_a_run_take_the_same_statements_for_one_and_for_many():
    counts = []
    for first, last in ((10, 11), (12, 32)):
        studies = [world.study(f"240001{n}D", mode="part_time") for n in range(first, last)]
        run(*(bill(study, credits=3) for study in studies), now=BEFORE)
        for one in DebitNote.objects.filter(state="outstanding"):
            record_payment(bank_line(one, credited_at=BEFORE), actor=None, now=BEFORE)
        with CaptureQueriesContext(connection) as seen:
            done = run(*(bill(study, credits=2, subjects=()) for study in studies))
        assert done.to_refund == len(studies)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_cancelled_programme_refunds_everybody_once():
    # HB24-8G-02/1: given two students, one of whom owes something, and one of another programme
    first, second = world.study(), world.study("24000002D")
    other = world.study("24000003D", programme=world.programme("99999"))
    for study in (first, second, other):
        paid(study, "18900.00")
        paid(study, "400.00", "caution_money")
    note(second, line("120.00", "library"))
    # when, twice
    given = {"from_term": "2024/25-S1", "actor": None, "now": NOW}
    done = cancel_programme_refunds("61435", **given)
    again = cancel_programme_refunds("61435", **given)
    # then
    check_constraints_now()
    assert (done.students, done.refunds, done.refund_amount) == (2, 3, Decimal("38200.00"))
    assert again.refunds == 0
    assert balances()["liability:caution_money"] == Decimal(-800)
    assert not Refund.objects.filter(study=other).exists()
    assert Transaction.objects.filter(kind="refund").count() == 3


def test_a_cancelled_programme_takes_the_same_statements_for_one_student_and_for_many():
    counts = []
    for code, first, last in (("71001", 100, 102), ("71002", 200, 220)):
        programme = world.programme(code)
        for number in range(first, last):
            study = world.study(f"24000{number}D", programme=programme)
            paid(study, "18900.00")
            paid(study, "400.00", "caution_money")
            note(study, line("21050.00", "tuition_further"))
        with CaptureQueriesContext(connection) as seen:
            done = cancel_programme_refunds(code, from_term="2024/25-S1", actor=None, now=NOW)
        assert done.refunds == 2 * (last - first)
        counts.append(len(seen))
    check_constraints_now()
    assert counts[0] == counts[1]


def test_what_is_unpaid_for_a_cancelled_programme_is_asked_for_no_longer():
    # given a student who paid the caution money and not the tuition
    study = world.study()
    paid(study, "400.00", "caution_money")
    owed = note(study, line("18900.00", "tuition"))
    # when
    done = cancel_programme_refunds("61435", from_term="2024/25-S1", actor=None, now=NOW)
    # then the note is cancelled, and being no debt it does not keep the deposit
    check_constraints_now()
    owed.refresh_from_db()
    assert owed.state == "cancelled"
    assert (done.refunds, done.refund_amount) == (1, Decimal("400.00"))
    assert balances() == {"bank": Decimal(400), "receivable:24000001D": Decimal(-400)}


def test_a_payment_taken_back_after_its_refund_leaves_nothing_more_to_refund():
    study = world.study()
    paid(study)
    confirm(defer(study, date(2024, 9, 1)).refund)
    take_back_payment(Payment.objects.get().pk, actor=None, now=NOW)
    answer = offset_transfer(study.pk, world.term(), Decimal("100.00"), actor=None, now=NOW)
    assert answer.granted.refund is None
    assert Refund.objects.count() == 1
