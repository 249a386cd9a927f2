"""One Registrar to a data folder."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from registrar.supervisor.hold import HeldError, Hold, Holder, read_holder

HOLD_AND_WAIT = """
import pathlib, sys, time
from registrar.supervisor.hold import Hold
with Hold(pathlib.Path(sys.argv[1]), "./run") as hold:
    hold.say(address="http://127.0.0.1:8000/")
    print("held", flush=True)
    time.sleep(60)
"""


def _other_process(var: Path) -> subprocess.Popen[str]:
    source = str(Path(__file__).resolve().parents[3] / "src")
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_AND_WAIT, str(var)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_start_is_refused_and_told_where_the_first_one_is(tmp_path: Path) -> None:
    # Given a Registrar that runs on the folder
    other = _other_process(tmp_path)
    try:
        # When a second one starts, then it is refused with the address and the process of the first
        with pytest.raises(HeldError) as refused, Hold(tmp_path, "./run"):
            pytest.fail("two hold one folder")
        assert refused.value.holder == Holder("./run", other.pid, "http://127.0.0.1:8000/")
        assert "http://127.0.0.1:8000/" in str(refused.value)
        assert f"kill {other.pid}" in str(refused.value)
    finally:
        other.kill()
        other.communicate()


def test_a_killed_holder_leaves_no_lock_behind(tmp_path: Path) -> None:
    # Given a holder that was killed outright, its word still standing in the folder
    other = _other_process(tmp_path)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert json.loads((tmp_path / "registrar.json").read_text())["process"] == other.pid
    # When somebody else starts, then the folder is free
    with Hold(tmp_path, "./check"):
        assert read_holder(tmp_path) == Holder("./check", os.getpid())
    # And nothing is said about it afterwards
    assert read_holder(tmp_path) is None


def test_what_the_holder_says_is_for_its_owner_only(tmp_path: Path) -> None:
    with Hold(tmp_path, "./run") as hold:
        hold.say(database_url="postgresql://postgres@/registrar?host=somewhere")
        assert (tmp_path / "registrar.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"command": 1}', "\0"])
def test_unreadable_words_are_no_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "registrar.json").write_text(text)
    assert read_holder(tmp_path) is None
