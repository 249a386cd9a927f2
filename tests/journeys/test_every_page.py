"""Every page that every role can reach: it answers, and axe finds nothing on it."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

import pytest
from tests.journeys.axe import violations

pytestmark = pytest.mark.journey

ROLES = [
    "",
    "23000001d",
    "23000002d",
    "23000003g",
    "teacher",
    "panel",
    "advisor",
    "office",
    "head",
    "registry",
    "finance",
    "board",
    "auditor",
    "operator",
]
MOST_PAGES = 60
"""Pages looked at for one role; of pages alike but for a number or a code, one is enough."""

PASS_OVER = re.compile(
    r"/accounts/logout/|/static/|\.pdf$|\.ics$|\.csv$|/download/|/transcripts/TS|export=|/file/|/i18n/"
)


def shape(address: str) -> str:
    """Return an address without what tells one row from another."""
    path = re.sub(r"^(/(?:rules|figures|clauses)/)[^/]+", r"\1*", urlsplit(address).path)
    return re.sub(r"(?<=/)(?=[^/]*\d)[^/]+", "*", path)


def links(page) -> list[str]:
    """Return the addresses of this site that the page links to."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    own = urlsplit(page.url).netloc
    return [urldefrag(one).url for one in found if urlsplit(one).netloc == own and not PASS_OVER.search(one)]


def walk(page, look) -> list[str]:
    """Go from the home page along the links, once for each shape of address; return what `look` complains about."""
    waiting, seen, complaints = ["/"], {"/"}, []
    for _ in range(MOST_PAGES):
        if not waiting:
            break
        address = waiting.pop(0)
        response = page.goto(address)
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        complaints += [f"{urlsplit(page.url).path}: {one}" for one in look(page, response)]
        for found in links(page):
            if shape(found) not in seen:
                seen.add(shape(found))
                waiting.append(found)
    return complaints


def sound(page, response) -> list[str]:
    """Say what is wrong with a page: its status, what axe finds, and scrolling sideways."""
    wrong = [] if response.status == 200 else [f"answered {response.status}"]
    wrong += [str(one) for one in violations(page)]
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wrong + ([f"is {wide} pixels too wide"] if wide > 0 else [])


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_sound_in_english(visit, role):
    assert walk(visit(role), sound) == []


@pytest.mark.parametrize("role", ["", "23000001d", "teacher", "office", "registry", "finance", "board", "operator"])
def test_pages_are_sound_on_a_phone_in_chinese_and_dark(visit, role):
    assert walk(visit(role, language="zh-hant", phone=True, dark=True), sound) == []


@pytest.mark.parametrize("role", ["23000001d", "registry"])
def test_no_english_is_left_on_chinese_pages(visit, role):
    def english(page, response) -> list[str]:
        words = page.eval_on_selector_all(
            "h1, h2, th, label, button, nav a, legend", "all => all.map(one => one.innerText.trim()).filter(Boolean)"
        )
        return [word for word in words if re.fullmatch(r"[A-Z]?[a-z]+( [a-z]+){1,8}[.?]?", word)]

    assert walk(visit(role, language="zh-hant"), english) == []
