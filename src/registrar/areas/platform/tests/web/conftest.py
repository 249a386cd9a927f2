"""People who come to the platform's pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests import world


def browser(user: Any) -> Client:
    """Return a browser in which somebody has signed in."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def of(db: None) -> Callable[..., Client]:
    """Return a maker of browsers: one for a new person with these offices."""
    made = iter(range(1000))

    def sign_in(*roles: str) -> Client:
        return browser(world.user(f"person{next(made):03}", *roles))

    return sign_in
