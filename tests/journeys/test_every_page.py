"""Every page that every role can reach: it answers, and axe finds nothing on it."""

import pytest
from tests.journeys.walking import sound, walk

pytestmark = pytest.mark.journey

# How many pages are looked at for a role; of pages alike but for a number or a code, one is enough.
ROLES = {
    "": 20,
    "23000001d": 60,
    "23000002d": 20,
    "23000003g": 20,
    "teacher": 25,
    "panel": 20,
    "advisor": 20,
    "office": 35,
    "head": 25,
    "registry": 60,
    "finance": 45,
    "board": 30,
    "auditor": 40,
    "operator": 40,
}


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_sound(visit, role):
    assert walk(visit(role), sound, ROLES[role]) == []
