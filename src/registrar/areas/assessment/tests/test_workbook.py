"""Cells that can't be taken for what they show: each is named by row and column, none counts silently as empty."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from tests import world

from registrar.areas.assessment import workbook
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.spreadsheet import CellProblem, Row, UnreadableSheet, read
from registrar.areas.platform import clock
from registrar.ui import sheets

HEAD = ["Student number", "Name", "Grade"]


def made(*grades, change=None):
    """A workbook of students 1, 2, 3 ... with these grades in column C."""
    book = Workbook()
    book.active.append(HEAD)
    for number, grade in enumerate(grades, start=1):
        book.active.append([f"2400000{number}D", f"Student {number}", grade])
    if change:
        change(book.active)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def problems(file, name="grades.xlsx"):
    return [(row.line, row.problem) for row in read(file, name) if row.problem]


def test_a_formula_that_was_never_computed_is_named():
    # given a workbook whose formula has no stored value, as programs write it
    file = made("A", '=IF(1>0,"B","C")')
    # when / then it isn't taken for an empty grade
    assert problems(file) == [(3, CellProblem("C3", "formula"))]


def test_a_formula_with_its_stored_value_counts_as_that_value(monkeypatch):
    # given the value that Excel stores beside the formula
    values, formulas = Workbook(), Workbook()
    for book, cell in ((values, "B+"), (formulas, '=IF(1>0,"B+","C")')):
        book.active.append(HEAD)
        book.active.append(["24000001D", "Student", cell])
    monkeypatch.setattr(workbook, "_worksheets", lambda content: (values.active, formulas.active))
    # when / then
    assert read(BytesIO(), "grades.xlsx") == [Row(2, "24000001D", "B+")]


@pytest.mark.parametrize(
    ("grade", "number_format", "code", "shown"),
    [
        (0.85, "0%", "percent", "85%"),
        (date(2025, 2, 1), "yyyy-mm-dd", "date", "1 FEB 2025"),
        (True, "General", "boolean", "TRUE"),
        ("#N/A", "General", "error", "#N/A"),
    ],
)
def test_a_cell_that_is_no_grade_is_named_with_what_it_shows(grade, number_format, code, shown):
    file = made("A", grade, change=lambda sheet: setattr(sheet["C3"], "number_format", number_format))
    row = read(file, "grades.xlsx")[1]
    assert (row.line, row.problem, row.grade) == (3, CellProblem("C3", code), shown)


def test_merged_cells_are_refused_for_every_student_they_cover():
    file = made("A", "B", None, "C", change=lambda sheet: sheet.merge_cells("C3:C4"))
    assert problems(file) == [(3, CellProblem("C3", "merged")), (4, CellProblem("C4", "merged"))]


def test_a_hidden_row_with_a_grade_is_refused_and_an_empty_one_is_not():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True

    assert problems(made("A", "B", None, change=hide)) == [(3, CellProblem("C3", "hidden"))]


def test_numbers_are_read_as_people_see_them():
    # given a student number that the program took for a number, and a mark in place of a grade
    def number(sheet):
        sheet["A2"], sheet["C2"] = 24000001.0, 72.5

    assert read(made("A", change=number), "grades.xlsx") == [Row(2, "24000001", "72.5")]


def test_the_cell_of_a_student_number_is_named_too():
    assert problems(made("A", change=lambda sheet: setattr(sheet["A2"], "value", '=B1&"D"'))) == [
        (2, CellProblem("A2", "formula"))
    ]


@pytest.mark.parametrize(("text", "code"), [('"=IF(1,""A"",""B"")"', "formula"), ("85 %", "percent")])
def test_a_csv_names_its_cells_as_well(text, code):
    file = BytesIO(f"Name,Student number,Grade\nChan,24000001D,{text}\n".encode())
    assert problems(file, "grades.csv") == [(2, CellProblem("C2", code))]


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(UnreadableSheet, match="the column “Grade” twice"):
        read(BytesIO(b"Student number,Grade,Grade\n24000001D,A,B\n"), "grades.csv")


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 1000)
    with pytest.raises(UnreadableSheet, match="too large"):
        read(made("A"), "grades.xlsx")


def test_too_many_lines_are_refused():
    with pytest.raises(UnreadableSheet, match="more than 5000 lines"):
        read(made("A", change=lambda sheet: setattr(sheet["C5001"], "value", "A")), "grades.xlsx")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Cell C3 has a formula without a stored value."),
        ("zh-hant", "儲存格 C3 只有公式而沒有已儲存的數值"),
    ],
)
def test_the_page_says_which_cell_and_keeps_the_rest(language, says):
    # given an open sheet of two, and a file with one good row
    group = world.group(world.subject(), teacher=world.user("teacher1", "teacher"))
    for number in (1, 2):
        world.register(world.study(f"2400000{number}D"), group)
    open_grade_sheets("2024/25-S1")
    clock.set_to(world.at("2024-12-20 10:00"))
    client = Client()
    client.force_login(group.teacher, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies["registrar_language"] = language
    sheet = GradeSheet.objects.get()
    address = reverse("assessment:upload_sheet", args=[sheet.pk])
    form = client.get(address).context["form"]
    # when it is uploaded
    file = SimpleUploadedFile("grades.xlsx", made("A", "=B9").read())
    key = client.get(address).context["idempotency_key"]
    answer = client.post(address, {"file": file, "idempotency_key": key})
    # then the page names the cell, and nothing is saved yet
    assert form is not None
    shown = client.get(answer["Location"])
    assert says in shown.content.decode()
    assert set(sheet.entries.values_list("grade", flat=True)) == {""}
    # when it is applied, then the good row is saved
    client.post(answer["Location"], {"idempotency_key": shown.context["idempotency_key"]})
    grades = sheet.entries.order_by("registration__study__student_number").values_list("grade", flat=True)
    assert list(grades) == ["A", ""]
