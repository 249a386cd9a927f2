"""The same pages on a phone, in Chinese and in the dark; and nothing is left in English there."""

import re

import pytest
from tests.journeys.walking import sound, walk

pytestmark = pytest.mark.journey

ROLES = {
    "": 10,
    "23000001d": 30,
    "teacher": 20,
    "office": 25,
    "registry": 25,
    "finance": 25,
    "board": 20,
    "operator": 20,
}


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_sound(visit, role):
    assert walk(visit(role, language="zh-hant", phone=True, dark=True), sound, ROLES[role]) == []


@pytest.mark.parametrize("role", ["23000001d", "registry"])
def test_no_english_is_left(visit, role):
    def english(page, response) -> list[str]:
        words = page.eval_on_selector_all(
            "h1, h2, th, label, button, nav a, legend", "all => all.map(one => one.innerText.trim()).filter(Boolean)"
        )
        return [word for word in words if re.fullmatch(r"[A-Z]?[a-z]+( [a-z]+){1,8}[.?]?", word)]

    assert walk(visit(role, language="zh-hant"), english, 40) == []
