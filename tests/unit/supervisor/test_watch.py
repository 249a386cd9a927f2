"""A crash is reported and mended, but not for ever."""

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from registrar.supervisor import watch as watching
from registrar.supervisor.child import Child
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.watch import MOST_RESTARTS, Watch


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching.time, "sleep", lambda _seconds: None)


class Starter:
    """Starts a shell script and counts how often."""

    def __init__(self, folder: Path, script: str) -> None:
        self.folder, self.script, self.starts = folder, script, 0

    def __call__(self) -> Child:
        self.starts += 1
        command = ["/bin/sh", "-c", self.script]
        return Child("worker", command, self.folder / "worker.log", environment=dict(os.environ), folder=self.folder)


def _watch() -> tuple[Watch, io.StringIO]:
    said = io.StringIO()
    return Watch(Console(file=said, width=200)), said


def test_a_running_child_is_left_alone(tmp_path: Path) -> None:
    watch, said = _watch()
    starter = Starter(tmp_path, "sleep 60")
    watch.add(starter)
    watch.look()
    watch.stop()
    assert (starter.starts, said.getvalue()) == (1, "")


def test_a_crash_is_reported_with_its_last_words_and_the_child_started_again(tmp_path: Path) -> None:
    # Given a child that fails the first time only
    watch, said = _watch()
    starter = Starter(tmp_path, "test -e again && exec sleep 60; touch again; echo no database; exit 7")
    watch.add(starter).process.wait()
    # When the supervisor looks
    watch.look()
    # Then it runs again, and the reason has been told
    assert starter.starts == 2
    assert watch.watched[0].child.running
    assert said.getvalue().splitlines() == ["The worker ended (exit code 7). It is started again.", "no database"]
    watch.stop()


def test_a_child_that_keeps_crashing_is_given_up(tmp_path: Path) -> None:
    # Given a child that always fails
    watch, _ = _watch()
    starter = Starter(tmp_path, "echo broken for good; exit 1")
    watch.add(starter).process.wait()
    # When it has been started again as often as is allowed
    for _ in range(MOST_RESTARTS):
        watch.look()
        watch.watched[0].child.process.wait()
    # Then the next end of it is the end of all
    with pytest.raises(SupervisorError, match="broken for good"):
        watch.look()
    assert starter.starts == MOST_RESTARTS + 1


def test_nothing_is_started_again_while_stopping(tmp_path: Path) -> None:
    watch, _ = _watch()
    starter = Starter(tmp_path, "sleep 60")
    watch.add(starter)
    watch.stop()
    watch.look()
    assert starter.starts == 1
