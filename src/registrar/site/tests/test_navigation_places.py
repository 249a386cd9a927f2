"""Every page stands in its place in the navigation: the item that it belongs to is marked, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from tests import world

from registrar.areas.platform import clock
from registrar.ui import navigation
from registrar.ui.navigation import Navigation, collect, for_person
from registrar.ui.views import Page

# Pages that belong to no item: reached from anywhere, or only by their address.
NOWHERE = {"ui:style_guide", "decision"}
ARGUMENT = re.compile(r"<[^>]+>")


def pages() -> Iterator[tuple[str, str, type[Page]]]:
    """Name, path and class of every page."""

    def walk(resolver: Any, path: str, space: str) -> Iterator[tuple[str, str, type[Page]]]:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)
                continue
            view = getattr(pattern.callback, "view_class", None)
            if view is not None and issubclass(view, Page) and view.__module__.startswith("registrar."):
                yield f"{space}{pattern.name}", f"/{here}", view

    return walk(get_resolver(), "", "")


PAGES = sorted(pages(), key=lambda page: page[0])
IDS = [name for name, _, _ in PAGES]


def addresses() -> dict[str, str]:
    return {item.url_name: reverse(item.url_name) for item in collect()}


@pytest.fixture
def everything_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "permits", lambda policy, user: True)


def marked(shown: Navigation) -> list[str]:
    """The addresses marked as current, wherever they stand."""
    items = [item for section in shown.sections for item in section.items]
    return [item.url for item in (*items, *shown.account, *shown.footer) if item.current]


@pytest.mark.parametrize(("name", "path", "view"), PAGES, ids=IDS)
def test_every_page_marks_one_item(name: str, path: str, view: type[Page], everything_is_allowed: None) -> None:
    # given somebody who may reach everything, on this page
    known = addresses()
    shown = for_person(SimpleNamespace(), ARGUMENT.sub("1", path), belongs_to=view.belongs_to)
    # then the item is marked that the page names, the page's own, or the one whose address the page's begins with
    if view.belongs_to:
        assert set(view.belongs_to) <= set(known), f"{name} names an item that doesn't exist"
        assert marked(shown) == [known[view.belongs_to[0]]]
    elif name in known:
        assert marked(shown) == [known[name]]
    else:
        assert len(marked(shown)) == (0 if name in NOWHERE else 1), f"{name}: say in belongs_to where it belongs"


@pytest.mark.parametrize(("name", "path", "view"), PAGES, ids=IDS)
def test_a_page_under_several_items_says_to_which_it_belongs(name: str, path: str, view: type[Page]) -> None:
    # given an item whose address holds other items too, such as /my/registration/
    known = addresses()
    if name in known or view.belongs_to:
        return
    under = [url for url in known.values() if url != "/" and path.startswith(url)]
    nearest = max(under, key=len, default="")
    # then the address of a page below it says nothing, and the page must
    others = [url for url in known.values() if nearest and url != nearest and url.startswith(nearest)]
    assert others == [], f"{name} lies below {nearest}, and so do {others}: give it belongs_to"


@pytest.mark.django_db
def test_dropping_a_subject_is_part_of_my_subjects() -> None:
    # given a student with a subject in add/drop
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    row = world.register(world.study(), world.group(world.subject()))
    client = Client()
    client.force_login(row.study.student, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for step in ("drop", "change"):
        # when
        page = client.get(reverse(f"registration:{step}", args=[row.pk])).content.decode()
        # then
        current = set(re.findall(r'href="([^"]+)" aria-current="page"', page))
        assert current == {reverse("registration:subjects")}


def test_an_item_that_the_person_may_not_reach_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    # given a student, who sees the own fees and no list of debit notes
    monkeypatch.setattr(navigation, "permits", lambda policy, user: policy == "finance.view_own")
    # when / then
    shown = for_person(SimpleNamespace(), "/finance/notes/1/", belongs_to=("finance:notes", "finance:my_fees"))
    assert marked(shown) == [reverse("finance:my_fees")]
