"""A ballot in a browser: a student ranks by keyboard, the registry draws and publishes, the student sees why."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT

pytestmark = pytest.mark.journey
STUDENT = "23000001d"


@pytest.fixture
def round_open(site: str, database_name: str) -> None:
    """Give next term an open round."""
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database_name}"))
    env = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "registrar", "demo", "ballot"], env=env, cwd=ROOT, check=True)


def done(page: Page) -> None:
    """Wait on a job's page until it is done."""
    for _ in range(120):
        if "Done" in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(page.locator("main").inner_text()[:400])


def test_from_the_wishes_to_the_reason(visit, round_open):
    # given a student whom the home page asks to rank
    student = visit(STUDENT)
    student.goto("/")
    student.locator("main a[href$='/wishes/']").first.click()
    wishes = student.locator(".rg-wishes > li")
    second = wishes.nth(1).locator("h2").inner_text().split()[1]
    # when the second wish is moved up with the keyboard, and the list handed in
    student.get_by_role("button", name=f"Up {second}").focus()
    student.keyboard.press("Enter")
    student.wait_for_url("**w=*")
    expect(wishes.first.locator("h2")).to_contain_text(second)
    student.get_by_role("button", name="Hand in my wishes").click()
    # then it is in, with a ticket
    expect(student.locator("main")).to_contain_text("Your ticket")
    # The browser keeps the mark of the last move; with it the page would not be asked for again.
    mine = student.url.partition("#")[0]
    # when the round is over, and the registry draws and publishes
    operator = visit("operator")
    operator.goto("/clock/")
    for name, value in (("day_day", "9"), ("day_month", "9"), ("day_year", "2024"), ("time", "10:00")):
        operator.fill(f"[name={name}]", value)
    operator.locator("form:has([name=time]) button").first.click()
    operator.wait_for_load_state()
    registry = visit("registry")
    registry.goto("/ballots/")
    registry.locator("main table a").first.click()
    page = registry.url
    for step, button in (("Draw the ballot", "Draw it"), ("Publish the results", "Publish them")):
        registry.goto(page)
        registry.get_by_role("button", name=step).or_(registry.get_by_role("link", name=step)).first.click()
        registry.get_by_role("button", name=button).click()
        done(registry)
    # then the student sees what became of each wish, in which turn, and how to check it
    student.goto(mine)
    main = student.locator("main")
    expect(main).to_contain_text("It came up in turn 1 of class")
    expect(main).to_contain_text("Check it yourself")
    with student.expect_download() as file:
        student.get_by_role("link", name="All wishes by ticket (CSV)").click()
    assert file.value.path().read_text().startswith("ticket,class,turn,sequence,subject,group,outcome\n")
