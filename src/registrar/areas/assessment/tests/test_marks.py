"""Marks in components: cell by cell, proposals beside the grade, and a sheet that comes back."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from registrar.areas.assessment import spreadsheet
from registrar.areas.assessment.actions.accept_proposals import accept_proposals
from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.enter_marks import enter_marks
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.actions.upload_grades import upload_grades
from registrar.areas.assessment.models import ComponentMark, GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.tests.marking import NOW, keys, mark, marked_sheet, parts
from registrar.areas.assessment.totals import proposed_grades

pytestmark = pytest.mark.django_db


def proposed(sheet):
    lines = list(sheet.entries.order_by("registration__study__student_number"))
    totals = proposed_grades(scheme_of(sheet.offering_id), sheet.offering, marks_of(lines), lines, NOW.date())
    return [totals[line.pk].result.get("proposed") if line.pk in totals else None for line in lines]


def test_a_bad_mark_is_refused_and_the_others_are_saved():
    # given
    sheet = marked_sheet(5)
    # when
    answer = mark(sheet, CW=("40.01", "-1", "12.345", "many", "39.5"), EXAM=("abs", "", "", "", "80"))
    # then
    assert [bad.problem for bad in answer.refused.values()] == ["above", "negative", "too_fine", "not_a_mark"]
    assert (answer.saved, answer.unknown) == (3, [])
    rows = ComponentMark.objects.order_by("component__code", "mark").values_list("component__code", "mark", "absent")
    assert list(rows) == [("CW", Decimal("39.5"), False), ("EXAM", Decimal(80), False), ("EXAM", None, True)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("1,000", "not_a_mark"), ("3_0", "not_a_mark"), ("1e1", "not_a_mark"), ("3.14159265358979", "too_fine")],
)
def test_what_may_mean_another_number_is_no_mark(text, problem):
    # given text that a program could read as a number, and a person as another one
    answer = mark(marked_sheet(1), CW=(text,))
    # then it is refused and nothing is saved
    assert [bad.problem for bad in answer.refused.values()] == [problem]
    assert not ComponentMark.objects.exists()


@pytest.mark.parametrize("text", ["29,5", "２９．５", " 29.50 "])
def test_a_decimal_comma_and_full_width_digits_are_a_mark(text):
    mark(marked_sheet(1), CW=(text,))
    assert ComponentMark.objects.get().mark == Decimal("29.5")


def test_a_cell_that_is_not_on_the_sheet_is_named():
    sheet = marked_sheet()
    assert enter_marks(sheet.pk, {(999_999, parts(sheet)["CW"]): "3"}, actor=None, now=NOW).unknown == [
        (999_999, parts(sheet)["CW"])
    ]


def test_saving_twice_changes_nothing_and_an_empty_cell_clears():
    # given
    sheet = marked_sheet()
    mark(sheet, CW=("30", "20"))
    before = list(ComponentMark.objects.values())
    # when
    again = mark(sheet, CW=("30.00", "20"))
    # then
    assert (again.saved, again.unchanged) == (0, 2)
    assert list(ComponentMark.objects.values()) == before
    # when
    assert mark(sheet, CW=("", "20")).saved == 1
    # then
    assert ComponentMark.objects.get().mark == Decimal(20)


def test_the_marks_propose_and_the_teacher_decides():
    # given 75 in all, and 30 of 100 short of the examination's pass mark by one
    sheet = marked_sheet(3)
    mark(sheet, CW=("30", "40", "10"), EXAM=("75", "29", ""))
    # then the third is not proposed yet
    assert proposed(sheet) == ["B+", "F", None]
    # when the proposals are taken over and one grade departs
    assert accept_proposals(sheet.pk, actor=None, now=NOW).saved == 2
    _first, second, third = keys(sheet)
    enter_grades(sheet.pk, {second: "D", third: "I"}, actor=None, now=NOW)
    # then the sheet waits for the note
    assert submit_sheet(sheet.pk, actor=None, now=NOW) == "unexplained"
    enter_grades(sheet.pk, {second: "D"}, notes={second: "Script re-read with the examiner"}, actor=None, now=NOW)
    assert submit_sheet(sheet.pk, actor=None, now=NOW) == "submitted"
    # and takes no marks any more
    assert mark(sheet, CW=("1", "1", "1")).closed


def test_the_database_refuses_what_goes_round_the_action():
    # given
    sheet = marked_sheet()
    mark(sheet, CW=("30", "20"))
    for statement, says in (
        ("UPDATE assessment_componentmark SET mark = 40.01", "above the maximum"),
        ("UPDATE assessment_componentmark SET mark = -1", "mark_or_absent"),
        ("UPDATE assessment_gradesheet SET stage = 'final'; UPDATE assessment_componentmark SET mark = 1", "is final"),
    ):
        with pytest.raises(IntegrityError, match=says), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    # then
    assert sorted(ComponentMark.objects.values_list("mark", flat=True)) == [Decimal(20), Decimal(30)]


def filled(sheet, *lines):
    """Download the sheet, write lines into it from its second row on, and read it."""
    codes = ["CW", "EXAM"]
    entries = sheet.entries.select_related("registration__study__student__person")
    book = load_workbook(BytesIO(spreadsheet.write(entries, "COMP1011", codes)))
    assert [cell.value for cell in book.active[1]] == ["Student number", "Name", "CW", "EXAM", "Grade", "Note"]
    for number, (who, *cells) in enumerate(lines, start=2):
        book.active.cell(number, 1, who)
        for place, value in enumerate(cells, start=3):
            book.active.cell(number, place, value)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return spreadsheet.read(file, "grades.xlsx", codes)


def test_a_spreadsheet_keeps_the_good_cells_and_names_the_bad_ones():
    # given three students, one of whom isn't in the file
    sheet = marked_sheet(3)
    lines = [("24000001D", 30, 101, "B+"), ("99999999D", 1, 1, "A"), ("24000003D", 39.5, "ABS", "Z")]
    # when it is only looked at
    look = upload_grades(sheet.pk, filled(sheet, *lines), actor=None, now=NOW, only_look=True)
    # then nothing is saved
    assert (look.marks, look.saved, ComponentMark.objects.count()) == (3, 1, 0)
    # when it is applied
    upload = upload_grades(sheet.pk, filled(sheet, *lines), actor=None, now=NOW)
    # then
    assert [(bad.row.line, bad.problem, bad.cell) for bad in upload.bad] == [
        (2, "mark", "D2"),
        (3, "not_on_sheet", "A3"),
        (4, "grade", "E4"),
    ]
    rows = ComponentMark.objects.order_by("entry", "component").values_list("mark", "absent")
    assert list(rows) == [(Decimal(30), False), (Decimal("39.5"), False), (None, True)]
    grades = sheet.entries.order_by("registration__study__student_number").values_list("grade", flat=True)
    assert list(grades) == ["B+", "", ""]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_grid_saves_marks_grades_and_notes_and_shows_what_was_wrong():
    # given
    sheet = marked_sheet()
    first, second = keys(sheet)
    known = parts(sheet)
    client = client_of(sheet.offering.groups.get().teacher)
    sent = {
        f"mark-{first}-{known['CW']}": "30",
        f"mark-{first}-{known['EXAM']}": "75",
        f"mark-{second}-{known['CW']}": "41",
        f"grade-{first}": "A",
        f"note-{first}": "Outstanding project",
        f"grade-{second}": "B",
    }
    # when
    page = client.post(reverse("assessment:sheet", args=[sheet.pk]), sent)
    # then what is right is saved, what is wrong stands in its field
    text = page.content.decode()
    assert page.status_code == 422
    assert "Cw: 41 is above the full mark of 40." in text
    assert 'value="41"' in text
    # and the head of the page leads there
    field = f"mark-{second}-{known['CW']}"
    lead = f'<a class="govuk-link" href="#{field}">24000002D: Cw: 41 is above the full mark of 40.</a>'
    assert (lead in text, f'id="{field}"' in text) == (True, True)
    assert list(sheet.entries.order_by("pk").values_list("grade", "note")) == [("A", "Outstanding project"), ("B", "")]
    assert proposed(sheet)[0] == "B+"


def test_the_page_of_a_sheet_asks_a_fixed_number_of_queries(django_assert_num_queries):
    # given nine students with marks
    sheet = marked_sheet(9)
    mark(sheet, CW=["30"] * 9, EXAM=[str(60 + place) for place in range(9)])
    client = client_of(sheet.offering.groups.get().teacher)
    address = reverse("assessment:sheet", args=[sheet.pk])
    client.get(address)
    # when / then
    with django_assert_num_queries(20):
        client.get(address)


MARKS = [("mark", 0, "CW", "30"), ("mark", 0, "EXAM", "75"), ("mark", 1, "CW", "10"), ("mark", 1, "EXAM", "20")]
GRADES = [("grade", 0, "", "B+"), ("grade", 1, "", "F")]
ORDERS = st.permutations([*MARKS, *GRADES])


@given(order=ORDERS, twice=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_makes_no_difference(order, twice):
    # given marks and grades that arrive in any order, perhaps twice
    with transaction.atomic():
        sheet = GradeSheet.objects.first() or marked_sheet()
        lines, known = keys(sheet), parts(sheet)
        for kind, place, code, text in [*order, *(order if twice else [])]:
            if kind == "mark":
                enter_marks(sheet.pk, {(lines[place], known[code]): text}, actor=None, now=NOW)
            else:
                enter_grades(sheet.pk, {lines[place]: text}, actor=None, now=NOW)
        # then the sheet is the same, and complete
        assert proposed(sheet) == ["B+", "F"]
        assert [row.grade for row in sheet.entries.order_by("registration__study__student_number")] == ["B+", "F"]
        assert submit_sheet(sheet.pk, actor=None, now=NOW) == "submitted"
        transaction.set_rollback(True)


def test_a_transfer_is_no_grade_and_brings_no_credits():
    # given a sheet, when the teacher enters T and W beside a grade
    sheet = marked_sheet(3)
    keys = list(sheet.entries.order_by("registration__study__student_number").values_list("registration", flat=True))
    answer = enter_grades(sheet.pk, dict(zip(keys, ("T", "W", "B+"), strict=True)), actor=None, now=NOW)
    # then both are refused and say why, and the grade is saved
    assert {key: answer.refused[key].findings[0].message.key for key in keys[:2]} == dict.fromkeys(
        keys[:2], "assessment.grade.not_entered"
    )
    assert sorted(sheet.entries.values_list("grade", flat=True)) == ["", "", "B+"]
