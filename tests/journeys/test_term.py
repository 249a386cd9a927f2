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


def put_into_basket(page: Page, search: str) -> None:
    """Look for subjects and put the first group with a place into the basket."""
    page.goto(f"/my/registration/?{search}")
    page.get_by_role("button", name=re.compile("Put into basket")).first.click()
    page.wait_for_load_state()
    page.goto("/my/registration/basket/")


def test_a_refusal_shows_its_clause_and_its_cure(visit):
    # given a student wants a subject outside the programme, before the last two days of add/drop
    page = visit("23000003g")
    put_into_basket(page, "category=additional")
    # when it is submitted all the same
    page.locator("form[data-once] button").click()
    page.wait_for_load_state()
    # then the answer names the clause, and what would change it
    text = page.locator("main").inner_text()
    assert "Nothing could be registered" in text
    assert "Student Handbook 2024/25, section 5" in text


def test_a_form_sent_twice_acts_once(visit):
    # given a basket ready to be sent
    page = visit("24000006d")
    page.goto("/my/registration/subjects/")
    before = page.locator("main table tbody tr, main section.rg-card").count()
    put_into_basket(page, "fits=on&free=on")
    form = page.locator("form[data-once]")
    fields = form.evaluate("one => Object.fromEntries(new FormData(one))")
    send = {"form": fields, "headers": {"Referer": page.url}, "max_redirects": 0}
    # when it is sent twice
    first = page.context.request.post(page.url, **send)
    second = page.context.request.post(page.url, **send)
    # then both are led to the same answer and nothing was done twice
    assert (first.status, second.status) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    page.goto("/my/registration/subjects/")
    assert page.locator("main table tbody tr, main section.rg-card").count() - before <= 1


def test_what_is_dropped_is_told_with_its_clause(visit):
    # given a student with subjects
    page = visit(STUDENT)
    page.goto("/my/registration/subjects/")
    drop = page.locator("a[href$='/drop/']").first
    address = drop.get_attribute("href")
    # when one is dropped and the drop confirmed
    page.goto(address)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    # then it is gone from the list, or the refusal cites the clause that holds it
    refused = "section 5" in page.locator("main").inner_text()
    page.goto("/my/registration/subjects/")
    assert refused or page.locator(f"a[href='{address}']").count() == 0


def test_an_expired_session_says_so_and_keeps_what_was_typed(visit):
    # given a form half filled in
    page = visit("registry")
    page.goto("/students/?q=23000001")
    page.locator("main table tbody a[href^='/students/']").first.click()
    page.wait_for_url(re.compile(r"/students/\d+/"))
    study = re.search(r"/students/(\d+)/", page.url).group(1)
    page.goto(f"/students/{study}/approvals/grant/")
    field = page.locator("main form textarea, main form input[type=text]").first
    field.fill("Agreed with the Head")
    # when the session has ended meanwhile
    page.context.clear_cookies(name="sessionid")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    # then a page says so
    assert "sign" in page.locator("body").inner_text().lower()


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
    decide(visit("board"))
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
    press(teacher, "Upload")
    expect(teacher.locator("main")).to_contain_text(re.compile("grades? saved"))
    teacher.goto(f"{sheet}submit/")
    press(teacher, "Submit")
    expect(teacher.locator("main")).to_contain_text("with the panel")
    return sheet


def decide(board: Page) -> None:
    """Run the board of the semester and confirm what it proposes."""
    board.goto("/boards/")
    press(board, re.compile("^Run"))
    follow_job(board)
    board.goto("/boards/")
    board.get_by_role("link", name="Semester One 2024/25").click()
    press(board, "Confirm these decisions")
    press(board, "Confirm")
    expect(board.locator("main")).to_contain_text("on record")


def _filled(workbook: bytes, grade: str) -> bytes:
    """Return a downloaded sheet with a grade on every line."""
    book = load_workbook(BytesIO(workbook))
    for row in book.active.iter_rows(min_row=2):
        row[2].value = grade
    file = BytesIO()
    book.save(file)
    return file.getvalue()
