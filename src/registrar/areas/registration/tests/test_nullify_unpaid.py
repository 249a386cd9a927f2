from datetime import date

import pytest
from tests import world

from registrar.areas.finance.actions.act_as_bank import act_as_bank
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.tests.books import line, note
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.nullify_unpaid import NullificationSummary, nullify_unpaid
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.studies.models import StatusChange, Study

pytestmark = pytest.mark.django_db
TERM = "2024/25-S1"
BILLED = world.at("2024-08-20 10:00")
DEADLINE_DAY = world.at("2024-09-27 23:59")
DAY_AFTER = world.at("2024-09-28 02:00")


@pytest.fixture
def two_billed():
    """Two students with a seat each in the same group, billed for the term."""
    group = world.group(world.subject(), quota=2)
    studies = [world.study(f"2400000{number}D") for number in (1, 2)]
    for study in studies:
        world.register(study, group)
    bill_term(TERM, actor=None, now=BILLED)
    return studies


def pay(study, when=DEADLINE_DAY):
    owed = DebitNote.objects.get(study=study)
    paid = BankLine(f"B{owed.number}", owed.number, "fps", owed.amount, when)
    assert record_payment(paid, actor=None, now=when).accepted


def test_who_has_not_paid_by_the_deadline_loses_seat_and_status(two_billed):
    # given one who pays in the last minute of the deadline day, and one who doesn't
    paid, unpaid = two_billed
    pay(paid)
    # when the job runs on the deadline day, and on the day after
    assert nullify_unpaid(actor=None, now=DEADLINE_DAY) == NullificationSummary()
    summary = nullify_unpaid(actor=None, now=DAY_AFTER)
    # then
    assert summary == NullificationSummary(overdue=1, looked_at=1, studies=1, registrations=1)
    assert dict(Study.objects.values_list("pk", "status")) == {paid.pk: "active", unpaid.pk: "nullified"}
    assert dict(Registration.objects.values_list("study_id", "state")) == {
        paid.pk: "registered",
        unpaid.pk: "nullified",
    }
    assert SubjectGroup.objects.get().seats_taken == 1
    assert DebitNote.objects.get(study=unpaid).state == "overdue"
    change = StatusChange.objects.get()
    assert (change.study_id, change.before, change.after, change.reason) == (
        unpaid.pk,
        "active",
        "nullified",
        "unpaid_fees",
    )
    assert change.decision.rule == "enrolment.nullification"
    assert "polyu-2024-25:8A-19" in change.decision.refusing


def test_the_student_is_told_in_both_languages_with_the_decision(two_billed):
    paid, unpaid = two_billed
    pay(paid)
    nullify_unpaid(actor=None, now=DAY_AFTER)
    notice = Notice.objects.get(kind="finance.nullified")
    assert notice.recipient == unpaid.student
    assert notice.subject_en.startswith("Your registration has ended: debit note 2400000")
    assert notice.subject_zh.endswith("你的註冊已告失效")
    assert notice.decision.outcome == "REFUSED"


def test_running_twice_or_days_late_does_no_harm(two_billed):
    paid, _ = two_billed
    pay(paid)
    nullify_unpaid(actor=None, now=world.at("2024-10-03 02:00"))
    before = StoredDecision.objects.count(), Notice.objects.count(), StatusChange.objects.count()
    # when
    again = nullify_unpaid(actor=None, now=world.at("2024-10-04 02:00"))
    # then
    assert again == NullificationSummary()
    assert (StoredDecision.objects.count(), Notice.objects.count(), StatusChange.objects.count()) == before


def test_nobody_is_nullified_by_a_cancelled_note(two_billed):
    from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note

    for owed in DebitNote.objects.all():
        cancel_debit_note(owed.pk, actor=None, now=BILLED)
    assert nullify_unpaid(actor=None, now=DAY_AFTER) == NullificationSummary()
    assert Study.objects.filter(status="active").count() == 2


def test_the_number_of_statements_does_not_grow_with_the_students(django_assert_max_num_queries):
    group = world.group(world.subject(), quota=50)
    for number in range(12):
        world.register(world.study(f"240001{number:02d}D"), group)
    bill_term(TERM, actor=None, now=BILLED)
    with django_assert_max_num_queries(29):
        assert nullify_unpaid(actor=None, now=DAY_AFTER).studies == 12


def test_an_unpaid_fine_leaves_seat_and_status_and_may_be_paid_late(two_billed):
    # given two who paid their fees, and a fine of twelve dollars that one of them lets pass
    for study in two_billed:
        pay(study)
    fined = two_billed[0]
    fine = note(fined, line("12.00", "library_overdue"), deadline=date(2024, 9, 17), now=world.at("2024-09-10 10:00"))
    # when the job runs after both deadlines
    summary = nullify_unpaid(actor=None, now=DAY_AFTER)
    # then the note is overdue, and nobody's study is touched
    assert summary == NullificationSummary(overdue=1, looked_at=1)
    assert set(Study.objects.values_list("status", flat=True)) == {"active"}
    assert Registration.objects.filter(state="registered").count() == 2
    assert not StatusChange.objects.exists()
    # and the fine is taken when it comes at last
    paid = record_payment(BankLine("LATE", fine.number, "fps", fine.amount, DAY_AFTER), actor=None, now=DAY_AFTER)
    assert paid.accepted


def test_the_bank_is_asked_before_anybody_loses_a_place(two_billed):
    # Given two payments begun in time: the bank got the first and never told, and knows nothing of the other
    first, second = (DebitNote.objects.get(study=study) for study in two_billed)
    orders = [
        open_bank_order(owed.pk, "fps", actor=None, now=world.at("2024-09-27 22:00")).order for owed in (first, second)
    ]
    act_as_bank(orders[0], "lost", now=world.at("2024-09-27 22:05"))
    # When the job runs on the day after
    assert nullify_unpaid(actor=None, now=DAY_AFTER) == NullificationSummary()
    # Then the first is paid, and the other is not unpaid yet
    assert [DebitNote.objects.get(pk=owed.pk).state for owed in (first, second)] == ["paid", "outstanding"]
    assert Study.objects.filter(status="active").count() == 2
    # And when the bank has not answered within its time, what follows follows
    later = nullify_unpaid(actor=None, now=world.at("2024-10-05 02:00"))
    assert later == NullificationSummary(overdue=1, looked_at=1, studies=1, registrations=1)
    assert Study.objects.get(pk=two_billed[1].pk).status == "nullified"
