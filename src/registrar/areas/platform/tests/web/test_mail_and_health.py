"""The mail catcher, and the page that says whether the server is well."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import OperationalError
from django.test import Client

from registrar.areas.platform.models import CaughtMail


@pytest.fixture
def mails(db: None, settings: object) -> None:
    """Two messages as a demonstration keeps them."""
    backend = get_connection("registrar.areas.platform.mail.CatcherBackend")
    backend.send_messages(
        [
            EmailMessage("Results", "They are out & final.", "from@university.example", ["one@university.example"]),
            EmailMessage("Fees", "Please pay.", "from@university.example", ["two@university.example"]),
        ]
    )


def test_mail_is_searched_by_recipient_and_read(mails: None, of: Callable[..., Client]) -> None:
    operator = of("operator")
    found = operator.get("/mail/?q=one@").content.decode()
    assert "Results" in found
    assert "Fees" not in found
    mail = CaughtMail.objects.get(subject="Results")
    assert "They are out &amp; final." in operator.get(f"/mail/{mail.pk}/").content.decode()
    assert operator.get("/mail/999999/").status_code == 404


def test_a_healthy_server_says_so_to_everybody(db: None, client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})


def test_a_database_that_is_away_is_told(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a database that does not answer
    def away() -> bool:
        raise OperationalError("connection refused")

    monkeypatch.setattr("registrar.areas.platform.web.views.health.database_answers", away)
    # Then the page says so, with a status that a watcher understands
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})


def test_a_page_without_database_becomes_a_page_that_says_so(
    of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = of("student")

    def away(*args: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("registrar.areas.platform.web.views.notices.my_notices", away)
    answer = reader.get("/notices/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "closed the connection" not in answer.content.decode()
