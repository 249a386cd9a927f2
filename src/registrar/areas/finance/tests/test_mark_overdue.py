from datetime import date
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import DebitNote

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db


def test_only_notes_whose_deadline_day_has_ended_and_that_are_unpaid_become_overdue():
    # given one unpaid, one paid and one not yet due
    late, paid, later = (world.study(f"2400000{n}D") for n in (1, 2, 3))
    note(late)
    record_payment(bank_line(note(paid)), actor=None, now=NOW)
    note(later, deadline=date(2024, 9, 15))
    # when: on the deadline day itself nothing, the day after the first
    assert mark_overdue(actor=None, now=world.at("2024-08-30 23:59")) == []
    found = mark_overdue(actor=None, now=world.at("2024-08-31 00:01"))
    # then
    assert [item.note.study_id for item in found] == [late.pk]
    assert found[0].decision.refusing == ["polyu-2024-25:8A-19", "polyu-2024-25:8F-01"]
    assert sorted(DebitNote.objects.values_list("study_id", "state")) == sorted(
        [(late.pk, "overdue"), (paid.pk, "paid"), (later.pk, "outstanding")]
    )
    # and once more changes nothing
    assert mark_overdue(actor=None, now=world.at("2024-09-01 09:00")) == []


def test_the_number_of_statements_does_not_grow_with_the_notes(django_assert_num_queries):
    for number in range(6):
        note(world.study(f"2400001{number}D"), line(str(Decimal(400 + number))))
    with django_assert_num_queries(9):
        mark_overdue(actor=None, now=world.at("2024-08-31 09:00"))


def begin(owed, moment):
    with_bank = open_bank_order(owed.pk, "fps", actor=None, now=world.at(moment)).order
    assert with_bank is not None
    return with_bank


def test_a_note_is_not_unpaid_while_the_bank_owes_an_answer():
    # given a payment begun in the last hour of the deadline day
    owed = note(world.study())
    begin(owed, "2024-08-30 23:10")
    # when the day after comes, and the week of waiting ends
    assert mark_overdue(actor=None, now=world.at("2024-08-31 01:10")) == []
    assert mark_overdue(actor=None, now=world.at("2024-09-06 01:10")) == []
    assert DebitNote.objects.get().state == "outstanding"
    (late,) = mark_overdue(actor=None, now=world.at("2024-09-07 01:10"))
    # then it is overdue only then
    assert late.decision.refusing == ["polyu-2024-25:8A-19", "polyu-2024-25:8F-01"]
    assert DebitNote.objects.get().state == "overdue"


def test_a_payment_begun_after_the_deadline_does_not_put_off_what_follows():
    owed = note(world.study())
    begin(owed, "2024-08-31 00:05")
    assert len(mark_overdue(actor=None, now=world.at("2024-08-31 01:10"))) == 1
