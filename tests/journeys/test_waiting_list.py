"""A place that one student gives up reaches the next in the queue, in the browsers of both."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

# Both are in their last year and lack the same full subject; the first has an open offer.
OFFERED, LEFT_OUT = "21000013d", "21000007d"
SUBJECT = "COMP4011"


def test_a_place_goes_from_hand_to_hand_by_the_published_order(visit):
    # given a student who meets a full group in the search and joins its waiting list with one press
    student = visit(LEFT_OUT)
    student.goto(f"/my/registration/?q={SUBJECT}")
    student.get_by_role("link", name=re.compile(f"Join the waiting list {SUBJECT}")).click()
    expect(student.locator("main")).to_contain_text("You would be 1st in the queue")
    student.get_by_role("button", name="Join the waiting list").click()
    expect(student.locator("main")).to_contain_text("1st of 1")
    expect(student.locator("main")).to_contain_text("you are in your final year and the award needs it")
    # when another student takes the place that was offered, and drops it again
    other = visit(OFFERED)
    other.goto("/")
    expect(other.locator("main section").first).to_contain_text(f"A place in {SUBJECT} is offered to you")
    other.goto("/my/registration/waiting/")
    other.get_by_role("button", name=re.compile("Take the place")).click()
    expect(other.locator("main")).to_contain_text(f"{SUBJECT} is registered. The place is yours.")
    drop(other)
    # then it is offered to the one who waits, in whose language the page says until when
    until(student, f"A place in {SUBJECT}, group 1001, is offered to you")
    chinese = visit(LEFT_OUT, language="zh-hant", phone=True)
    chinese.goto("/my/registration/waiting/")
    expect(chinese.locator("main")).to_contain_text(re.compile("為你保留至2024年9月4日.*尚餘"))
    # and who takes it has it
    student.get_by_role("button", name=re.compile("Take the place")).click()
    expect(student.locator("main table tbody")).to_contain_text(SUBJECT)
    student.goto("/my/registration/waiting/")
    expect(student.locator("main")).to_contain_text("Place taken")
    # and the office sees how it went, and nothing that would have changed it
    office = visit("office")
    office.goto(f"/offerings/?q={SUBJECT}")
    office.locator("main table tbody a").first.click()
    office.get_by_role("link", name=re.compile("Waiting list")).first.click()
    office.get_by_role("link", name="Who stood in it before").click()
    expect(office.locator("main table tbody tr")).to_have_count(2)
    expect(office.locator("main form")).to_have_count(0)


def drop(page: Page) -> None:
    """Drop the subject on its page."""
    page.goto("/my/registration/subjects/")
    page.get_by_role("link", name=re.compile(f"Drop {SUBJECT}")).click()
    page.get_by_role("button", name="Drop the subject").click()
    expect(page.locator("main")).to_contain_text(f"{SUBJECT} is dropped.")


def until(page: Page, text: str) -> None:
    """Look again and again until the worker has made the offer."""
    for _ in range(40):
        page.goto("/my/registration/waiting/")
        if text in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    pytest.fail(f"nobody offered it: {page.locator('main').inner_text()[:400]}")
