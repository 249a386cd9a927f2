"""Error pages stand without database, session and context processors."""

import pytest
from django.db import InterfaceError, OperationalError, connections
from django.test import RequestFactory

from registrar.ui.views import errors


@pytest.fixture
def request_(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    return RequestFactory().get("/somewhere/")


def test_an_unknown_address_answers_in_both_languages(pages):
    answer = pages.get("/nowhere/", headers={"accept-language": "zh-hant"})
    text = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="zh-Hant"' in text
    assert text.index("找不到此頁") < text.index("Page not found")


def test_a_fault_answers_500_and_says_nothing_of_its_cause(pages):
    pages.raise_request_exception = False
    answer = pages.get("/fault/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_page_for_a_stopped_database_asks_no_database(request_, monkeypatch):
    # Given that any connection would fail
    def refuse(*_args, **_kwargs):
        raise AssertionError("the error page asked the database")

    monkeypatch.setattr(connections["default"], "connect", refuse)
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = errors.server_error(request_)
    # Then the page is the one for a pause, with the time to come back
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "The service is pausing" in answer.content.decode()


class _Refused(Exception):
    sqlstate = "08006"


class _LockTimeout(Exception):
    sqlstate = "55P03"


@pytest.mark.parametrize(
    ("error", "down"),
    [
        (InterfaceError("closed"), True),
        (OperationalError("no route"), True),
        (ValueError("a bug"), False),
        (None, False),
    ],
)
def test_only_a_lost_connection_counts_as_a_stopped_database(error, down):
    assert errors.database_is_down(error) is down


def test_the_state_of_the_server_tells_a_lost_connection_from_a_lock(request_):
    lost, locked = OperationalError("lost"), OperationalError("lock timeout")
    lost.__cause__, locked.__cause__ = _Refused(), _LockTimeout()
    assert errors.database_is_down(lost)
    assert not errors.database_is_down(locked)


def test_too_many_attempts_name_the_seconds(request_):
    answer = errors.too_many_requests(request_, retry_after=90)
    assert (answer.status_code, answer["Retry-After"]) == (429, "90")
    assert "Try again in 90 seconds." in answer.content.decode()
