"""Credit transfers and exemptions on record: decided, charged, void when unpaid, restored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.ask_transfer_back import NotVoid, ask_transfer_back
from registrar.areas.finance.actions.mark_overdue import mark_overdue
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.restore_transfers import restore_transfers
from registrar.areas.finance.actions.void_unpaid_transfers import void_unpaid_transfers
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.finance.tests.books import line, note
from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions.record_transfer import record_transfer
from registrar.areas.registration.facts.transfer import TransferWish, WishedSubject
from registrar.areas.studies.models import Study, SubjectResult, Transfer
from registrar.areas.studies.queries.board_data import board_data
from registrar.areas.studies.queries.latest_results import latest_results
from registrar.areas.studies.queries.passed_results import passed_results
from registrar.areas.studies.queries.record import released_results
from registrar.areas.studies.queries.study_file import credits_earned, results_of
from registrar.areas.studies.queries.transfers_of import transfers_of
from registrar.kernel import Outcome
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-10 10:00")
TODAY = date(2024, 9, 10)
DUE = date(2024, 9, 24)
AFTER = world.at("2024-09-25 01:10")


def payer(*, by_credits: bool = True) -> Study:
    """Make a part-time student whose tuition was charged by credits, or a student of the flat fee."""
    study = world.study()
    tuition = line("2000.00", "tuition_initial" if by_credits else "tuition_flat")
    note(study, replace(tuition, basis="credit" if by_credits else "semester"), deadline=date(2024, 12, 1))
    return study


def wish(study: Study, *lines: WishedSubject, **fields) -> TransferWish:
    given = {
        "study": study.pk,
        "kind": "credit_transfer",
        "source": "external",
        "institution": "Another University",
        "lines": lines or (WishedSubject("COMP1011"),),
        "filed_on": date(2024, 9, 5),
        "approved_on": TODAY,
        "completed_in": "2023/24",
        "declared": True,
    }
    return TransferWish(**(given | fields))


def record(study: Study, *lines: WishedSubject, now=NOW, **fields):
    for one in lines or (WishedSubject("COMP1011"),):
        world.subject(one.subject)
    return record_transfer(wish(study, *lines, **fields), actor=None, now=now)


def pay(owed: DebitNote, when=NOW) -> None:
    assert record_payment(
        BankLine(f"B{owed.number}", owed.number, "fps", owed.amount, when), actor=None, now=when
    ).accepted


def unpaid(now=AFTER) -> int:
    mark_overdue(actor=None, now=now)
    return void_unpaid_transfers(now=now)


def averages(rows):
    results = [
        {
            "subject": row.subject_id,
            "term": row.term_id,
            "attempt": row.attempt,
            "credits": row.credits,
            "grade": row.grade,
            "points": row.points,
        }
        for row in rows
    ]
    return decide("assessment.gpa", {"term": "2024/25-S1", "results": results}, as_of=TODAY).result


def refusing(answer) -> list[str]:
    return [str(one.clause) for one in answer.decision.refusals]


def test_a_transfer_without_a_grade_earns_credits_and_enters_no_gpa():
    # HB24-5B-10/1
    study = payer()
    answer = record(study, WishedSubject("COMP1011"))
    row = SubjectResult.objects.get()
    assert (row.origin, row.grade, row.points, row.credits_earned, row.term_id) == (
        "transferred",
        "T",
        None,
        3,
        "2024/25-S1",
    )
    gpa = averages([row])
    assert (gpa["gpa"], gpa["credits_earned"]) == (None, 3)
    assert answer.transfer.form == "AR41c"
    assert Notice.objects.filter(kind="transfer_recorded").count() == 1


def test_a_grade_comes_along_with_its_points():
    record(payer(), WishedSubject("COMP1011", "A-"))
    assert (SubjectResult.objects.get().grade, SubjectResult.objects.get().points) == ("A-", Decimal("3.7"))


def test_who_pays_by_credits_pays_for_the_approved_credits():
    # HB24-5B-06/1, HB24-8I-06/3: six credits approved
    answer = record(payer(), WishedSubject("COMP1011"), WishedSubject("COMP1012"))
    assert (answer.charge.amount, answer.charge.debit_note.deadline) == (Decimal("870.00"), DUE)
    assert answer.charge.debit_note.lines.get().clause == "polyu-2024-25:8I-06"
    assert answer.charge.reference == f"transfer:{answer.transfer.pk}.1"


def test_who_pays_a_flat_fee_pays_nothing_for_it():
    # HB24-5B-06/2, HB24-8I-06/2
    answer = record(payer(by_credits=False))
    assert (answer.charge.state, answer.charge.debit_note) == ("free", None)
    assert unpaid() == 0


def test_unpaid_at_the_deadline_it_is_void_and_counts_nowhere():
    # HB24-5B-07/1, HB24-8B-04/1: given a transfer with a grade, whose note falls due
    study = payer()
    answer = record(study, WishedSubject("COMP1011", "A"))
    assert unpaid(world.at("2024-09-24 23:59")) == 0
    # when the deadline is over, twice
    assert (unpaid(), unpaid()) == (1, 0)
    # then it is void, its fee is off the account, and status is not touched
    transfer = Transfer.objects.get()
    assert (transfer.state, transfer.void_on) == ("void", date(2024, 9, 25))
    assert transfer.standing_decision.refusing == ["polyu-2024-25:5B-07"]
    answer.charge.refresh_from_db()
    assert (answer.charge.state, answer.charge.debit_note.state) == ("void", "cancelled")
    study.refresh_from_db()
    assert study.status == "active"
    assert Notice.objects.filter(kind="transfer_void").count() == 1
    # and its result is history only: not for the transcript, the student's pages, the board, or registration
    later = date(2024, 10, 1)
    assert SubjectResult.objects.get().void_on == date(2024, 9, 25)
    assert list(released_results(study, later)) == []
    assert latest_results([study.pk], later)[study.pk] == {}
    assert next(board_data([study.pk], world.term()))[0].results == []
    assert passed_results([study.pk], later)[study.pk] == []
    assert credits_earned(results_of(study, None)) == 0
    assert transfers_of([study.pk]) == {}
    assert [one.void_on for one in transfers_of([study.pk], with_void=True)[study.pk]] == [date(2024, 9, 25)]


def test_paid_on_the_deadline_day_nothing_changes():
    # HB24-8B-04/2
    answer = record(payer())
    pay(answer.charge.debit_note, world.at("2024-09-24 22:00"))
    assert unpaid() == 0
    assert Transfer.objects.get().state == "standing"


def test_a_void_transfer_counts_again_once_both_fees_are_paid():
    # HB24-5B-07/2: given a void transfer
    study = payer()
    record(study)
    unpaid()
    now = world.at("2024-09-26 10:00")
    # when the student asks for it, twice
    charges = ask_transfer_back(Transfer.objects.get().pk, actor=study.student, now=now)
    again = ask_transfer_back(Transfer.objects.get().pk, actor=study.student, now=now)
    assert sorted((one.kind, one.amount) for one in charges) == [
        ("credit_transfer", Decimal("435.00")),
        ("transfer_reinstatement", Decimal("500.00")),
    ]
    assert {one.pk for one in again} == {one.pk for one in charges}
    # then one fee alone restores nothing
    fee, restoring = sorted(charges, key=lambda one: one.kind)
    pay(restoring.debit_note, now)
    assert restore_transfers(now=now) == 0
    # and both do, once
    pay(fee.debit_note, now)
    assert (restore_transfers(now=now), restore_transfers(now=now)) == (1, 0)
    assert (Transfer.objects.get().state, SubjectResult.objects.get().void_on) == ("standing", None)
    assert [one.subject for one in transfers_of([study.pk])[study.pk]] == ["COMP1011"]
    assert unpaid(world.at("2024-11-01 01:10")) == 0
    with pytest.raises(NotVoid):
        ask_transfer_back(Transfer.objects.get().pk, actor=study.student, now=now)


def test_an_unpaid_restoration_is_taken_off_and_what_was_paid_is_not_charged_again():
    study = payer()
    record(study)
    unpaid()
    key = Transfer.objects.get().pk
    charges = ask_transfer_back(key, actor=study.student, now=AFTER)
    pay(next(one for one in charges if one.kind == "transfer_reinstatement").debit_note, AFTER)
    # when the fee itself falls due again
    assert unpaid(world.at("2024-10-20 01:10")) == 0
    assert DebitNote.objects.filter(state="overdue").count() == 0
    # then asking once more charges that fee only
    again = ask_transfer_back(key, actor=study.student, now=world.at("2024-10-21 10:00"))
    assert sorted(one.debit_note.state for one in again) == ["outstanding", "paid"]
    assert RaisedCharge.objects.filter(kind="transfer_reinstatement").count() == 1


def test_in_2018_an_exemption_costs_and_is_void_unpaid_and_restored_for_400():
    # HB18-3Q-03/1, HB18-3Q-03/2, HB18-FEE-I-05/1, HB18-3Q-10/2
    first = world.term("2018/19-S1", "2018-09-03")
    study = world.study("18000001D", cohort="2018/19", entry_term=first)
    note(study, replace(line("2000.00", "tuition_initial"), basis="credit"), deadline=date(2018, 12, 1))
    then = world.at("2018-09-10 10:00")
    answer = record(
        study,
        kind="exemption",
        filed_on=date(2018, 9, 5),
        approved_on=date(2018, 9, 10),
        completed_in="",
        now=then,
    )
    assert (answer.charge.amount, answer.transfer.form) == (Decimal("225.00"), "AS41e")
    row = SubjectResult.objects.get()
    assert (row.origin, row.grade, row.credits, row.credits_earned) == ("exempted", "", 0, 0)
    assert unpaid(world.at("2018-09-25 01:10")) == 1
    charges = ask_transfer_back(answer.transfer.pk, actor=study.student, now=world.at("2018-09-26 10:00"))
    assert sorted(one.amount for one in charges) == [Decimal("225.00"), Decimal("400.00")]


def test_in_2024_an_exemption_costs_nothing_and_earns_nothing():
    # HB24-5B-02/1
    answer = record(payer(), kind="exemption", completed_in="")
    assert answer.charge is None
    assert averages(SubjectResult.objects.all())["credits_earned"] == 0


def test_what_the_rules_refuse_writes_nothing():
    study = payer()
    refused = {
        # HB24-5B-10/2, HB24-5B-05/2, HB24-5B-14/1, HB24-5B-08
        "polyu-2024-25:5B-10": {"used_before": True},
        "polyu-2024-25:5B-14": {"declared": False},
        "polyu-2024-25:5B-08": {"completed_in": "2010/11"},
    }
    for clause, fields in refused.items():
        answer = record(study, **fields)
        assert refusing(answer) == [clause]
        assert answer.transfer is None
    late = record(study, filed_on=date(2024, 9, 16), approved_on=date(2024, 9, 18))
    assert (late.decision.outcome, late.transfer) == (Outcome.NEEDS_APPROVAL, None)
    assert record(study, WishedSubject("COMP1011", "F")).transfer is None
    assert not Transfer.objects.exists()
    assert not SubjectResult.objects.exists()
    assert not RaisedCharge.objects.exists()
