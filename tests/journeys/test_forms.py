"""Forms of students and staff: refused, sent twice, sent too late."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

STUDENT = "23000001d"


def put_into_basket(page: Page, search: str) -> None:
    """Look for subjects and put the first group with a place into the basket."""
    page.goto(f"/my/registration/?{search}")
    page.get_by_role("button", name=re.compile("Put into basket")).first.click()
    page.wait_for_load_state()
    page.goto("/my/registration/basket/")


def test_a_refusal_shows_its_clause_and_its_cure(visit):
    # given a student wants a subject outside the programme, before the last two days of add/drop
    page = visit("23000003g")
    put_into_basket(page, "q=COMP1011")
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
