"""One graduation in a browser: the application, the board's decision confirmed, the conferment, the parchment."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

FINISHING = "20000016d"


@pytest.fixture
def demo(database_name):
    """Return a function that runs `registrar demo` on the site's database."""
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database_name}"))
    env = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": "src"}

    def run(action: str) -> None:
        subprocess.run([sys.executable, "-m", "registrar", "demo", action], env=env, check=True, capture_output=True)

    return run


def until(page: Page, address: str, text: str) -> None:
    """Look at a page again and again until the worker has brought about what it should say."""
    for _ in range(60):
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{address} doesn't say {text!r}: {page.locator('main').inner_text()[:400]}")


def press(page: Page, name: str) -> None:
    """Press a button of the page's form."""
    page.locator("main form").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def set_clock(page: Page, day: int, month: int, year: int) -> None:
    """Let the operator set the clock."""
    page.goto("/clock/")
    for name, value in (("day_day", day), ("day_month", month), ("day_year", year)):
        page.fill(f"[name={name}]", str(value))
    page.fill("[name=time]", "10:00")
    page.locator("form:has([name=time]) button").first.click()
    page.wait_for_load_state()


def confirm_first_class(registry: Page) -> None:
    """Confirm the award that a board decided on paper."""
    registry.goto("/awards/confirm/")
    registry.fill("[name=number]", FINISHING.upper())
    registry.select_option("[name=term]", "2024/25-S1")
    for name, value in (("met_on_day", "17"), ("met_on_month", "1"), ("met_on_year", "2025")):
        registry.fill(f"[name={name}]", value)
    for name in ("proposed", "decided"):
        registry.select_option(f"[name={name}]", "first")
    press(registry, "Confirm")


def test_from_the_application_to_the_parchment(visit, demo):
    # given the window is open
    demo("window")
    student = visit(FINISHING)
    expect(student.locator("main")).to_contain_text("Apply for graduation: you are expected to finish this semester")
    # when the student applies
    student.goto("/my/graduation/")
    press(student, "Apply for graduation")
    # then the application is on record and nothing is left to do
    expect(student.locator("main")).to_contain_text("Your application is recorded.")
    student.goto("/")
    expect(student.locator("main")).not_to_contain_text("you are expected to finish")
    # when the results are in and the registry confirms what the board decided
    demo("boards")
    registry = visit("registry")
    confirm_first_class(registry)
    # then the student is a graduand, owes the graduation fee, and reads the day of conferment
    expect(registry.locator("main")).to_contain_text("The award is confirmed; the student is a graduand.")
    student.goto("/my/award/")
    expect(student.locator("main")).to_contain_text("Graduand")
    expect(student.locator("main")).to_contain_text("Sat 15 Mar 2025")
    student.goto("/my/fees/")
    expect(student.locator("main")).to_contain_text("HK$400.00")
    # when that day has come
    set_clock(visit("operator"), 15, 3, 2025)
    # then the award is conferred, and what is owed keeps the parchment at the counter
    until(student, "/my/award/", "Conferred")
    expect(student.locator("main")).to_contain_text("Your parchment is kept back")
    registry.goto("/awards/graduates/?confer_on=2025-03-15")
    expect(registry.locator("table")).to_contain_text("First Class Honours")
