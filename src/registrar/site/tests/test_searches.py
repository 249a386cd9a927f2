"""Every list that can be searched answers a search, whatever is typed."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests import world

from registrar.areas.people.policies import Role
from registrar.areas.platform import clock
from registrar.ui.views import ListPage

NOW = world.at("2024-09-10 10:00")
TYPED = ("2400 0001 d", "comp 1011", "陳大文", "no such thing 9")


def searchable(patterns, before=""):
    """Yield the address of each list with a search box that needs nothing in its address."""
    for one in patterns:
        if not isinstance(one, URLPattern):
            yield from searchable(one.url_patterns, before + str(one.pattern))
            continue
        view = getattr(one.callback, "view_class", None)
        if view and issubclass(view, ListPage) and view.search_label and not one.pattern.converters:
            yield f"/{before}{one.pattern}"


@pytest.mark.django_db
def test_every_search_is_answered(settings):
    # given somebody in every role, in a term with a student and a subject
    settings.DEMONSTRATION = True
    world.term()
    world.study()
    world.subject()
    people = {role: Client() for role in Role.values}
    for role, browser in people.items():
        browser.force_login(world.user(f"in-{role}", role))
    addresses = sorted(set(searchable(get_resolver().url_patterns)))
    assert "/finance/notes/" in addresses
    # when each list is searched by somebody who may see it
    wrong = []
    with clock.at(NOW):
        clock.set_to(NOW)
        for address in addresses:
            browser = next((one for one in people.values() if one.get(address).status_code == 200), None)
            if browser is None:
                wrong.append(f"{address}: nobody sees it")
                continue
            wrong += [f"{address}: {text}" for text in TYPED if browser.get(address, {"q": text}).status_code != 200]
    # then each answers
    assert wrong == []
