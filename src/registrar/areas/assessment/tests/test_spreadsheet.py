"""Uploaded grade sheets: what is read, what is refused and why."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.upload_grades import upload_grades
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.spreadsheet import Row, UnreadableSheet, read, write

NOW = world.at("2024-12-20 10:00")


def book(*lines):
    made = Workbook()
    for line in lines:
        made.active.append(line)
    file = BytesIO()
    made.save(file)
    file.seek(0)
    return file


def test_columns_may_stand_in_any_order():
    # given
    file = book(["Grade", "Remark", "Student number"], ["a-", None, "24000001d"], [None, None, None])
    # when / then
    assert read(file, "grades.xlsx") == [Row(2, "24000001D", "A-")]


def test_a_csv_with_a_byte_order_mark_is_read():
    # given
    file = BytesIO("\ufeffStudent number,Grade\r\n24000001D,B+\r\n".encode())
    # when / then
    assert read(file, "grades.csv") == [Row(2, "24000001D", "B+")]


def test_full_width_characters_and_printed_minus_signs_are_understood():
    # given what a Chinese keyboard and a word processor make of numbers and grades
    file = book(
        ["Student number", "Grade", "EXAM"], ["２４０００００１Ｄ", "Ａ＋", "７５．５"], ["24000002D", "A \u2212", 8]
    )
    # when
    first, second = read(file, "grades.xlsx", ["EXAM"])
    # then
    assert (first.student_number, first.grade, first.marks[0].text) == ("24000001D", "A+", "75.5")
    assert (second.grade, second.marks[0].text) == ("A-", "8")


def test_headings_are_read_in_chinese_too_whatever_their_spaces():
    file = book([" 學生編號 ", "等級", "備註"], ["24000001D", "A", "補考，已批准"])
    [row] = read(file, "grades.xlsx")
    assert (row.student_number, row.grade, row.note) == ("24000001D", "A", "補考，已批准")
    assert read(book(["Student  Number", "GRADE"], ["24000001D", "A"]), "g.xlsx") == [Row(2, "24000001D", "A")]


def test_a_workbook_is_a_workbook_whatever_its_name():
    assert read(book(["Student number", "Grade"], ["24000001D", "A"]), "grades.csv") == [Row(2, "24000001D", "A")]


def test_the_file_of_another_grade_sheet_is_refused_by_its_name():
    # given a file that was downloaded for another subject, with students who take both
    other = BytesIO(write([], "COMP2011-2024-25-S1"))
    # when / then
    with pytest.raises(UnreadableSheet, match="COMP2011-2024-25-S1, and this one is COMP1011-2024-25-S1"):
        read(other, "grades.xlsx", title="COMP1011-2024-25-S1")
    # and a sheet that the teacher named is taken
    assert read(BytesIO(write([], "My marks")), "grades.xlsx", title="COMP1011-2024-25-S1") == []


@pytest.mark.parametrize(
    ("file", "name", "says"),
    [
        (BytesIO(b"no workbook at all"), "grades.xlsx", "not an Excel workbook"),
        (BytesIO(b"Student number,Grade\n\x80\xff,A"), "grades.csv", "neither in UTF-8 nor in Big5"),
        (BytesIO(b"Name,Grade\nChan,A"), "grades.csv", "no column “Student number”"),
        (BytesIO(b""), "grades.csv", "no column “Student number”"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(file, name, says):
    with pytest.raises(UnreadableSheet, match=says):
        read(file, name)


@pytest.mark.django_db
def test_good_rows_are_kept_and_bad_ones_named():
    # given a sheet of three students
    group = world.group(world.subject())
    for number in (1, 2, 3):
        world.register(world.study(f"2400000{number}D"), group)
    open_grade_sheets("2024/25-S1")
    sheet = GradeSheet.objects.get()
    rows = [
        Row(2, "24000001D", "A"),
        Row(3, "99999999D", "B"),
        Row(4, "24000002D", "Z9"),
        Row(5, "24000003D", "C"),
        Row(6, "24000003D", "B"),
    ]
    # when
    upload = upload_grades(sheet.pk, rows, actor=None, now=NOW)
    # then
    assert (upload.saved, upload.unchanged) == (1, 0)
    assert [(b.row.line, b.problem) for b in upload.bad] == [
        (3, "not_on_sheet"),
        (4, "grade"),
        (5, "twice"),
        (6, "twice"),
    ]
    grades = sheet.entries.order_by("registration__study__student_number").values_list("grade", flat=True)
    assert list(grades) == ["A", "", ""]


@pytest.mark.django_db
def test_the_sheet_goes_out_and_comes_back_unchanged():
    # given
    group = world.group(world.subject())
    world.register(world.study("24000001D"), group)
    open_grade_sheets("2024/25-S1")
    sheet = GradeSheet.objects.get()
    # when
    content = write(sheet.entries.select_related("registration__study__student__person"), "COMP1011 2024/25-S1")
    # then
    assert read(BytesIO(content), "COMP1011.xlsx") == [Row(2, "24000001D", "")]


def test_endless_cells_are_cut_short():
    content = "Student number,Grade\n24000001D," + "a" * 5000 + "\n"
    assert read(BytesIO(content.encode()), "grades.csv") == [Row(2, "24000001D", "A" * 40)]
