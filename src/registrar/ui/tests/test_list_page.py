"""Search, filters, order, pages and downloads of a list."""

import io
import re

from openpyxl import load_workbook


def rows_of(text: str) -> list[str]:
    return re.findall(r'href="/subjects/(COMP\d+/)"', text)


def test_a_list_shows_its_first_page_in_order(pages):
    text = pages.get("/subjects/").content.decode()
    assert rows_of(text) == [f"COMP{number}/" for number in range(1000, 1010)]
    assert "25 results" in text
    assert 'aria-sort="ascending"' in text


def test_the_order_can_be_turned_and_is_kept_on_the_next_page(pages):
    text = pages.get("/subjects/?sort=-code&page=2").content.decode()
    assert rows_of(text)[0] == "COMP1014/"
    assert 'href="?sort=-code&amp;page=3"' in text
    # A column that offers no order is not obeyed
    assert rows_of(pages.get("/subjects/?sort=seats").content.decode())[0] == "COMP1000/"


def test_search_and_filter_narrow_the_list(pages):
    assert rows_of(pages.get("/subjects/?q=1007").content.decode()) == ["COMP1007/"]
    nothing = pages.get("/subjects/?level=2").content.decode()
    assert "Nothing matches" in nothing
    # A filter value that was never offered does not narrow
    assert len(rows_of(pages.get("/subjects/?level=9").content.decode())) == 10


def test_the_download_has_every_matching_row_and_no_formula(pages):
    answer = pages.get("/subjects/?export=csv&q=COMP100")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="subjects.csv"'
    assert lines[0] == "Code,Seats,State"
    assert lines[1] == "COMP1000,0,'=cmd|' /C calc'!A0"
    assert len(lines) == 11


def test_the_spreadsheet_holds_numbers_as_numbers(pages):
    answer = pages.get("/subjects/?export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]] == ["Code", "Seats", "State"]
    assert [cell.value for cell in sheet[26]] == ["COMP1024", 24, "'=cmd|' /C calc'!A0"]
    assert sheet.max_row == 26
