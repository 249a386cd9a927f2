"""Processes that the supervisor starts, and how they end."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from registrar.supervisor.child import Child

SOURCE = str(Path(__file__).resolve().parents[3] / "src")


def _child(tmp_path: Path, script: str) -> Child:
    command = ["/bin/sh", "-c", script]
    return Child("worker", command, tmp_path / "log" / "worker.log", environment=dict(os.environ), folder=tmp_path)


def _wait_for(path: Path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text().strip()):
            return text
        time.sleep(0.02)
    pytest.fail(f"{path} did not appear")


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid):
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.02)


def test_stop_ends_what_the_child_started_too(tmp_path: Path) -> None:
    # Given a child that started another process
    child = _child(tmp_path, "sleep 60 & echo $! > grandchild; wait")
    grandchild = int(_wait_for(tmp_path / "grandchild"))
    # When it is stopped
    child.stop(5)
    # Then neither is there any more
    assert not child.running
    _wait_until_gone(grandchild)


def test_a_child_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    child = _child(tmp_path, "trap '' TERM; touch ready; echo 1 > ready; while :; do sleep 0.1; done")
    _wait_for(tmp_path / "ready")
    child.stop(0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_last_words_are_of_this_start_only(tmp_path: Path) -> None:
    # Given a log with what an earlier child said
    _child(tmp_path, "echo earlier").process.wait()
    # When another one says two lines and ends
    child = _child(tmp_path, "echo first; echo second >&2; exit 3")
    child.process.wait()
    # Then its words are these two, and the log keeps all three
    assert child.last_words() == "first\nsecond"
    assert (tmp_path / "log" / "worker.log").read_text() == "earlier\nfirst\nsecond\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children of their parent's death")
def test_a_child_ends_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    # Given a supervisor in a process of its own, with a child
    script = (
        "import os, pathlib, sys, time\n"
        "from registrar.supervisor.child import Child\n"
        "here = pathlib.Path(sys.argv[1])\n"
        "child = Child('worker', ['sleep', '60'], here / 'log', environment=dict(os.environ), folder=here)\n"
        "(here / 'pid').write_text(str(child.process.pid))\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    supervisor = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], env=environment)
    pid = int(_wait_for(tmp_path / "pid"))
    # When the supervisor is killed outright
    supervisor.kill()
    supervisor.wait()
    # Then the child goes with it
    _wait_until_gone(pid)
