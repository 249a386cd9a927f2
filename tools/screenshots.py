"""Takes the pictures of docs/screenshots/ from a running demonstration: sixteen pages, both languages, light and dark.

./run &                                   (a fresh demonstration: the pictures show its people)
.venv/bin/python tools/screenshots.py http://127.0.0.1:8000
.venv/bin/registrar demo ballot           (afterwards: the home page leads to a round as long as it is open)
.venv/bin/python tools/screenshots.py http://127.0.0.1:8000 wishes ballot
.venv/bin/registrar demo boards           (last: it moves the clock to the day of the boards)
.venv/bin/python tools/screenshots.py http://127.0.0.1:8000 board
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.chromium import find_or_install

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PASSWORD = "demonstration"  # noqa: S105  (printed by the demonstration itself)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

PAGES = {
    "home-student": ("23000001d", "/"),
    "registration": ("23000001d", "/my/registration/"),
    "decision": ("23000001d", "/my/registration/basket/"),
    "wishes": ("23000001d", "/my/registration/ballots/1/wishes/"),
    "timetable": ("23000001d", "/my/timetable/"),
    "fees": ("23000001d", "/my/fees/"),
    "results": ("23000002d", "/my/results/"),
    "degree": ("22000012d", "/my/degree/"),
    "plan": ("22000012d", "/my/degree/plan/"),
    "award": ("20000019d", "/my/award/"),
    "board": ("office", "/boards/1/13/"),
    "home-registry": ("registry", "/"),
    "offerings": ("office", "/offerings/"),
    "ballot": ("registry", "/ballots/1/"),
    "rule": ("registry", "/rules/registration.credit_ceiling/"),
    "collections": ("finance", "/finance/collections/"),
}
"""Name of the picture: who looks, at what."""

LATER = ("wishes", "ballot", "board")
"""Pictures that need a ballot or a board, and are taken by name."""


def main(address: str, names: list[str]) -> int:
    """Take the pictures named, else all that need neither ballot nor board; 1 when a page doesn't answer."""
    chromium, why = find_or_install()
    if not chromium:
        print(f"no Chromium: {why}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    failed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        if not names:
            _prepare(browser, address)
        wanted = {name: page for name, page in PAGES.items() if name in (names or PAGES.keys() - set(LATER))}
        for language in ("en", "zh"):
            for scheme in ("light", "dark"):
                failed += _take_all(browser, address, wanted, language, scheme)
        browser.close()
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


def _prepare(browser: Browser, address: str) -> None:
    """Let there be something to see: debit notes, and a basket with one choice that fits and one that doesn't."""
    page = browser.new_context().new_page()
    _sign_in(page, address, "finance")
    page.goto(f"{address}/finance/billing/")
    page.get_by_role("button", name="Raise the debit notes").click()
    page.wait_for_url("**/jobs/**")
    page.get_by_text("Done").first.wait_for(timeout=120_000)
    page = browser.new_context().new_page()
    _sign_in(page, address, "23000001d")
    for search in ("fits=on&free=on&category=elective", "category=additional"):
        page.goto(f"{address}/my/registration/?{search}")
        choice = page.get_by_role("button", name="Put into basket").first
        if choice.count():
            choice.click()
            page.wait_for_load_state()


def _take_all(
    browser: Browser, address: str, wanted: dict[str, tuple[str, str]], language: str, scheme: str
) -> list[str]:
    failed = []
    for person in dict.fromkeys(who for who, _ in wanted.values()):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        code = "zh-hant" if language == "zh" else "en"
        context.add_cookies([{"name": "registrar_language", "value": code, "url": address}])
        page = context.new_page()
        _sign_in(page, address, person)
        for name, (who, path) in wanted.items():
            if who != person:
                continue
            response = page.goto(address + path)
            if response is None or response.status != 200:
                failed.append(f"{path} as {who}: {response.status if response else 'no answer'}")
                continue
            page.screenshot(path=FOLDER / f"{name}-{language}-{scheme}.png")
            print(f"{name}-{language}-{scheme}.png")
        context.close()
    return failed


def _sign_in(page: Page, address: str, person: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", person)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not set(sys.argv[2:]) <= set(PAGES):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2:]))
