"""From the teacher's entry to the student's result."""

from decimal import Decimal

import pytest
from tests import boards, world

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.return_sheet import return_sheet
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.models import GradeEntry, GradeSheet, Proposal
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import StatusChange, SubjectResult, TermStanding

pytestmark = pytest.mark.django_db

NOW = world.at("2024-12-20 10:00")
BOARD = world.at("2025-01-09 10:00")
RELEASE = world.at("2025-01-11 09:00")


@pytest.fixture
def sheet():
    """A sheet with two students of COMP1011."""
    group = world.group(world.subject(), teacher=world.user("teacher1", "teacher"))
    world.register(world.study("24000001D"), group)
    world.register(world.study("24000002D"), group)
    open_grade_sheets("2024/25-S1")
    return GradeSheet.objects.get()


def keys(sheet):
    return list(sheet.entries.order_by("registration__study__student_number").values_list("registration_id", flat=True))


def grade(sheet, *grades):
    return enter_grades(sheet.pk, dict(zip(keys(sheet), grades, strict=True)), actor=None, now=NOW)


def test_sheets_open_once(sheet):
    # when the sheets are opened again
    new = open_grade_sheets("2024/25-S1")
    # then nothing is added
    assert new == 0
    assert GradeEntry.objects.count() == 2


def test_a_student_who_dropped_leaves_the_open_sheet(sheet):
    # given one of the two drops
    registration = sheet.entries.first().registration
    registration.state, registration.ended_at = "dropped", NOW
    registration.save()
    # when
    open_grade_sheets("2024/25-S1")
    # then
    assert sheet.entries.count() == 1


def test_an_unknown_grade_is_refused_and_the_other_saved(sheet):
    # when
    answer = grade(sheet, "A-", "Q")
    # then
    refused = answer.refused[keys(sheet)[1]]
    assert (answer.saved, refused.outcome.value) == (1, "REFUSED")
    assert refused.findings[0].message.key == "assessment.grade.unknown"
    assert [e.grade for e in sheet.entries.order_by("registration__study__student_number")] == ["A-", ""]


def test_a_registration_of_another_sheet_is_named(sheet):
    # when
    answer = enter_grades(sheet.pk, {999_999: "A"}, actor=None, now=NOW)
    # then
    assert (answer.saved, answer.unknown) == (0, [999_999])


def test_a_sheet_with_a_missing_grade_is_not_taken(sheet):
    # given
    grade(sheet, "A", "")
    # when / then
    assert submit_sheet(sheet.pk, actor=None, now=NOW) == "incomplete"
    assert GradeSheet.objects.get().stage == "open"


def test_a_submitted_sheet_takes_no_grades_until_it_is_returned(sheet):
    # given
    grade(sheet, "A", "B")
    submit_sheet(sheet.pk, actor=None, now=NOW)
    # when
    answer = grade(sheet, "C", "C")
    # then
    assert answer.closed
    assert set(sheet.entries.values_list("grade", flat=True)) == {"A", "B"}
    # when the panel returns it
    assert return_sheet(sheet.pk, note="Check the second paper", actor=None, now=NOW)
    # then
    assert grade(sheet, "C", "C").saved == 2


def test_nobody_confirms_their_own_grades(sheet):
    # given
    teacher = sheet.offering.groups.get().teacher
    grade(sheet, "A", "B")
    submit_sheet(sheet.pk, actor=teacher, now=NOW)
    # when / then
    assert finalise_sheet(sheet.pk, actor=teacher, now=NOW) == "own_grades"
    assert SubjectResult.objects.count() == 0


def test_final_grades_go_on_record_for_the_release_day(sheet):
    # given one student failed the subject before
    study = sheet.entries.order_by("registration__study__student_number").first().registration.study
    earlier = world.term("2023/24-S1", "2023-09-04")
    world.result(study, world.subject(), earlier, "F", "0.0")
    grade(sheet, "C+", "F")
    submit_sheet(sheet.pk, actor=None, now=NOW)
    # when
    assert finalise_sheet(sheet.pk, actor=world.user("chair1", "panel_chair"), now=NOW) == "final"
    # then
    rows = SubjectResult.objects.filter(term_id="2024/25-S1").order_by("study__student_number")
    got = [(r.grade, r.attempt, r.points, r.failed, r.credits_earned, r.released_on.isoformat()) for r in rows]
    assert got == [
        ("C+", 2, Decimal("2.3"), False, 3, "2025-01-11"),
        ("F", 1, Decimal("0.0"), True, 0, "2025-01-11"),
    ]
    # and a second time changes nothing
    assert finalise_sheet(sheet.pk, actor=None, now=NOW) == "not_submitted"
    assert SubjectResult.objects.count() == 3


def finish(sheet, *grades):
    grade(sheet, *grades)
    submit_sheet(sheet.pk, actor=None, now=NOW)
    finalise_sheet(sheet.pk, actor=None, now=NOW)


def test_the_board_proposes_confirms_and_releases(sheet):
    # given one student with A, one with F who was low before
    finish(sheet, "A", "F")
    first, second = (e.registration.study for e in sheet.entries.order_by("registration__study__student_number"))
    spring = world.term("2023/24-S2", "2024-01-15")
    world.result(second, world.subject("COMP1012"), spring, "D", "1.0")
    TermStanding.objects.create(
        study=second, term=spring, semester_gpa="1.00", gpa="1.00", standing="probation", released_on="2024-06-01"
    )
    # when the board runs
    run = run_board("2024/25-S1", actor=None, now=BOARD)
    # then it proposes with ground (iv) for the second
    proposals = {p.study_id: p for p in run.proposals.all()}
    assert (proposals[first.pk].group, proposals[first.pk].gpa, proposals[first.pk].grounds) == (
        "progressing",
        Decimal("4.00"),
        [],
    )
    assert (proposals[second.pk].group, proposals[second.pk].gpa, proposals[second.pk].grounds) == (
        "deregistration",
        Decimal("0.50"),
        ["iv"],
    )
    assert proposals[second.pk].decision.refusing == ["polyu-2024-25:6B-05"]
    # and running again changes no figure
    again = run_board("2024/25-S1", actor=None, now=BOARD)
    assert sorted(again.proposals.values_list("gpa", flat=True)) == [Decimal("0.50"), Decimal("4.00")]
    # when it is confirmed
    meeting = boards.held(run, BOARD)
    # then standings are on record and the study still stands
    assert TermStanding.objects.get(study=second, term_id="2024/25-S1").standing == "deregistered"
    second.refresh_from_db()
    assert second.status == "active"
    # and before its day nothing is released
    assert release_meeting(meeting.pk, actor=None, now=BOARD) is None
    assert Notice.objects.count() == 0
    # when the day has come
    counts = release_meeting(meeting.pk, actor=None, now=RELEASE)
    # then
    second.refresh_from_db()
    assert counts == {Proposal.Group.PROGRESSING: 1, Proposal.Group.DEREGISTRATION: 1}
    assert second.status == "deregistered"
    assert StatusChange.objects.get().reason == "ground_iv"
    assert Notice.objects.count() == 2
    # and a second release does nothing
    assert release_meeting(meeting.pk, actor=None, now=RELEASE) is None
    assert Notice.objects.count() == 2


def test_a_missing_grade_leaves_the_student_open(sheet):
    # given the sheet is not final
    grade(sheet, "A", "B")
    # when
    run = run_board("2024/25-S1", actor=None, now=BOARD)
    # then
    assert set(run.proposals.values_list("group", flat=True)) == {"missing"}
    boards.held(run, BOARD)
    assert TermStanding.objects.count() == 0


def test_what_a_meeting_closed_on_is_not_proposed_again(sheet):
    # given
    finish(sheet, "A", "B")
    run = run_board("2024/25-S1", actor=None, now=BOARD)
    boards.held(run, BOARD)
    decided = set(run.proposals.values_list("pk", "gpa", "decision"))
    # when / then
    run_board("2024/25-S1", actor=None, now=RELEASE)
    assert set(run.proposals.values_list("pk", "gpa", "decision")) == decided


def test_the_run_asks_a_fixed_number_of_queries(django_assert_num_queries):
    # given ten students
    group = world.group(world.subject())
    for number in range(10):
        world.register(world.study(f"240001{number:02}D"), group)
    open_grade_sheets("2024/25-S1")
    finish(GradeSheet.objects.get(), *["B"] * 10)
    run_board("2024/25-S1", actor=None, now=BOARD)
    # when / then: none of them per student
    with django_assert_num_queries(33):
        run_board("2024/25-S1", actor=None, now=BOARD)
