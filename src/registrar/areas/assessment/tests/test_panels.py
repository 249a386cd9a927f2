"""The panel: provisional, reviewed, final; what it scales, and what it gives back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from tests import world

from registrar.areas.assessment.actions.accept_proposals import accept_proposals
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.return_sheet import return_sheet
from registrar.areas.assessment.actions.review_sheet import review_sheet
from registrar.areas.assessment.actions.scale_marks import Scaling, scale_marks
from registrar.areas.assessment.actions.set_panel import set_panel
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.models import GradeEntry, GradeSheet, ModeratedLine, Moderation, PanelMember
from registrar.areas.assessment.queries.sheets import sheets_for
from registrar.areas.assessment.tests.marking import NOW, keys, mark, marked_sheet, parts
from registrar.areas.studies.models import SubjectResult

pytestmark = pytest.mark.django_db

MEETING = world.at("2025-01-03 10:00")


@pytest.fixture
def chair():
    return world.user("chair1", "panel_chair", department="COMP")


def submitted(students=2, *, by=None):
    sheet = marked_sheet(students)
    mark(sheet, CW=["30"] * students, EXAM=["75", *["ABS"] * (students - 1)])
    accept_proposals(sheet.pk, actor=by, now=NOW)
    assert submit_sheet(sheet.pk, actor=by, now=NOW) == "submitted"
    return sheet


def panel(chair, *members, meets_on=date(2025, 1, 3)):
    return set_panel("COMP", "2024/25-S1", meets_on=meets_on, members=members, actor=chair, now=NOW)


def grades(sheet):
    return list(sheet.entries.order_by("registration__study__student_number").values_list("grade", flat=True))


def test_a_panel_reviews_on_its_day_before_the_grades_are_final(chair):
    # given a panel that meets on 3 January
    member = world.user("member1", "teacher")
    panel(chair, "member1")
    sheet = submitted()
    # when / then
    assert finalise_sheet(sheet.pk, actor=chair, now=NOW) == "not_reviewed"
    assert review_sheet(sheet.pk, actor=member, now=NOW) == "before_meeting"
    assert review_sheet(sheet.pk, note="Both scripts re-read", actor=member, now=MEETING) == "reviewed"
    assert SubjectResult.objects.count() == 0
    assert finalise_sheet(sheet.pk, actor=chair, now=MEETING) == "final"
    # then who did what is on record
    sheet.refresh_from_db()
    assert (sheet.reviewed_by, sheet.finalised_by, sheet.stage) == (member, chair, "final")
    assert Moderation.objects.values_list("kind", "reason").get() == ("noted", "Both scripts re-read")
    assert SubjectResult.objects.count() == 2


def test_without_a_panel_on_record_the_chair_does_both_in_one_step(chair):
    # given
    sheet = submitted()
    # when
    assert finalise_sheet(sheet.pk, actor=chair, now=NOW) == "final"
    # then
    sheet.refresh_from_db()
    assert (sheet.reviewed_by, sheet.reviewed_at) == (chair, NOW)


def test_nobody_reviews_scales_or_settles_their_own_grades(chair):
    # given
    sheet = submitted(by=chair)
    scaling = Scaling(parts(sheet)["EXAM"], Decimal(1), Decimal(5), "Hard paper")
    # when / then
    assert review_sheet(sheet.pk, actor=chair, now=MEETING) == "own_grades"
    assert scale_marks(sheet.pk, scaling, actor=chair, now=MEETING) == "own_grades"
    assert finalise_sheet(sheet.pk, actor=chair, now=MEETING) == "own_grades"
    assert GradeSheet.objects.get().stage == "submitted"


def test_scaling_keeps_mark_and_grade_before_and_after(chair):
    # given 75 (B+) with the examination at 75, and an absence that fails
    sheet = submitted()
    assert grades(sheet) == ["B+", "F"]
    # when the examination is raised by a tenth and five marks
    scaling = Scaling(parts(sheet)["EXAM"], Decimal("1.1"), Decimal(5), "The paper was too hard")
    assert scale_marks(sheet.pk, scaling, actor=chair, now=MEETING) == "scaled"
    # then the mark is 87.5, the total 82.5, and the grade follows; the absence stays
    line = ModeratedLine.objects.get()
    assert (line.mark_before, line.mark_after, line.grade_before, line.grade_after) == (
        Decimal(75),
        Decimal("87.5"),
        "B+",
        "A-",
    )
    assert grades(sheet) == ["A-", "F"]
    assert (line.moderation.by, line.moderation.reason) == (chair, "The paper was too hard")
    # and the full mark is never passed
    scale_marks(sheet.pk, Scaling(parts(sheet)["EXAM"], Decimal(2), Decimal(0), "Test"), actor=chair, now=MEETING)
    assert ModeratedLine.objects.last().mark_after == Decimal(100)


def test_a_grade_that_the_teacher_set_otherwise_stays(chair):
    # given
    sheet = marked_sheet()
    mark(sheet, CW=("30", "30"), EXAM=("75", "75"))
    first, second = keys(sheet)
    notes = {second: "Plagiarism in the coursework"}
    enter_grades(sheet.pk, {first: "B+", second: "C"}, notes=notes, actor=None, now=NOW)
    submit_sheet(sheet.pk, actor=None, now=NOW)
    # when
    scale_marks(sheet.pk, Scaling(parts(sheet)["EXAM"], Decimal(1), Decimal(20), "Hard"), actor=chair, now=MEETING)
    # then
    assert grades(sheet) == ["A", "C"]


def test_scaling_without_a_reason_changes_nothing(chair):
    sheet = submitted()
    scaling = Scaling(parts(sheet)["EXAM"], Decimal(1), Decimal(5), " ")
    assert scale_marks(sheet.pk, scaling, actor=chair, now=MEETING) == "no_reason"
    assert (grades(sheet), Moderation.objects.count()) == (["B+", "F"], 0)


def test_a_sheet_goes_back_with_a_reason_only(chair):
    # given
    sheet = submitted()
    review_sheet(sheet.pk, actor=chair, now=MEETING)
    # when / then
    assert not return_sheet(sheet.pk, note=" ", actor=chair, now=MEETING)
    assert return_sheet(sheet.pk, note="Marks of group 2 are missing", actor=chair, now=MEETING)
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.reviewed_by, sheet.note) == ("open", None, "Marks of group 2 are missing")
    assert Moderation.objects.get().kind == "returned"


def test_moderation_is_never_edited(chair):
    # given
    sheet = submitted()
    scale_marks(sheet.pk, Scaling(parts(sheet)["EXAM"], Decimal(1), Decimal(5), "Hard"), actor=chair, now=MEETING)
    for statement in (
        "UPDATE assessment_moderation SET reason = 'x'",
        "DELETE FROM assessment_moderatedline",
        "UPDATE assessment_moderatedline SET mark_before = 1",
    ):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            connection.cursor().execute(statement)
    assert Moderation.objects.get().reason == "Hard"


def test_a_final_line_changes_only_while_it_is_pending(chair):
    # given a final sheet with a pending line
    sheet = marked_sheet(scheme=False)
    enter_grades(sheet.pk, dict(zip(keys(sheet), ("I", "B"), strict=True)), actor=None, now=NOW)
    submit_sheet(sheet.pk, actor=None, now=NOW)
    finalise_sheet(sheet.pk, actor=chair, now=NOW)
    # when / then
    for work in (
        lambda: GradeEntry.objects.filter(grade="B").update(grade="A"),
        lambda: GradeEntry.objects.filter(grade="B").delete(),
    ):
        with pytest.raises(IntegrityError, match="is final"), transaction.atomic():
            work()
    assert GradeEntry.objects.filter(grade="I").update(grade="C") == 1
    assert grades(sheet) == ["C", "B"]


def test_a_netid_that_nobody_has_refuses_the_panel_with_its_line(chair):
    # when
    answer = panel(chair, "chair1", "nobody")
    # then
    assert (answer.panel, answer.unknown) == (None, ((2, "nobody"),))
    assert PanelMember.objects.count() == 0


def test_members_see_the_sheets_of_their_panel(chair):
    # given a member who teaches elsewhere
    member = world.user("member1", "teacher")
    sheet = submitted()
    world.group(world.subject("COMP1012"))
    assert list(sheets_for(member)) == []
    # when
    panel(chair, "member1")
    # then
    assert [one.pk for one in sheets_for(member)] == [sheet.pk]
    # and taken off, no longer
    panel(chair)
    assert list(sheets_for(member)) == []


def test_without_a_day_for_the_results_nothing_is_final(chair):
    # given a submitted sheet of 2018/19, whose edition doesn't say when results come out
    sheet = submitted()
    type(sheet.offering).objects.filter(pk=sheet.offering_id).update(term=world.term("2018/19-S1", "2018-09-03"))
    # when / then
    assert finalise_sheet(sheet.pk, actor=chair, now=MEETING) == "no_day"
    assert SubjectResult.objects.count() == 0
    assert GradeSheet.objects.get().stage == "submitted"
