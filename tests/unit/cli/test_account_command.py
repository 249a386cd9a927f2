"""`registrar account open`."""

from typing import Any

import pytest

from registrar.areas.people.models import User
from registrar.cli import main

pytestmark = pytest.mark.django_db
PASSWORD = "seven green bicycles"

WORDS = ["account", "open", "hlau", "--family-name", "Lau", "--given-names", "Hiu Tung", "--office", "registry"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at the two questions for the password; the database of the test is used as it is."""
    answers = [PASSWORD, PASSWORD]
    monkeypatch.setattr("registrar.cli.account.getpass.getpass", lambda _question: answers.pop(0))
    monkeypatch.setattr("registrar.cli.account.setup_django", lambda: None)
    return answers


def test_the_command_opens_an_account(typed: list[str], capsys: Any) -> None:
    assert main(WORDS) == 0
    assert capsys.readouterr().out == "opened: hlau (registry)\n"
    assert User.objects.get().check_password(PASSWORD)


def test_the_command_says_why_not(typed: list[str], capsys: Any) -> None:
    # When the two passwords differ
    typed[1] = "another one"
    # Then nothing is opened
    assert main(WORDS) == 2
    assert capsys.readouterr().err == "registrar account: the two passwords differ\n"
    assert not User.objects.exists()
