"""Every page that every role can reach: it answers, and axe finds nothing on it."""

import pytest
from tests.journeys.walking import sound, walk

pytestmark = pytest.mark.journey

# How many pages are looked at for a role; of pages alike but for a number or a code, one is enough.
ROLES = {
    "": 20,
    "23000001d": 45,
    "23000002d": 20,
    "23000003g": 20,
    "teacher": 18,
    "panel": 20,
    "advisor": 20,
    "leader": 12,
    "office": 25,
    "head": 18,
    "registry": 40,
    "finance": 32,
    "affairs": 8,
    "library": 8,
    "board": 20,
    "auditor": 25,
    "operator": 25,
}


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_sound(visit, role):
    assert walk(visit(role), sound, ROLES[role]) == []
