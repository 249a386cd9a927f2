"""The style guide is open to everybody who has signed in to a demonstration, and to staff elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests import world

pytestmark = pytest.mark.django_db


def answer(role: str) -> int:
    client = Client()
    client.force_login(world.user(f"some.{role}", role), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.get("/style-guide/").status_code


@pytest.mark.parametrize(("demonstration", "student"), [(True, 200), (False, 403)])
def test_who_may_see_it(demonstration: bool, student: int, settings: Any) -> None:
    # given a demonstration, or a university's own site
    settings.DEMONSTRATION = demonstration
    # when / then
    assert answer("student") == student
    assert answer("teacher") == 200


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    assert client.get("/style-guide/").status_code == 302
