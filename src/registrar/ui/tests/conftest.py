"""What the tests of the components share: pages without a database, in either language."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import rules
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

RULE = "uitest.see_thing"


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def render() -> Any:
    """Print a template text with the tags loaded."""

    def printed(text: str, language: str = "en", **values: Any) -> str:
        request = RequestFactory().get("/list/", values.pop("query", {}))
        with translation.override(language):
            return Template("{% load ui %}" + text).render(Context({"request": request, **values}))

    return printed


@pytest.fixture
def pages(settings: Any, client: Any) -> Iterator[Any]:
    """A client on the test pages: no database, a person when ``person`` is set."""
    settings.ROOT_URLCONF = "registrar.ui.tests.pages"
    settings.LOGIN_URL = "/sign-in/"
    settings.UI_RUN_ONCE = ""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "registrar.ui.tests.conftest.somebody",
    ]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.CSRF_FAILURE_VIEW = "registrar.ui.views.errors.csrf_failure"
    options = settings.TEMPLATES[0]["OPTIONS"]
    processors = ["django.template.context_processors.request", "registrar.ui.context.page"]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {**options, "context_processors": processors}}]
    rules.set_perm(RULE, rules.predicate(lambda user, owner: user.name == owner))
    client.person = person("student")
    Now.person = client.person
    yield client
    rules.remove_perm(RULE)


class Now:
    """Who sends the next request."""

    person: Any = None


def person(name: str) -> Any:
    """Somebody who has signed in."""
    return SimpleNamespace(is_authenticated=True, is_superuser=True, name=name, pk=1)


def nobody() -> Any:
    """A stranger."""
    return SimpleNamespace(is_authenticated=False)


def somebody(handler: Any) -> Any:
    """Middleware: the person of ``Now``."""

    def respond(request: Any) -> Any:
        request.user = Now.person
        return handler(request)

    return respond
