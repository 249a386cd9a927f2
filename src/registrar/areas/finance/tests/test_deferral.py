"""Deferral of tuition: asking, answering, and what the database holds it to."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.finance.actions.answer_deferral import OwnDeferral, answer_deferral
from registrar.areas.finance.actions.ask_deferral import ask_deferral
from registrar.areas.finance.actions.enter_special_deferral import enter_special_deferral
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_deferral import take_back_deferral
from registrar.areas.finance.deferring import decide_deferral
from registrar.areas.finance.models import Charge, DebitNote, Deferral
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.kernel import Money, Outcome

from .books import NOW, balances, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db

LATER = date(2024, 10, 31)
WHY = "My grant is paid in October."


@pytest.fixture
def officer():
    return world.user("officer", "student_affairs")


def continuing(number="24000001D", **fields):
    """A student who was admitted a year before."""
    entry = world.term("2023/24-S1", "2023-09-04")
    return world.study(number, cohort="2023/24", entry_term=entry, **fields)


def tuition(study, amount="21050.00", *more):
    return note(study, line(amount, "tuition"), *more)


def ask(owed, when=NOW, ground="difficulty"):
    return ask_deferral(owed.pk, ground=ground, statement=WHY, actor=owed.study.student, now=when)


def answer(deferral, actor, *, granted=True, to=LATER, when=NOW):
    return answer_deferral(
        deferral.pk, granted=granted, deferred_to=to, reason="Grant letter seen.", actor=actor, now=when
    )


def test_a_granted_deferral_moves_the_deadline_of_a_continuing_student(officer):
    # given
    owed = tuition(continuing())
    before = balances()
    asked = ask(owed)
    assert asked.deferral.state == "asked"
    # when
    done = answer(asked.deferral, officer)
    # then: the same note, its deadline later, nothing booked anew
    check_constraints_now()
    owed.refresh_from_db()
    assert (owed.deadline, owed.state) == (LATER, "outstanding")
    assert (done.deferral.state, done.deferral.deferred, done.deferral.deferred_note) == (
        "granted", Decimal("21050.00"), owed,
    )  # fmt: skip
    assert balances() == before
    assert Notice.objects.filter(kind="finance.deferral_granted", recipient=owed.study.student).count() == 1
    # and the usual consequence waits for the later day (HB24-8E-04)
    assert mark_overdue(actor=None, now=world.at("2024-10-31 23:59")) == []
    (late,) = mark_overdue(actor=None, now=world.at("2024-11-01 00:01"))
    assert "polyu-2024-25:8A-19" in late.decision.refusing


def test_the_initial_fee_and_what_is_no_tuition_stay_due(officer):
    # given a new student, nothing paid: HK$21,050 tuition and HK$400 caution money (HB24-8E-03/2)
    owed = tuition(world.study(), "21050.00", line())
    before = balances()
    # when
    done = answer(ask(owed).deferral, officer)
    # then two notes take the place of the one, with the same sum
    check_constraints_now()
    owed.refresh_from_db()
    assert owed.state == "cancelled"
    live = DebitNote.objects.filter(state="outstanding").order_by("deadline")
    assert [(row.amount, row.deadline) for row in live] == [
        (Decimal("5400.00"), owed.deadline),
        (Decimal("16050.00"), LATER),
    ]
    assert done.deferral.deferred_note == live[1]
    assert balances() == before
    assert sorted(Charge.objects.filter(reversed_at=None).values_list("kind", "amount", "clause")) == [
        ("caution_money", Decimal("400.00"), "polyu-2024-25:8I-03"),
        ("tuition", Decimal("5000.00"), "polyu-2024-25:8E-03"),
        ("tuition", Decimal("16050.00"), "polyu-2024-25:8I-03"),
    ]
    # and the first part is a note like any other
    record_payment(bank_line(live[0]), actor=None, now=NOW)
    assert live[0].__class__.objects.get(pk=live[0].pk).state == "paid"


@pytest.mark.parametrize(
    ("fields", "when", "clause"),
    [
        ({"residency": "nonlocal"}, NOW, "polyu-2024-25:8E-01"),
        ({"mode": "part_time"}, NOW, "polyu-2024-25:8E-01"),
        ({}, world.at("2024-08-29 00:00"), "polyu-2024-25:8E-02"),
    ],
)
def test_who_may_not_ask_or_asks_too_late_gets_a_decision_only(fields, when, clause):
    owed = tuition(continuing(**fields))
    done = ask(owed, when)
    assert (done.decision.outcome, done.deferral) == (Outcome.REFUSED, None)
    assert clause in {str(finding.clause) for finding in done.decision.refusals}
    assert Deferral.objects.count() == 0
    assert StoredDecision.objects.filter(rule="finance.deferral_application").count() == 1


def test_the_last_minute_two_working_days_before_is_in_time():
    assert ask(tuition(continuing()), world.at("2024-08-28 23:59")).deferral is not None


def test_asking_twice_is_asking_once_and_answering_twice_changes_nothing(officer):
    # given
    owed = tuition(continuing())
    first, second = ask(owed), ask(owed)
    assert first.deferral == second.deferral
    # when
    answer(first.deferral, officer)
    again = answer(first.deferral, officer, granted=False)
    # then
    assert again.deferral.state == "granted"
    assert Deferral.objects.count() == 1
    assert Notice.objects.filter(kind__startswith="finance.deferral").count() == 1


def test_declined_or_taken_back_the_deadline_stays(officer):
    for number, end in (("24000001D", "declined"), ("24000002D", "taken_back")):
        owed = tuition(continuing(number))
        asked = ask(owed).deferral
        if end == "declined":
            answer(asked, officer, granted=False, to=None)
        else:
            take_back_deferral(asked.pk, actor=owed.study.student, now=NOW)
            assert answer(asked, officer).deferral.state == "taken_back"
        owed.refresh_from_db()
        asked.refresh_from_db()
        assert (asked.state, owed.deadline) == (end, date(2024, 8, 30))
        # and it may be asked for again
        assert ask(owed).deferral.pk != asked.pk


def test_nothing_is_granted_on_a_paid_note_or_to_an_earlier_day(officer):
    # given
    paid, early = (tuition(continuing(f"2400000{n}D")) for n in (1, 2))
    asked = [ask(owed).deferral for owed in (paid, early)]
    record_payment(bank_line(paid), actor=None, now=NOW)
    # when
    done = [answer(asked[0], officer), answer(asked[1], officer, to=date(2024, 8, 30))]
    # then
    assert [one.decision.outcome for one in done] == [Outcome.REFUSED] * 2
    assert set(Deferral.objects.values_list("state", flat=True)) == {"asked"}
    assert set(DebitNote.objects.values_list("deadline", flat=True)) == {date(2024, 8, 30)}


def test_a_note_with_held_money_is_not_split(officer):
    # given a transfer that brought too little
    owed = tuition(world.study(), "21050.00", line())
    asked = ask(owed).deferral
    short = bank_line(owed, "21000.00", channel="telegraphic_transfer")
    (payment,) = [record_payment(short, actor=None, now=NOW)]
    assert owed.payments.get().state == "held", payment
    # when
    done = answer(asked, officer)
    # then
    assert done.refused.key == "finance.deferral.held"
    owed.refresh_from_db()
    assert owed.state == "outstanding"
    assert Deferral.objects.get().state == "asked"


def test_a_department_may_specially_approve_on_a_self_financed_programme(officer):
    # given (HB24-8E-05)
    msc = world.programme("04001", funding="self_financed", level="taught_postgraduate")
    owed = tuition(continuing(programme=msc))
    assert ask(owed).decision.outcome is Outcome.NEEDS_APPROVAL
    # when: a day before the deadline, which binds only the student's own application
    done = enter_special_deferral(
        owed.pk, deferred_to=LATER, reason="Head of COMP, memo of 29 August", actor=officer,
        now=world.at("2024-08-29 10:00"),
    )  # fmt: skip
    # then
    check_constraints_now()
    owed.refresh_from_db()
    assert (done.deferral.state, owed.deadline) == ("granted", LATER)


def test_on_a_ugc_funded_programme_there_is_no_special_approval(officer):
    owed = tuition(continuing())
    done = enter_special_deferral(owed.pk, deferred_to=LATER, reason="Memo", actor=officer, now=NOW)
    assert done.decision.outcome is Outcome.REFUSED
    owed.refresh_from_db()
    assert (owed.deadline, Deferral.objects.count()) == (date(2024, 8, 30), 0)


def test_an_answer_needs_a_reason_and_another_person(officer):
    owed = tuition(continuing())
    asked = ask(owed).deferral
    with pytest.raises(OwnDeferral):
        answer(asked, owed.study.student)
    with pytest.raises(ValueError, match="reason"):
        answer_deferral(asked.pk, granted=False, deferred_to=None, reason=" ", actor=officer, now=NOW)
    assert Deferral.objects.get().state == "asked"


@transaction.atomic
def untrue(row, change):
    """Change a row past the actions and let the deferred triggers speak."""
    Deferral.objects.filter(pk=row.pk).update(**change)
    check_constraints_now()


def test_the_database_refuses_what_goes_round_the_actions(officer):
    # given one that waits and one that was granted
    waits = ask(tuition(continuing())).deferral
    granted = answer(ask(tuition(continuing("24000002D"))).deferral, officer).deferral
    check_constraints_now()
    moved = {"state": "granted", "deferred": 1, "deferred_to": LATER, "deferred_note": waits.debit_note}
    by = {"decided_by": officer, "decided_at": NOW, "answer": "x"}
    changes = [
        (waits, {"state": "granted"}),
        (waits, by | moved | {"deferred_to": date(2024, 8, 30)}),
        (waits, by | moved | {"decided_by": waits.asked_by}),
        (waits, {"statement": "another"}),
        (granted, {"state": "declined"}),
        (granted, {"answer": "another"}),
    ]
    # when, then
    for row, change in changes:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            Deferral.objects.filter(pk=row.pk).update(**change)
    # and a grant whose note did not move
    with pytest.raises(IntegrityError, match="is not what its debit note says"):
        untrue(waits, by | moved | {"deferred": Decimal("21050.00")})
    # and a second application for the same note
    waits.pk, waits._state.adding = None, True
    with pytest.raises(IntegrityError, match="one_deferral_for_a_note"), transaction.atomic():
        waits.save()
    rows = Deferral.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_what_was_deferred_once_is_deferred_again_without_the_initial_fee_twice(officer):
    # given a new student whose initial fee was put on a note of its own, which is not paid yet
    owed = tuition(world.study(), "21050.00")
    first = answer(ask(owed).deferral, officer).deferral.deferred_note
    check_constraints_now()
    assert first.amount == Decimal("16050.00")
    # when the student asks once more for what may wait, and it is granted
    later = world.at("2024-10-10 10:00")
    again = answer(ask(first, later).deferral, officer, to=date(2024, 11, 29), when=later)
    # then that whole note waits; the initial fee stays due where it is, once
    check_constraints_now()
    assert again.deferral.deferred == Decimal("16050.00")
    assert "finance.deferral.initial_elsewhere" in {finding.message.key for finding in again.decision.findings}
    live = DebitNote.objects.filter(state="outstanding").order_by("deadline").values_list("amount", "deadline")
    assert list(live) == [(Decimal("5000.00"), owed.deadline), (Decimal("16050.00"), date(2024, 11, 29))]


def test_a_deferred_deadline_that_is_over_is_refused(officer):
    # given an application that is answered a minute after the day to which it would defer
    owed = tuition(continuing())
    asked, to = ask(owed).deferral, date(2024, 10, 5)
    assert answer(asked, officer, to=to, when=world.at("2024-10-06 00:00")).refused.key == "finance.deferral.past"
    assert (Deferral.objects.get().state, DebitNote.objects.get().deadline) == ("asked", owed.deadline)
    # until 23:59 of the day itself it is one that can be kept
    assert answer(asked, officer, to=to, when=world.at("2024-10-05 23:59")).refused is None
    assert DebitNote.objects.get().deadline == to


@pytest.mark.parametrize(("jupas", "due_now"), [(None, None), (True, "5000.00"), (False, "10000.00")])
def test_the_route_of_admission_on_record_tells_the_initial_fee_of_2018(jupas, due_now):
    # given a new student of 2018/19, when the initial fee hung on JUPAS
    owed = note(world.study(jupas=jupas), line("21050.00", "tuition"), deadline=date(2018, 8, 31))
    decision = decide_deferral(owed, asked_on=date(2018, 8, 20), ground="difficulty")
    # then the record answers; without it nothing is guessed
    assert decision.outcome is (Outcome.UNDETERMINED if jupas is None else Outcome.ALLOWED)
    assert decision.result.get("due_now") == (Money(Decimal(due_now)) if due_now else None)
