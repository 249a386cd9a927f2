"""The frame of every page: keyboard, smallest phone, both languages and themes, with and without scripts."""

from __future__ import annotations

import pytest
from tests.journeys.axe import violations

pytestmark = pytest.mark.journey

GUIDE = "/style-guide/"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_axe_finds_nothing_on_any_component(visit, language):
    page = visit("registry", language=language)
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for theme in ("light", "dark"):
            page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
            page.goto(GUIDE)
            # Given every disclosure is open, so that nothing hides from the checker
            page.evaluate("() => document.querySelectorAll('main details').forEach(one => { one.open = true })")
            found += [f"{width} {theme} {violation}" for violation in violations(page)]
    assert found == []


def test_no_page_scrolls_sideways(visit):
    page = visit("registry")
    too_wide = {}
    for address in (GUIDE, "/"):
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            if by := page.evaluate(SIDEWAYS):
                too_wide[address, width] = by
    assert too_wide == {}


def test_the_first_tab_skips_to_the_content(visit):
    page = visit("registry")
    page.goto("/notices/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_a_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(visit):
    page = visit("registry")
    page.goto(GUIDE)
    menu = page.locator(".rg-tools details").last
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_dark_stays_dark_on_the_next_page(visit, scripts):
    page = visit("registry", scripts=scripts)
    page.goto(GUIDE)
    page.locator("form[data-theme-form]").locator("xpath=..").locator("summary").click()
    page.locator("button[name=theme][value=dark]").click()
    page.goto(GUIDE)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(15, 24, 27)"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_other_language_keeps_the_page(visit, scripts):
    page = visit("registry", scripts=scripts)
    page.goto(f"{GUIDE}?sort=-amount")
    page.locator("button[name=language]").first.click()
    page.wait_for_url(f"**{GUIDE}?sort=-amount")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.locator("h1").inner_text() == "設計指南"


def test_the_navigation_on_a_phone_works_without_scripts(visit):
    page = visit("registry", phone=True, scripts=False)
    page.goto(GUIDE)
    links = page.locator(".rg-nav__phone a")
    assert not links.first.is_visible()
    page.locator(".rg-nav__phone > summary").click()
    assert links.first.is_visible()
    assert min(link.bounding_box()["height"] for link in links.all()) >= 44


def test_what_went_wrong_takes_the_focus(visit):
    page = visit()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "nobody")
    page.fill("input[name=password]", "wrong")
    page.locator("form:has(input[name=password]) button").first.click()
    summary = page.locator(".govuk-error-summary")
    summary.wait_for()
    assert summary.evaluate("one => one === document.activeElement")
    assert page.title().startswith("Error:")


def test_a_form_pressed_twice_is_sent_once(visit):
    page = visit("operator")
    page.goto("/clock/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    # Given an answer that takes its time, two presses come before it
    page.route("**/clock/", lambda route: None if route.request.method == "POST" else route.continue_())
    page.locator("form[data-once] button").last.evaluate("button => { button.click(); button.click() }")
    page.wait_for_timeout(300)
    assert len(sent) == 1
