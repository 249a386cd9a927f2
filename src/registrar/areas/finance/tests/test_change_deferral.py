"""A deferral answered late, and one that was granted and is corrected or withdrawn."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.change_deferral import change_deferral
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import DebitNote, Deferral, DeferralChange
from registrar.areas.finance.queries.arrears import arrears
from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice

from .books import NOW, bank_line, check_constraints_now, line
from .test_deferral import LATER, answer, ask, continuing, tuition
from .test_deferral_pages import client

pytestmark = pytest.mark.django_db
SEPTEMBER = world.at("2024-09-03 10:00")  # a Tuesday, after the deadline of 30 August


@pytest.fixture
def officer():
    return world.user("officer", "student_affairs")


@pytest.fixture
def finance():
    return world.user("fin001", "finance")


@pytest.fixture
def granted(officer):
    return answer(ask(tuition(continuing())).deferral, officer).deferral


def change(deferral, actor, to, *, withdrawn=False, when=NOW, reason="The letter names another day."):
    return change_deferral(deferral.pk, withdrawn=withdrawn, deadline=to, reason=reason, actor=actor, now=when)


def test_a_deferral_asked_for_in_time_is_granted_after_the_note_went_overdue(officer):
    # given an application in time, whose answer did not come before the deadline
    owed = tuition(continuing())
    asked = ask(owed).deferral
    assert len(mark_overdue(actor=None, now=SEPTEMBER)) == 1
    # when it is granted, the note is outstanding and what the mark led to is gone
    done = answer(asked, officer, when=SEPTEMBER)
    check_constraints_now()
    owed.refresh_from_db()
    assert (done.deferral.state, owed.state, owed.deadline) == ("granted", "outstanding", LATER)
    assert any(one.reading for one in done.decision.findings)
    assert [note.state for note in arrears(owed.study_id, owed.term_id)] != ["overdue"]
    assert mark_overdue(actor=None, now=SEPTEMBER) == []


def test_a_new_application_on_an_overdue_note_is_refused():
    owed = tuition(continuing())
    mark_overdue(actor=None, now=SEPTEMBER)
    owed.refresh_from_db()
    assert ask(owed, when=SEPTEMBER).deferral is None
    assert DebitNote.objects.get().state == "overdue"


def test_what_a_new_student_must_pay_at_once_stays_due_when_the_answer_is_late(officer):
    owed = tuition(world.study())
    asked = ask(owed).deferral
    mark_overdue(actor=None, now=SEPTEMBER)
    answer(asked, officer, when=SEPTEMBER)
    check_constraints_now()
    live = DebitNote.objects.exclude(state="cancelled").order_by("deadline").values_list("deadline", "amount")
    assert [(day, str(amount)) for day, amount in live] == [
        (date(2024, 8, 30), "5000.00"),
        (date(2024, 10, 31), "16050.00"),
    ]


def test_a_granted_deferral_is_corrected_with_its_history(granted, finance):
    done = change(granted, finance, date(2024, 10, 15))
    again = change(granted, finance, date(2024, 10, 15))
    check_constraints_now()
    assert (done.refused, again.repeated) == (None, True)
    granted.refresh_from_db()
    owed = granted.deferred_note
    owed.refresh_from_db()
    assert (granted.state, granted.deferred_to, owed.deadline) == ("granted", date(2024, 10, 15), date(2024, 10, 15))
    row = DeferralChange.objects.get()
    assert (row.deadline_before, row.deadline, row.withdrawn, row.changed_by) == (
        LATER,
        date(2024, 10, 15),
        False,
        finance,
    )
    assert "15 October 2024" in Notice.objects.get(kind="finance.deferral_corrected").body_en


def test_a_correction_lifts_what_a_wrong_day_has_brought(granted, finance):
    change(granted, finance, date(2024, 9, 2))
    assert len(mark_overdue(actor=None, now=SEPTEMBER)) == 1
    assert change(granted, finance, LATER, when=SEPTEMBER).refused is None
    assert DebitNote.objects.get().state == "outstanding"


@pytest.mark.parametrize(
    ("to", "when"),
    [(date(2024, 8, 30), NOW), (date(2024, 9, 5), world.at("2024-09-03 10:00"))],
)
def test_withdrawn_the_deadline_of_before_comes_back_or_one_that_leaves_time(granted, finance, to, when):
    done = change(granted, finance, to, withdrawn=True, when=when)
    again = change(granted, finance, to, withdrawn=True, when=when)
    check_constraints_now()
    assert (done.refused, again.repeated) == (None, True)
    owed = DebitNote.objects.get()
    assert (Deferral.objects.get().state, owed.deadline, owed.state) == ("withdrawn", to, "outstanding")
    assert Notice.objects.filter(kind="finance.deferral_withdrawn").count() == 1


@pytest.mark.parametrize(
    ("to", "withdrawn", "when", "why"),
    [
        (date(2024, 9, 2), False, SEPTEMBER, "past"),
        (date(2024, 8, 29), False, NOW, "not_later"),
        (date(2024, 9, 4), True, SEPTEMBER, "too_soon"),
        (date(2024, 8, 30), True, SEPTEMBER, "past"),
    ],
)
def test_a_day_that_has_passed_or_leaves_no_time_changes_nothing(granted, finance, to, withdrawn, when, why):
    done = change(granted, finance, to, withdrawn=withdrawn, when=when)
    assert done.refused.key == f"finance.deferral_change.{why}"
    assert (Deferral.objects.get().state, DebitNote.objects.get().deadline) == ("granted", LATER)
    assert not DeferralChange.objects.exists()


def test_what_was_paid_or_never_granted_is_not_changed(granted, finance):
    record_payment(bank_line(granted.deferred_note), actor=None, now=NOW)
    assert change(granted, finance, date(2024, 10, 15)).refused.key == "finance.deferral_change.settled"
    asked = ask(tuition(continuing("24000002D"))).deferral
    assert change(asked, finance, date(2024, 10, 15)).refused.key == "finance.deferral_change.not_granted"
    with pytest.raises(ValueError, match="reason"):
        change(granted, finance, date(2024, 10, 15), reason=" ")


def test_the_database_changes_no_deferral_without_a_trace(granted, finance):
    def moved(**fields):
        with transaction.atomic():
            Deferral.objects.filter(pk=granted.pk).update(**fields)

    for fields in ({"deferred_to": date(2024, 10, 15)}, {"state": "withdrawn"}):
        with pytest.raises(IntegrityError, match="without a trace"):
            moved(**fields)
    for fields in ({"answer": "Another"}, {"deferred": "1.00"}, {"state": "declined"}):
        with pytest.raises(DatabaseError):
            moved(**fields)
    change(granted, finance, date(2024, 10, 15))
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        DeferralChange.objects.update(reason="Another")


@pytest.mark.parametrize(("language", "told"), [("en", "now Tue 15 Oct 2024"), ("zh-hant", "改為2024年10月15日")])
def test_the_finance_office_changes_it_on_its_page(granted, finance, language, told, settings):
    settings.DEMONSTRATION = True
    with clock.at(NOW):
        clock.set_to(NOW)
        office = client(finance, language)
        number = granted.deferred_note.number
        there = reverse("finance:change_deferral", args=[granted.pk])
        assert there in office.get(reverse("finance:note", args=[number])).content.decode()
        day = {"deferred_to_day": "15", "deferred_to_month": "10", "deferred_to_year": "2024"}
        past = day | {"deferred_to_month": "7"}
        assert office.post(there, {"change": "correct", "reason": "Slip", **past}).status_code == 422
        assert office.post(there, {"change": "correct", "reason": "Slip", **day}).status_code == 303
        assert told in office.get(reverse("finance:note", args=[number])).content.decode()
        assert client(granted.debit_note.study.student).get(there).status_code in (403, 404)


def test_of_a_split_note_only_the_later_part_changes(officer, finance):
    done = answer(ask(tuition(world.study(), "21050.00", line())).deferral, officer).deferral
    change(done, finance, date(2024, 9, 20), withdrawn=True)
    check_constraints_now()
    live = DebitNote.objects.exclude(state="cancelled").order_by("deadline").values_list("deadline", flat=True)
    assert list(live) == [date(2024, 8, 30), date(2024, 9, 20)]
