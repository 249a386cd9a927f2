"""The table of sign-ins is asked for once for each kind of terminal."""

import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from registrar.supervisor import sign_ins


class Remembered:
    """Stamps in memory, shared by all who open them."""

    kept: dict[str, str]
    generation = 1

    def __init__(self, _url: str) -> None:
        pass

    def read(self) -> dict[str, str]:
        return self.kept

    def ask(self, _question: str) -> int:
        return self.generation

    def write(self, name: str, digest: str) -> None:
        self.kept[name] = digest


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Notes what `registrar demo sign-ins` was asked with; it answers with one line."""
    noted: list[dict[str, str]] = []

    def answer(_command: list[str], **options: Any) -> SimpleNamespace:
        noted.append(options["env"])
        return SimpleNamespace(returncode=0, stdout="teacher  Subject teacher\n\n", stderr="")

    Remembered.kept = {}
    monkeypatch.setattr(sign_ins, "DatabaseStamps", Remembered)
    monkeypatch.setattr(subprocess, "run", answer)
    return noted


def test_the_second_start_does_not_ask_again(asked: list[dict[str, str]]) -> None:
    first = sign_ins.sign_ins_table("postgresql://", {})
    assert first == "\nteacher  Subject teacher\n"
    assert sign_ins.sign_ins_table("postgresql://", {}) == first
    assert asked == [{}]


def test_a_university_made_anew_is_asked_again(asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    sign_ins.sign_ins_table("postgresql://", {})
    monkeypatch.setattr(Remembered, "generation", 2)
    sign_ins.sign_ins_table("postgresql://", {})
    assert len(asked) == 2


def test_a_terminal_gets_its_own_width_and_colour(asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    sign_ins.sign_ins_table("postgresql://", {})
    monkeypatch.setattr(sign_ins.sys, "stdout", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(sign_ins.shutil, "get_terminal_size", lambda: SimpleNamespace(columns=132))
    sign_ins.sign_ins_table("postgresql://", {})
    assert asked == [{}, {"FORCE_COLOR": "1", "COLUMNS": "132"}]


def test_a_complaint_is_shown_and_not_remembered(asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(returncode=2, stdout="", stderr="there is no demonstration university here\n")
    monkeypatch.setattr(subprocess, "run", lambda _command, **_options: failed)
    assert sign_ins.sign_ins_table("postgresql://", {}) == "\nthere is no demonstration university here\n"
    assert Remembered.kept == {}
