from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bills import Bill, BillingSummary
from registrar.areas.finance.models import BillingQuestion, Charge, DebitNote, Transaction
from registrar.areas.finance.queries.payment_schedule import schedule_of
from registrar.kernel import AcademicYear, Money
from registrar.rulebook.fees import load_fees

from .books import balances, bank_line, check_constraints_now

pytestmark = pytest.mark.django_db
BEFORE = world.at("2024-08-20 10:00")
AFTER = world.at("2024-10-01 10:00")


def bill(study, **fields):
    """A local full-time bachelor's student of 2024/25 in the normal duration, with four subjects."""
    given = {
        "study_id": study.pk,
        "cohort": study.cohort,
        "mode": study.mode,
        "residency": study.residency,
        "level": "bachelor",
        "funding": "ugc",
        "programme": study.programme_id,
        "stream": "",
        "credits": 12,
        "subjects": tuple((f"COMP10{n}1", 3, 1) for n in range(1, 5)),
        "beyond_normal_duration": False,
    }
    return Bill(**(given | fields))


def run(*bills, now=BEFORE, **options):
    return raise_debit_notes(list(bills), term=world.term(), actor=None, now=now, **options)


def lines(**wanted):
    rows = Charge.objects.filter(reversed_at=None, **wanted).order_by("id")
    return [(c.kind, c.basis, str(c.quantity), str(c.amount), c.clause) for c in rows]


def test_a_new_local_student_is_charged_the_instalment_and_the_deposit_on_one_note():
    # given a student in the first term
    study = world.study()
    # when
    summary = run(bill(study, first_registration=True))
    # then the note carries both lines, each with its clause, and is due on the term's fee deadline
    check_constraints_now()
    note = DebitNote.objects.get()
    assert (note.number, note.amount, note.deadline) == ("24000001", Decimal("21450.00"), date(2024, 9, 27))
    assert lines() == [
        ("tuition", "flat", "1.00", "21050.00", "polyu-2024-25:8H-03"),
        ("caution_money", "once", "1.00", "400.00", "polyu-2024-25:8I-03"),
    ]
    assert balances() == {
        "income:tuition:ugc": Decimal("-21050.00"),
        "liability:caution_money": Decimal("-400.00"),
        "receivable:24000001D": Decimal("21450.00"),
    }
    assert summary == BillingSummary(bills=1, notes=1, amount=Decimal("21450.00"), lines=2)


def test_running_twice_changes_nothing():
    bills = [bill(world.study(f"2400000{n}D"), first_registration=True) for n in range(1, 4)]
    run(*bills)
    before = balances(), Charge.objects.count(), Transaction.objects.count(), DebitNote.objects.count()
    summary = run(*bills)
    assert summary == BillingSummary(bills=3, already_billed=3)
    assert (balances(), Charge.objects.count(), Transaction.objects.count(), DebitNote.objects.count()) == before


def test_cohort_and_residency_decide_the_flat_fee():
    old = world.study("21000001D", cohort="2021/22", residency="nonlocal")
    new = world.study("24000002D", residency="nonlocal")
    run(bill(old), bill(new))
    assert [c.amount for c in Charge.objects.order_by("study__student_number")] == [
        Decimal("72500.00"),
        Decimal("80000.00"),
    ]


def test_credits_are_charged_three_first_and_the_rest_after_add_drop():
    # given a part-time student who registers nine credits
    study = world.study(mode="part_time")
    wanted = bill(study, credits=9, subjects=tuple((f"COMP10{n}1", 3, 1) for n in range(1, 4)))
    # when billed before and after add/drop
    run(wanted)
    run(wanted)
    run(wanted, now=AFTER)
    run(wanted, now=AFTER)
    # then: three credits, then six, and not again
    check_constraints_now()
    assert lines() == [
        ("tuition_initial", "credit", "3.00", "4215.00", "polyu-2024-25:8A-13"),
        ("tuition_further", "credit", "6.00", "8430.00", "polyu-2024-25:8A-16"),
    ]
    assert [str(note.deadline) for note in DebitNote.objects.order_by("number")] == ["2024-09-27", "2024-10-15"]


def test_fewer_credits_than_paid_for_are_to_be_refunded_not_charged():
    study = world.study(mode="part_time")
    run(bill(study, credits=3))
    summary = run(bill(study, credits=2, subjects=()), now=AFTER)
    assert summary.to_refund == 1
    assert summary.refund_amount == Decimal("1405.00")
    assert len(lines()) == 1


def test_a_self_financed_programme_is_charged_from_its_table_by_subject():
    # given a student of the MSc in Nursing, 2024/25 cohort, non-local: HK$5,350 a credit
    study = world.study(
        programme=world.programme("53070", funding="self_financed", level="taught_postgraduate"),
        residency="nonlocal",
        mode="part_time",
    )
    for code in ("SN5001", "SN5002"):
        world.subject(code)
    wanted = bill(
        study,
        funding="self_financed",
        level="taught_postgraduate",
        credits=6,
        subjects=(("SN5001", 3, 5), ("SN5002", 3, 5)),
    )
    # when
    run(wanted)
    run(wanted, now=AFTER)
    # then
    assert [line[:4] for line in lines()] == [
        ("tuition_initial", "credit", "3.00", "16050.00"),
        ("tuition_further", "credit", "3.00", "16050.00"),
    ]
    assert balances()["income:tuition:self_financed"] == Decimal("-32100.00")


def test_what_no_table_prices_becomes_one_open_question_and_no_charge():
    study = world.study(programme=world.programme("99999", funding="self_financed"))
    wanted = bill(study, funding="self_financed", programme="99999")
    # when run twice
    first, second = run(wanted), run(wanted)
    # then the Finance Office is asked once and nothing is guessed
    assert (first.undetermined, second.undetermined) == (1, 1)
    question = BillingQuestion.objects.get()
    assert question.decision.outcome == "UNDETERMINED"
    assert not Charge.objects.exists()
    # and once the programme can be priced the question is settled
    run(bill(study))
    assert BillingQuestion.objects.get().settled_at == BEFORE
    assert Charge.objects.get().amount == Decimal("21050.00")


def test_after_a_cancellation_the_same_is_charged_anew():
    study = world.study()
    run(bill(study))
    cancel_debit_note(DebitNote.objects.get().pk, actor=None, now=BEFORE)
    run(bill(study))
    check_constraints_now()
    assert sorted(DebitNote.objects.values_list("number", "state")) == [
        ("24000001", "cancelled"),
        ("24000002", "outstanding"),
    ]
    assert balances()["receivable:24000001D"] == Decimal("21050.00")


def test_the_number_of_statements_does_not_grow_with_the_students():
    few = [bill(world.study(f"2400001{n}D"), first_registration=True) for n in range(2)]
    many = [bill(world.study(f"2400002{n}D"), first_registration=True) for n in range(8)]
    counts = []
    for bills in (few, many):
        with CaptureQueriesContext(connection) as seen:
            run(*bills)
        counts.append(len(seen))
    assert counts[1] <= counts[0]


def revised(year: str):
    """Return the fee tables with another annual fee for local bachelor's students of 2024/25."""
    tables = load_fees("polyu")
    schedule = copy(tables.ugc[AcademicYear(2024)])
    schedule.tuition = tuple(
        replace(rate, year=Money.parse(year)) if rate.fits("local", "bachelor", AcademicYear(2024)) else rate
        for rate in schedule.tuition
    )
    return replace(tables, ugc={**tables.ugc, schedule.year: schedule})


def test_a_paid_note_is_not_reopened_when_fees_are_revised(monkeypatch):
    # HB24-8G-03/2: given a paid note of Semester One
    study = world.study()
    run(bill(study))
    note = DebitNote.objects.get()
    record_payment(bank_line(note), actor=None, now=BEFORE)
    # when the annual fee is revised and the next term is billed
    tables = revised("44000.00")
    monkeypatch.setattr("registrar.rulebook.parameters.load_fees", lambda _university: tables)
    newer = world.term("2024/25-S2", "2025-01-13")
    raise_debit_notes([bill(study)], term=newer, actor=None, now=world.at("2024-12-20 10:00"))
    # then the paid note stands as it was, and the new one has the new amount
    paid, new = DebitNote.objects.order_by("number")
    assert (paid.pk, paid.state, paid.amount) == (note.pk, "paid", Decimal("21050.00"))
    assert (new.state, new.amount) == ("outstanding", Decimal("22000.00"))


def test_further_credits_are_due_no_sooner_than_the_schedule_has_published():
    # given a part-time student with nine credits, billed for the first three
    study = world.study()
    part_time = bill(study, mode="part_time", credits=9, subjects=tuple((f"COMP10{n}1", 3, 1) for n in range(1, 4)))
    run(part_time)
    # when the rest is billed on the day after add/drop, before the term's fee deadline
    run(part_time, now=world.at("2024-09-16 10:00"))
    # then the first note is due on the fee deadline, the second not before the published day
    published = next(
        item["due_from"] for item in schedule_of(world.term()).result["notes"] if item["kind"] == "further_credits"
    )
    assert published == date(2024, 10, 14)
    assert [one.deadline for one in DebitNote.objects.order_by("number")] == [date(2024, 9, 27), published]
