"""The same pages on a phone, in Chinese and in the dark; and nothing is left in English there."""

import re

import pytest
from tests.journeys.walking import sound, walk

pytestmark = pytest.mark.journey

ROLES = {
    "": 10,
    "23000001d": 40,
    "teacher": 20,
    "office": 25,
    "registry": 40,
    "finance": 25,
    "board": 20,
    "operator": 20,
}


def english(page) -> list[str]:
    """Return what a Chinese page says in English where the program chose the words."""
    words = page.eval_on_selector_all(
        "h1, h2, th, label, button, nav a, legend", "all => all.map(one => one.innerText.trim()).filter(Boolean)"
    )
    return [word for word in words if re.fullmatch(r"[A-Z]?[a-z]+( [a-z]+){1,8}[.?]?", word)]


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_sound(visit, role):
    def look(page, response) -> list[str]:
        return sound(page, response) + english(page)

    assert walk(visit(role, language="zh-hant", phone=True, dark=True), look, ROLES[role]) == []
