"""A board meets: proposals in groups, decisions and departures, minutes, confirmation and release."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import boards, world

from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.record_attendance import record_attendance
from registrar.areas.assessment.actions.return_meeting import return_meeting
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.actions.undo_decisions import undo_decisions
from registrar.areas.assessment.models import (
    Board,
    BoardDecision,
    BoardMember,
    Meeting,
)
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, TERM, graded, low_before, proposal
from registrar.areas.studies.models import Approval, TermStanding

pytestmark = pytest.mark.django_db


def test_the_run_puts_everybody_into_a_group_of_the_department_s_board(run, five):
    got = {name: (proposal(run, who).group, proposal(run, who).poor) for name, who in five.items()}
    assert got == {
        "good": ("progressing", False),
        "probation": ("probation", False),
        "out": ("deregistration", False),
        "poor": ("probation", True),
        "missing": ("missing", False),
    }
    assert set(run.proposals.values_list("board__department", flat=True)) == {"COMP"}


def test_a_programme_with_a_board_of_its_own_is_decided_on_there(five):
    own = Board.objects.create(programme=world.programme())
    run = run_board(TERM, actor=None, now=BOARD)
    assert set(run.proposals.values_list("board", flat=True)) == {own.pk}


def test_a_board_is_of_a_department_or_a_programme_and_never_of_both():
    with pytest.raises(IntegrityError), transaction.atomic():
        Board.objects.create(department=world.department(), programme=world.programme())
    with pytest.raises(IntegrityError), transaction.atomic():
        Board.objects.create()


def test_a_board_has_one_meeting_at_a_time(run):
    meeting, _ = boards.called(run, BOARD)
    assert call_meeting(meeting.board, run.pk, held_at=LATER, room="Y302", actor=None, now=BOARD) == "another_open"


def test_decisions_as_proposed_leave_those_with_a_missing_grade_open(run, five):
    meeting, _ = boards.called(run, BOARD)
    done = decide_proposals(meeting.pk, list(run.proposals.values_list("pk", flat=True)), actor=None, now=BOARD)
    missing = proposal(run, five["missing"])
    assert (done.count, list(done.refused)) == (4, [missing.pk])
    assert done.refused[missing.pk].findings[0].message.key == "assessment.board.grade_missing"
    assert not BoardDecision.objects.filter(proposal=missing).exists()


@pytest.mark.parametrize("outcome", ["progressing", "probation"])
def test_nobody_with_ground_iv_is_recorded_as_progressing(run, five, outcome):
    # HB24-6B-01
    meeting, _ = boards.called(run, BOARD)
    row = proposal(run, five["out"])
    done = decide_proposals(meeting.pk, [row.pk], outcome=outcome, reason="Illness", actor=None, now=BOARD)
    assert "polyu-2024-25:6B-01" in {str(finding.clause) for finding in done.refused[row.pk].refusals}
    assert BoardDecision.objects.count() == 0


def test_de_registration_by_discretion_needs_a_reason_and_a_low_gpa(run, five):
    # HB24-6B-07
    meeting, people = boards.called(run, BOARD)
    poor, good = proposal(run, five["poor"]), proposal(run, five["good"])
    told = {"outcome": "deregistration", "actor": people["secretary"], "now": BOARD}
    # given no reason
    assert list(decide_proposals(meeting.pk, [poor.pk], **told).refused) == [poor.pk]
    # given a reason and a GPA over the line
    assert list(decide_proposals(meeting.pk, [good.pk], reason="Absent", **told).refused) == [good.pk]
    assert BoardDecision.objects.count() == 0
    # when both are there
    decide_proposals(meeting.pk, [poor.pk], reason="No work handed in at all", **told)
    # then the departure is on record with its clause
    row = BoardDecision.objects.get()
    assert (row.outcome, row.departs, row.clause, row.reason) == (
        "deregistration",
        True,
        "polyu-2024-25:6B-07",
        "No work handed in at all",
    )


def test_a_departure_without_reason_is_refused_by_the_database_as_well(run, five):
    meeting, _ = boards.called(run, BOARD)
    row = proposal(run, five["poor"])
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardDecision.objects.create(
            proposal=row,
            meeting=meeting,
            outcome="deregistration",
            departs=True,
            decision=row.decision,
            decided_at=BOARD,
        )


def test_decisions_are_taken_back_while_the_meeting_is_open_and_never_after(run):
    meeting, people = boards.called(run, BOARD)
    keys = list(run.proposals.exclude(group="missing").values_list("pk", flat=True))
    decide_proposals(meeting.pk, keys, actor=None, now=BOARD)
    assert undo_decisions(meeting.pk, keys[:1]) == 1
    assert BoardDecision.objects.count() == 3
    decide_proposals(meeting.pk, keys, actor=None, now=BOARD)
    close_meeting(meeting.pk, actor=people["secretary"], now=BOARD)
    assert undo_decisions(meeting.pk, keys) == 0
    assert decide_proposals(meeting.pk, keys, actor=None, now=BOARD).closed
    # and round the action the database refuses it
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardDecision.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardDecision.objects.update(reason="later")
    assert BoardDecision.objects.count() == 4


def test_a_meeting_closes_with_a_quorum_and_everybody_decided(run):
    meeting, people = boards.called(run, BOARD, present=False)
    secretary = people["secretary"]
    decision = close_meeting(meeting.pk, actor=secretary, now=BOARD)
    keys = [finding.message.key for finding in decision.refusals]
    assert keys == ["assessment.minutes.no_quorum", "assessment.minutes.chair_absent", "assessment.minutes.undecided"]
    # given the chair and one of two members: two of three are needed
    seats = {seat.user.username: seat.pk for seat in BoardMember.objects.all()}
    record_attendance(
        meeting.pk,
        {seats["chair-comp"]: "present", seats["member-comp"]: "present", seats["other-comp"]: "apologies"},
        actor=None,
    )
    keys = list(run.proposals.exclude(group="missing").values_list("pk", flat=True))
    decide_proposals(meeting.pk, keys, actor=secretary, now=BOARD)
    decision = close_meeting(meeting.pk, actor=secretary, now=BOARD)
    assert (decision.allowed, decision.result["needed"]) == (True, 2)
    assert Meeting.objects.get().state == "closed"


def test_the_chair_signs_and_nobody_signs_what_they_closed(run):
    meeting, people = boards.closed(run, BOARD)
    for who in ("secretary", "member"):
        assert not confirm_meeting(meeting.pk, actor=people[who], now=BOARD).allowed
    assert TermStanding.objects.filter(term=TERM).count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(state="confirmed", confirmed_at=BOARD, confirmed_by=people["secretary"])
    # when the chair does
    assert confirm_meeting(meeting.pk, actor=people["chair"], now=BOARD).allowed
    assert TermStanding.objects.filter(term=TERM).count() == 4
    # then a second time changes nothing
    assert confirm_meeting(meeting.pk, actor=people["chair"], now=BOARD) is None


def test_the_chair_hands_the_minutes_back_and_the_meeting_is_open_again(run):
    meeting, people = boards.closed(run, BOARD)
    assert return_meeting(meeting.pk)
    assert undo_decisions(meeting.pk, list(run.proposals.values_list("pk", flat=True))) == 4
    assert not return_meeting(meeting.pk)
    assert people


def test_a_confirmed_meeting_never_opens_again(run):
    boards.held(run, BOARD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(state="open", closed_at=None, confirmed_at=None, confirmed_by=None)


def test_a_grade_rectified_after_the_run_makes_its_proposal_out_of_date(run, five):
    meeting, people = boards.called(run, BOARD)
    row = proposal(run, five["probation"])
    boards.rectified(five["probation"], "B", "3.0", BOARD)
    done = decide_proposals(meeting.pk, [row.pk], actor=None, now=BOARD)
    assert [finding.message.key for finding in done.refused[row.pk].refusals] == ["assessment.board.record_changed"]
    # when only this student's is computed again
    untouched = set(run.proposals.exclude(pk=row.pk).values_list("pk", "proposed_at", "decision"))
    run_board(TERM, actor=None, now=LATER, studies=[five["probation"].pk])
    row.refresh_from_db()
    assert (row.group, row.gpa) == ("progressing", Decimal("3.00"))
    assert set(run.proposals.exclude(pk=row.pk).values_list("pk", "proposed_at", "decision")) == untouched
    assert decide_proposals(meeting.pk, [row.pk], actor=None, now=LATER).count == 1
    assert people


def test_a_grade_rectified_between_closing_and_signing_stops_the_signature(run, five):
    meeting, people = boards.closed(run, BOARD)
    boards.rectified(five["probation"], "B", "3.0", BOARD)
    decision = confirm_meeting(meeting.pk, actor=people["chair"], now=BOARD)
    assert [finding.message.key for finding in decision.refusals] == ["assessment.minutes.changed"]
    assert TermStanding.objects.filter(term=TERM).count() == 0
    # when it is handed back, computed again and decided anew
    return_meeting(meeting.pk)
    run_board(TERM, actor=None, now=LATER, studies=[five["probation"].pk])
    assert not BoardDecision.objects.filter(proposal__study=five["probation"]).exists()
    assert BoardDecision.objects.count() == 3
    decide_proposals(meeting.pk, [proposal(run, five["probation"]).pk], actor=None, now=LATER)
    assert close_meeting(meeting.pk, actor=people["secretary"], now=LATER).allowed
    assert confirm_meeting(meeting.pk, actor=people["chair"], now=LATER).allowed
    assert TermStanding.objects.get(study=five["probation"], term=TERM).standing == "progressing"


def test_an_extension_approved_after_the_run_answers_ground_two():
    # given a student of the last year, whose time is over with requirements outstanding
    first = world.term("2021/22-S1", "2021-09-06")
    study = graded("21001001D", "B", cohort="2021/22", entry_term=first, programme=world.programme(normal_duration=7))
    run = run_board(TERM, actor=None, now=BOARD)
    assert (proposal(run, study).group, proposal(run, study).grounds) == ("deregistration", ["ii"])
    # when AR9 is approved before the board, the old proposal no longer holds
    Approval.objects.create(
        study=study, kind="extension", form="AR9", number=2, granted_by=study.student, granted_at=BOARD
    )
    meeting, _ = boards.called(run, BOARD)
    done = decide_proposals(meeting.pk, [proposal(run, study).pk], outcome="progressing", actor=None, now=BOARD)
    assert "assessment.board.record_changed" in [f.message.key for f in done.refused[proposal(run, study).pk].refusals]
    # and the new one does
    run_board(TERM, actor=None, now=LATER, studies=[study.pk])
    assert (proposal(run, study).group, proposal(run, study).grounds) == ("progressing", [])


def test_a_failed_subject_recognised_since_is_no_ground():
    # given two students who failed a compulsory subject three times, one of whom had it transferred afterwards
    failed = world.subject("AMA1110")
    world.compulsory(world.programme(), failed)
    out, transferred = graded("24001001D", "B"), graded("24001002D", "B")
    for study in (out, transferred):
        for attempt, key in enumerate(("2022/23-S1", "2022/23-S2", "2023/24-S1"), start=1):
            term = world.term(key, f"{key[:4]}-09-05" if key.endswith("S1") else "2023-01-09")
            world.result(study, failed, term, "F", "0.0", attempt=attempt)
    world.result(transferred, failed, world.term(), "T", None, origin="transferred")
    # when the board is run, then ground (iii) holds for the other alone
    run = run_board(TERM, actor=None, now=BOARD)
    assert proposal(run, out).grounds == ["iii"]
    assert proposal(run, transferred).grounds == []


def test_who_took_no_subject_and_whose_time_is_over_comes_before_the_board():
    # given a student of the last year without a subject in the term, one who has time left, and one on leave
    first = world.term("2021/22-S1", "2021-09-06")
    short, long = world.programme("61001", normal_duration=7), world.programme("61002", normal_duration=8)
    over = world.study("21001001D", cohort="2021/22", entry_term=first, programme=short)
    world.study("21001002D", cohort="2021/22", entry_term=first, programme=long)
    world.study("21001003D", cohort="2021/22", entry_term=first, programme=short, status="deferred")
    low_before(over, "1.60")
    world.term()
    # when the board is run
    run = run_board(TERM, actor=None, now=BOARD)
    # then ground (ii) is proposed for the first alone, and nothing is made of averages that haven't changed
    assert [(one.study, one.group, one.grounds) for one in run.proposals.select_related("study")] == [
        (over, "deregistration", ["ii"])
    ]


def test_credits_recognised_in_the_term_bring_a_student_before_the_board():
    # given a student whose credits were transferred in the term, and no subject taken (HB24-5B-15)
    study = world.study("21001001D", cohort="2021/22")
    world.result(study, world.subject("COMP2011"), world.term(), "T", None, origin="transferred")
    # when
    run = run_board(TERM, actor=None, now=BOARD)
    # then
    assert [(one.study, one.group) for one in run.proposals.select_related("study")] == [(study, "progressing")]


def test_a_term_without_results_is_no_semester_of_a_run():
    # given a low average before, and a term in which credits were transferred and nothing was assessed
    study = world.study("21001001D", cohort="2021/22")
    low_before(study, "1.20")
    world.result(study, world.subject("COMP1011"), world.term("2023/24-S2", "2024-01-15"), "D", "1.0")
    world.result(study, world.subject("COMP2011"), world.term(), "T", None, origin="transferred")
    # when the board decides as proposed
    run = run_board(TERM, actor=None, now=BOARD)
    meeting, people = boards.called(run, BOARD)
    decide_proposals(meeting.pk, [proposal(run, study).pk], actor=None, now=BOARD)
    close_meeting(meeting.pk, actor=people["secretary"], now=BOARD)
    confirm_meeting(meeting.pk, actor=people["chair"], now=LATER)
    # then probation goes on, and the term doesn't count in the run
    row = TermStanding.objects.get(study=study, term=TERM)
    assert (row.standing, row.counts) == ("probation", False)
