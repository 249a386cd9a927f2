"""Spreadsheets as people's programs save them."""

from datetime import date, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from registrar.ui.sheets import MOST_BYTES, UnreadableSheet, columns_of, read_sheet

CSV = "Code,Title\r\nCOMP1011,程式設計\r\n"


def book(*lines) -> bytes:
    made = Workbook()
    for line in lines:
        made.active.append(line)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CSV.encode(), "UTF-8"),
        (("\ufeff" + CSV).encode(), "UTF-8"),
        (CSV.replace(",", ";").encode(), "UTF-8"),
        (CSV.replace(",", "\t").encode("utf-16"), "UTF-16"),
        (CSV.encode("big5"), "Big5"),
    ],
)
def test_every_separator_and_encoding_gives_the_same_lines(content: bytes, encoding: str) -> None:
    sheet = read_sheet(content, "t.csv", most=10)
    assert sheet.heads == ("Code", "Title")
    assert [(line.number, line.cells) for line in sheet.lines] == [(2, ("COMP1011", "程式設計"))]
    assert sheet.encoding == encoding


def test_cells_of_a_workbook_come_as_text_and_odd_ones_are_marked() -> None:
    # Given a time, a whole number, a date and a formula, and an empty line between
    content = book(["a", "b", "c", "d"], [None], [time(9, 30), 40.0, date(2024, 1, 6), "=1+1"])
    # When it is read, whatever it is called
    (line,) = read_sheet(content, "t.csv", most=10).lines
    # Then the line keeps its number, and the last two are marked
    assert line.number == 3
    assert line.cells == ("09:30", "40", "2024-01-06", "=1+1")
    assert line.odd == {2: "date", 3: "formula"}


def test_figures_of_full_width_are_figures() -> None:
    assert read_sheet("A\n１００１\n".encode(), "t.csv", most=10).lines[0].cells == ("1001",)


def test_an_exported_text_that_looks_like_a_formula_comes_back_as_it_was() -> None:
    assert read_sheet(b"A\n'-x\n", "t.csv", most=10).lines[0].cells == ("-x",)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"no workbook", "t.xlsx", "not an Excel workbook"),
        (b"PK\x03\x04 broken", "t.xlsx", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old", "t.xls", r"old Excel format"),
        (b"%PDF-1.7\n1 0 obj\n", "t.csv", "not an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n", "t.png", "not an Excel workbook"),
        (b"<!DOCTYPE html>\n<p>", "t.csv", "not an Excel workbook"),
        (b'A\n1\n"' + b"x" * 200_000, "t.csv", "^Line 3 of the CSV file can't be read: a cell is too long, or a quot"),
        (b"A\n\x80\xff", "t.csv", "neither in UTF-8 nor in Big5"),
        (b"A\n1\n2\n3\n", "t.csv", "more than 2 lines"),
        (b"x" * (MOST_BYTES + 1), "t.csv", "larger than 8 MB"),
    ],
)
def test_what_is_no_spreadsheet_says_why(content: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableSheet, match=says):
        read_sheet(content, name, most=2)


def test_columns_are_found_in_either_language_and_a_missing_one_is_named() -> None:
    sheet = read_sheet("組別,SUBJECT\n".encode(), "t.csv", most=2)
    wanted = {"subject": ("Subject", "科目"), "group": ("Group", "組別"), "room": ("Room", "課室")}
    assert columns_of(sheet, wanted, ["group"]) == {"subject": 1, "group": 0}
    with pytest.raises(UnreadableSheet, match="Room / 課室"):
        columns_of(sheet, wanted, ["room"])
