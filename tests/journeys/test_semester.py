"""One student's semester in a browser, from the basket to the transcript, with the staff who carry it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

STUDENT = "23000001d"


@pytest.fixture
def set_clock(visit):
    """Return a function that lets the operator set the clock and run what is due."""
    operator: list[Page] = []

    def to(day: str, time: str = "10:00") -> None:
        if not operator:
            operator.append(visit("operator"))
        page = operator[0]
        page.goto("/clock/")
        year, month, number = day.split("-")
        for name, value in (("day_day", number), ("day_month", month), ("day_year", year)):
            page.fill(f"[name={name}]", str(int(value)))
        page.fill("[name=time]", time)
        page.locator("form:has([name=time]) button").first.click()
        page.wait_for_load_state()
        expect(page.locator("main")).not_to_contain_text("Error:")

    return to


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button or a link that looks like one."""
    button = page.get_by_role("button", name=name)
    (button if button.count() else page.get_by_role("link", name=name)).first.click()
    page.wait_for_load_state()


def until(page: Page, address: str, text: str) -> None:
    """Look at a page again and again until the worker has brought about what it should say."""
    for _ in range(60):
        page.goto(address)
        if text.lower() in page.locator("main").inner_text().lower():
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{address} doesn't say {text!r}: {page.locator('main').inner_text()[:400]}")


def follow_job(page: Page) -> None:
    """Wait on a job's page until it is done."""
    for _ in range(120):
        if "Done" in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(f"the job didn't finish: {page.locator('main').inner_text()[:400]}")


def test_from_the_debit_note_to_the_transcript(visit, set_clock):
    # given the Finance Office bills the semester
    finance = visit("finance")
    finance.goto("/finance/billing/")
    press(finance, "Raise the debit notes")
    follow_job(finance)
    # when the student pays exactly that at the bank
    student = visit(STUDENT)
    pay(student)
    # then there is a receipt
    expect(student.locator("main")).to_contain_text("Payment received")
    # and whoever hasn't paid loses the registration once the deadline is over
    set_clock("2024-11-01")
    until(visit("23000002d"), "/my/study/", "nullified")
    # when the teacher grades a sheet by spreadsheet, and the panel's chair confirms it
    set_clock("2024-12-27")
    sheet = grade_a_sheet(visit("teacher"))
    panel = visit("panel")
    panel.goto(f"{sheet}final/")
    press(panel, "Make final")
    expect(panel.locator("main")).to_contain_text("final")
    # and the board runs and decides
    set_clock("2025-01-10")
    run(visit("board"))
    decide(visit("office"), visit("head"))
    # then the student takes a copy of the transcript after the release
    set_clock("2025-01-13")
    student.goto("/my/results/")
    expect(student.locator("main")).to_contain_text("Semester Two 2023/24")
    student.goto("/my/transcripts/")
    press(student, "Make a copy")
    student.goto("/my/transcripts/")
    expect(student.locator("main")).to_contain_text("TS00000001")


def pay(student: Page) -> None:
    """Pay the first debit note at the sandbox bank, by FPS and exactly."""
    student.goto("/my/fees/")
    note = student.locator("a[href*='/finance/notes/']").first.get_attribute("href").split("/")[3]
    student.goto(f"/finance/notes/{note}/pay/")
    student.check("input[type=radio][value=fps]")
    student.locator("main form button").first.click()
    student.wait_for_url(re.compile("/finance/bank/"))
    student.locator("main form input[type=radio]").first.check()
    student.locator("main form button").first.click()
    student.wait_for_load_state()


def grade_a_sheet(teacher: Page) -> str:
    """Fill in the first open sheet as a spreadsheet, upload and submit it; return its address."""
    until(teacher, "/grades/?stage=open", "Being entered")
    teacher.locator("main table tbody a").first.click()
    teacher.wait_for_load_state()
    sheet = teacher.url
    graded = _filled(teacher.context.request.get(f"{sheet}download/").body(), "B+")
    teacher.goto(f"{sheet}upload/")
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    teacher.set_input_files("input[type=file]", {"name": "grades.xlsx", "mimeType": xlsx, "buffer": graded})
    press(teacher, "Upload and check")
    press(teacher, "Save these marks and grades")
    expect(teacher.locator("main")).to_contain_text(re.compile("grades? saved"))
    teacher.goto(f"{sheet}submit/")
    press(teacher, "Submit")
    expect(teacher.locator("main")).to_contain_text("with the panel")
    return sheet


def run(board: Page) -> None:
    """Compute what is proposed for the semester."""
    board.goto("/boards/")
    press(board, re.compile("^Run"))
    follow_job(board)


def decide(secretary: Page, chair: Page) -> None:
    """Hold a meeting of the secretary's board that accepts every proposal; the chair signs its minutes."""
    secretary.goto("/boards/")
    secretary.get_by_role("link", name="Semester One 2024/25").click()
    secretary.wait_for_load_state()
    found = re.search(r"/boards/\d+/\d+/", secretary.url + secretary.content())
    assert found is not None, secretary.locator("main").inner_text()
    secretary.goto(f"{found[0]}call/")
    secretary.fill("[name=room]", "Y301")
    press(secretary, "Call the meeting")
    meeting = re.search(r"/boards/meetings/\d+/", secretary.content())
    assert meeting is not None, secretary.locator("main").inner_text()
    secretary.goto(f"{meeting[0]}present/")
    secretary.locator("main form button").first.click()
    secretary.wait_for_load_state()
    groups = secretary.locator("main form:has(input[name=group]) button")
    while groups.count():
        groups.first.click()
        secretary.wait_for_load_state()
    secretary.goto(f"{meeting[0]}close/")
    press(secretary, "Close the meeting")
    chair.goto(f"{meeting[0]}sign/")
    press(chair, "Sign and confirm the decisions")
    expect(chair.locator("main")).to_contain_text("on record")


def _filled(workbook: bytes, grade: str) -> bytes:
    """Return a downloaded sheet with a grade on every line."""
    book = load_workbook(BytesIO(workbook))
    place = [cell.value for cell in book.active[1]].index("Grade")
    for row in book.active.iter_rows(min_row=2):
        row[place].value = grade
    file = BytesIO()
    book.save(file)
    return file.getvalue()
