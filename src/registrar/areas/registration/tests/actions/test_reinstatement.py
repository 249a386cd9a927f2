"""From a nullified registration back to an enrolled student, or not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import Charge, DebitNote, RaisedCharge
from registrar.areas.finance.tests.books import balances
from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.decide_reinstatement import decide_reinstatement
from registrar.areas.registration.actions.file_reinstatement import NotNullified, file_reinstatement
from registrar.areas.registration.actions.follow_reinstatements import follow_reinstatements
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.actions.take_back_reinstatement import take_back_reinstatement
from registrar.areas.registration.models import Registration, Reinstatement, SubjectGroup
from registrar.areas.studies.models import StatusChange, Study

pytestmark = pytest.mark.django_db
TERM = "2024/25-S1"
BILLED = world.at("2024-08-20 10:00")
FELL = world.at("2024-09-28 01:10")
ASKED = world.at("2024-09-30 10:00")
LAST_DAY = date(2024, 10, 12)
DECIDED = world.at("2024-10-02 10:00")


@pytest.fixture
def fallen():
    """A student in two subjects who didn't pay, and whose registration has fallen away; the department's officer."""
    study = world.study()
    for number, code in enumerate(("COMP1011", "COMP1012")):
        group = world.group(world.subject(code), quota=1)
        group.meetings.create(weekday=number + 1, starts_at="09:00", ends_at="11:00", weeks=list(range(1, 14)))
        world.register(study, group)
    bill_term(TERM, actor=None, now=BILLED)
    assert nullify_unpaid(actor=None, now=FELL).studies == 1
    study.refresh_from_db()
    return study


@pytest.fixture
def officer():
    return world.user("office1", "department", department="COMP")


def ask(study, when=ASKED, reason="My father was in hospital"):
    return file_reinstatement(study.pk, reason=reason, actor=study.student, now=when)


def pay(note, when=ASKED, channel="fps"):
    assert record_payment(
        BankLine(f"B{note.number}", note.number, channel, note.amount, when), actor=None, now=when
    ).accepted


def paid_application(study):
    row = ask(study).reinstatement
    pay(row.charge.debit_note)
    return row


def state_of(row):
    row.refresh_from_db()
    return row.state


def test_an_application_in_time_is_charged_before_anybody_looks_at_it(fallen, officer):
    # HB24-5H-04/1, HB24-8I-08/1: given a nullified student who asks in time
    filed = ask(fallen)
    # then HK$500 is due by the last day for applying, and the application is on record
    note = filed.reinstatement.charge.debit_note
    assert (note.amount, note.deadline, note.state) == (Decimal("500.00"), LAST_DAY, "outstanding")
    assert Charge.objects.get(debit_note=note).clause == "polyu-2024-25:8I-08"
    assert (filed.reinstatement.form, filed.reinstatement.last_day) == ("AR118", LAST_DAY)
    # HB24-5H-02/2: when the department decides before it is paid
    answer = decide_reinstatement(filed.reinstatement.pk, approved=True, words="Agreed", actor=officer, now=DECIDED)
    # then nothing is processed
    assert [str(one.clause) for one in answer.decision.refusals] == ["polyu-2024-25:5H-04"]
    assert state_of(filed.reinstatement) == "open"
    assert Study.objects.get().status == "nullified"
    # and asking again changes nothing
    assert ask(fallen).reinstatement == filed.reinstatement
    assert RaisedCharge.objects.count() == 1


def test_day_fourteen_is_the_last(fallen):
    # HB24-5H-03/3, HB24-5H-04/2: on day fifteen nothing is considered and no fee raised
    late = ask(fallen, world.at("2024-10-13 00:10"))
    assert late.reinstatement is None
    assert [str(one.clause) for one in late.decision.refusals] == ["polyu-2024-25:5H-03"]
    assert late.decision.result["last_day"] == LAST_DAY
    assert not Reinstatement.objects.exists()
    assert not RaisedCharge.objects.exists()
    # HB24-5H-03/2: on day fourteen it is, at its last minute
    assert ask(fallen, world.at("2024-10-12 23:50")).reinstatement is not None


def test_approval_brings_back_status_and_places_and_asks_for_what_is_owed_anew(fallen, officer):
    # HB24-5H-02/1: given an application whose fee is paid, and a note that takes no payment any more
    row = paid_application(fallen)
    old = DebitNote.objects.get(state="overdue")
    # when the department approves
    answer = decide_reinstatement(row.pk, approved=True, words="Exceptional indeed", actor=officer, now=DECIDED)
    # then status and places are back
    assert answer.decision.allowed
    assert state_of(row) == "reinstated"
    assert Study.objects.get().status == "active"
    change = StatusChange.objects.get(after="active")
    assert (change.before, change.reason, change.decision_id) == ("nullified", "reinstated", row.decision_id)
    assert sorted(Registration.objects.filter(state="registered").values_list("offering__subject_id", flat=True)) == [
        "COMP1011",
        "COMP1012",
    ]
    assert set(SubjectGroup.objects.values_list("seats_taken", flat=True)) == {1}
    # and what is owed is raised again by its rule, on a note with a new deadline
    old.refresh_from_db()
    assert old.state == "cancelled"
    new = DebitNote.objects.get(state="outstanding")
    assert (new.amount, new.deadline) == (old.amount, date(2024, 10, 16))
    assert sorted(new.lines.values_list("kind", "clause")) == sorted(old.lines.values_list("kind", "clause"))
    assert sum(balances().values()) == 0
    # and the student is told
    assert Notice.objects.get(kind="reinstatement_reinstated").recipient == fallen.student


def test_not_paid_by_the_new_deadline_registration_falls_away_once_more(fallen, officer):
    decide_reinstatement(paid_application(fallen).pk, approved=True, words="Yes", actor=officer, now=DECIDED)
    assert nullify_unpaid(actor=None, now=world.at("2024-10-16 23:00")).studies == 0
    assert nullify_unpaid(actor=None, now=world.at("2024-10-17 01:10")).studies == 1
    assert not Registration.objects.filter(state="registered").exists()
    # and it can be asked for once more, about the new nullification
    assert ask(fallen, world.at("2024-10-18 10:00")).reinstatement is not None


def test_a_place_that_went_to_another_is_named_and_nothing_is_oversold(fallen, officer):
    # given one of the two places taken meanwhile
    gone = SubjectGroup.objects.get(offering__subject_id="COMP1012")
    world.register(world.study("24000002D"), gone)
    row = paid_application(fallen)
    decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=DECIDED)
    # then the other is restored, and this one says why not
    found = {one.nullified.offering.subject_id: one for one in row.subjects.all()}
    assert found["COMP1011"].restored.state == "registered"
    assert found["COMP1012"].restored is None
    assert found["COMP1012"].decision.refusing == ["polyu-2024-25:5A-05"]
    assert SubjectGroup.objects.get(pk=gone.pk).seats_taken == 1
    assert "COMP1012" in Notice.objects.get(kind="reinstatement_reinstated").body_en


def test_those_who_wait_for_a_place_come_before_a_reinstated_student(fallen, officer):
    SubjectGroup.objects.filter(offering__subject_id="COMP1011").update(waiting=1)
    row = paid_application(fallen)
    decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=DECIDED)
    assert row.subjects.get(nullified__offering__subject_id="COMP1011").restored is None


def test_a_class_that_was_moved_onto_another_no_longer_fits(fallen, officer):
    row = paid_application(fallen)
    moved = SubjectGroup.objects.get(offering__subject_id="COMP1012")
    moved.meetings.update(weekday=1)
    decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=DECIDED)
    found = row.subjects.get(nullified__offering__subject_id="COMP1012")
    assert found.restored is None
    assert found.decision.refusing == ["polyu-2024-25:5A-09"]


def test_a_refusal_tells_why_and_keeps_the_fee(fallen, officer):
    # HB24-5H-02/3, HB24-8I-08/2
    row = paid_application(fallen)
    before = balances()
    decide_reinstatement(row.pk, approved=False, words="No exceptional reason", actor=officer, now=DECIDED)
    assert state_of(row) == "refused"
    assert (Study.objects.get().status, RaisedCharge.objects.get().debit_note.state) == ("nullified", "paid")
    assert balances() == before
    assert "No exceptional reason" in Notice.objects.get(kind="reinstatement_refused").body_en
    # and it isn't asked for twice
    assert ask(fallen).reinstatement.state == "refused"
    # and it can't be taken back
    assert not take_back_reinstatement(row.pk, actor=fallen.student, now=DECIDED)


def test_the_second_of_two_decisions_changes_nothing(fallen, officer):
    row = paid_application(fallen)
    decide_reinstatement(row.pk, approved=False, words="No", actor=officer, now=DECIDED)
    with pytest.raises(NotAwaited):
        decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=DECIDED)
    assert (state_of(row), Study.objects.get().status) == ("refused", "nullified")


def test_taking_it_back_before_payment_takes_the_fee_off(fallen):
    row = ask(fallen).reinstatement
    assert take_back_reinstatement(row.pk, actor=fallen.student, now=ASKED)
    assert (state_of(row), row.charge.debit_note.state, row.charge.state) == ("taken_back", "cancelled", "void")
    # and it may be asked for again, with a charge of its own
    again = ask(fallen).reinstatement
    assert again != row
    assert again.charge.debit_note.state == "outstanding"


def test_after_payment_it_is_with_the_department(fallen):
    row = paid_application(fallen)
    assert not take_back_reinstatement(row.pk, actor=fallen.student, now=ASKED)
    assert state_of(row) == "open"


def test_unpaid_at_the_end_of_the_window_it_is_closed(fallen):
    row = ask(fallen).reinstatement
    # given the last day: nothing yet
    nullify_unpaid(actor=None, now=world.at("2024-10-12 23:59"))
    assert follow_reinstatements(now=world.at("2024-10-12 23:59")) == 0
    # when the day after has come, twice
    nullify_unpaid(actor=None, now=world.at("2024-10-13 01:10"))
    assert follow_reinstatements(now=world.at("2024-10-13 01:20")) == 1
    assert follow_reinstatements(now=world.at("2024-10-13 01:30")) == 0
    # then it is closed, and nothing is owed for it
    assert (state_of(row), row.charge.debit_note.state) == ("lapsed", "cancelled")
    assert Notice.objects.filter(kind="reinstatement_lapsed").count() == 1


def test_paid_and_undecided_it_waits_beyond_the_window(fallen, officer):
    row = paid_application(fallen)
    assert follow_reinstatements(now=world.at("2024-10-20 01:30")) == 0
    late = decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=world.at("2024-10-20 10:00"))
    assert late.decision.result["reinstated"]


def test_nobody_asks_for_what_was_not_lost():
    with pytest.raises(NotNullified):
        ask(world.study())


def test_the_database_refuses_what_the_actions_would(fallen, officer):
    row = ask(fallen).reinstatement
    for change in (
        {"state": "refused", "ended_at": DECIDED},
        {"state": "lapsed"},
        {"decided_by": fallen.student},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reinstatement.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Reinstatement.objects.filter(pk=row.pk).update(reason="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reinstatement.objects.create(
            study=fallen,
            nullification=row.nullification,
            form="AR118",
            reason="x",
            filed_by=fallen.student,
            filed_at=ASKED,
            last_day=LAST_DAY,
            decision=row.decision,
        )
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("DELETE FROM registration_reinstatement")
