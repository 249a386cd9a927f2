"""Going along the links of a site, as somebody does who wants to see everything."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from tests.journeys.axe import violations

PASS_OVER = re.compile(
    r"/accounts/logout/|/static/|\.pdf$|\.ics$|\.csv$|/download/|/template/|/transcripts/TS|export=|/file/|/i18n/"
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


def walk(page, look, most: int) -> list[str]:
    """Go from the home page along the links, once for each shape of address, to at most so many pages.

    Returns what `look` complains about. The nearest pages come first, those of the navigation among them.
    """
    waiting, seen, complaints = ["/"], {"/"}, []
    for _ in range(most):
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
