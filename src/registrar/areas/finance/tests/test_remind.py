"""Reminders: on their days, once, and to nobody who has paid."""

from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.remind import remind
from registrar.areas.finance.models import DebitNote, NoteReminder
from registrar.areas.platform.models import Notice

from .books import NOW, bank_line, note

pytestmark = pytest.mark.django_db

ISSUED = world.at("2024-08-01 10:00")


def reminders():
    return Notice.objects.filter(kind="finance.reminder")


def test_a_note_is_reminded_of_seven_and_two_working_days_before_its_deadline(django_capture_on_commit_callbacks):
    # given a note due on Friday 30 August 2024
    owed = note(world.study(), now=ISSUED)
    # when a run is made every day
    with django_capture_on_commit_callbacks(execute=True):
        sent = {day: remind(now=world.at(f"2024-08-{day} 08:00")) for day in range(10, 32)}
    # then
    assert [day for day, count in sent.items() if count] == [21, 28]
    assert list(reminders().values_list("recipient", flat=True)) == [owed.study.student_id] * 2
    assert [item.subject for item in mail.outbox] == [
        f"Reminder: debit note {owed.number}, HK$400.00 due by 30 August 2024"
    ] * 2


def test_twice_on_a_day_sends_once_and_a_day_late_sends_one():
    note(world.study(), now=ISSUED)
    assert [remind(now=world.at(f"2024-08-21 {hour}:00")) for hour in ("08", "09")] == [1, 0]
    # the run of the 28th falls out
    assert [remind(now=world.at(f"2024-08-{day} 08:00")) for day in (29, 30)] == [1, 0]
    assert list(NoteReminder.objects.order_by("days").values_list("days", "sent_on")) == [
        (2, date(2024, 8, 29)),
        (7, date(2024, 8, 21)),
    ]
    # and when every run fell out but the last, there is one reminder and not two
    other = note(world.study("24000002D"), now=ISSUED)
    assert remind(now=world.at("2024-08-30 08:00")) == 1
    assert other.reminders.get().days == 2


def test_nobody_is_reminded_of_what_is_paid_cancelled_overdue_or_far_ahead():
    # given
    paid, cancelled, overdue, ahead = (note(world.study(f"2400000{n}D"), now=ISSUED) for n in (1, 2, 3, 4))
    record_payment(bank_line(paid), actor=None, now=NOW)
    cancel_debit_note(cancelled.pk, actor=None, now=NOW)
    DebitNote.objects.filter(pk=overdue.pk).update(state="overdue")
    DebitNote.objects.filter(pk=ahead.pk).update(deadline=date(2024, 10, 31))
    # when, then
    assert remind(now=world.at("2024-08-28 08:00")) == 0
    assert reminders().count() == 0
    # and the deferred deadline is reminded of when it comes near
    assert remind(now=world.at("2024-10-29 08:00")) == 1


def test_the_database_knows_each_reminder_once():
    owed = note(world.study(), now=ISSUED)
    remind(now=world.at("2024-08-21 08:00"))
    for fields in ({"days": 7, "sent_on": date(2024, 8, 22)}, {"days": 2, "sent_on": date(2024, 8, 21)}):
        with pytest.raises(IntegrityError, match="reminded_once"), transaction.atomic():
            NoteReminder.objects.create(debit_note=owed, deadline=owed.deadline, **fields)


def test_the_number_of_statements_does_not_grow_with_the_notes(django_assert_max_num_queries):
    for number in range(8):
        note(world.study(f"2400001{number}D"), now=ISSUED)
    with django_assert_max_num_queries(11):
        assert remind(now=world.at("2024-08-28 08:00")) == 8
