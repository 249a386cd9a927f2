"""People who come to the rule explorer."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests import world

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


def signed_in(user: Any, **kwargs: Any) -> Client:
    """Return a browser in which somebody has signed in."""
    client = Client(**kwargs)
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def registry(db: None) -> Client:
    """A member of the Academic Registry."""
    return signed_in(world.user("registry.one", "registry"))


@pytest.fixture
def student(db: None) -> Client:
    """A student."""
    return signed_in(world.user("24000009d", "student"))
