"""From the first process to the last: a start, a second start, crashes, and the stop. The site itself is left out."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from rich.console import Console

from registrar.supervisor import serving
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.serving import Options

SOURCE = str(Path(__file__).resolve().parents[3] / "src")

# Serves for real, with a small web server in the place of the site and nothing to prepare.
SERVE = """
import os, sys, pathlib
from rich.console import Console
from registrar.supervisor import child, place, serving
var = pathlib.Path(os.environ["REGISTRAR_VAR"])
place.STATE = var.parent / "state"
def stand_in(name, *command):
    return lambda *_: child.Child(name, command, var / "log" / f"{name}.log", environment=os.environ, folder=var)
port = int(sys.argv[1])
page = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(var / "log")]
serving._web = stand_in("web", *page)
serving._worker = stand_in("worker", "sleep", "600")
serving.sign_ins_table = lambda *_args: "teacher\\n"
serving.prepare = lambda *_args, **_kwargs: 0
sys.exit(serving.serve(serving.Options(port=port), Console(width=200)))
"""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Registrar:
    """A `serve` in a process of its own, with what it says."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder / f"said-{time.monotonic_ns()}"
        environment = {**os.environ, "REGISTRAR_VAR": str(folder / "var"), "PYTHONPATH": SOURCE}
        environment.pop("DATABASE_URL", None)
        with self.log.open("w") as output:
            command = [sys.executable, "-c", SERVE, str(port)]
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)

    def said(self, words: str) -> None:
        """Wait until it has said so."""
        deadline = time.monotonic() + 30
        while words not in self.log.read_text():
            assert self.process.poll() is None or words in self.log.read_text(), self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def children(self) -> dict[str, psutil.Process]:
        """Its processes by name."""
        return {process.name(): process for process in psutil.Process(self.process.pid).children()}


@pytest.fixture
def folder(open_path: Path) -> Path:
    """A folder for var/ and for what is said."""
    return open_path


@pytest.fixture
def running(folder: Path) -> Iterator[tuple[Registrar, int]]:
    port = _free_port()
    registrar = Registrar(folder, port)
    try:
        registrar.said("Registrar is up")
        yield registrar, port
    finally:
        with contextlib.suppress(ProcessLookupError):
            registrar.process.kill()
        registrar.process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
        return answer.status == 200
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_everything_and_counts_as_success(running: tuple[Registrar, int], number: signal.Signals) -> None:
    # Given a Registrar with its three processes
    registrar, port = running
    children = registrar.children()
    assert set(children) >= {"postgres", "sleep"}
    assert len(children) == 3
    assert _answers(port)
    # When it is asked to stop
    registrar.process.send_signal(number)
    # Then it ends with 0 and none of them is left
    assert registrar.process.wait(30) == 0
    assert registrar.log.read_text().splitlines()[-2:] == ["Stopping …", "Stopped."]
    assert [name for name, process in children.items() if process.is_running()] == []
    assert not _answers(port)


def test_a_second_start_is_told_about_the_first(running: tuple[Registrar, int], folder: Path) -> None:
    registrar, port = running
    second = Registrar(folder, _free_port())
    assert second.process.wait(30) == 1
    assert (
        f"Registrar runs already: http://127.0.0.1:{port}/ (process {registrar.process.pid})." in second.log.read_text()
    )
    assert _answers(port)


def test_a_killed_worker_and_a_killed_database_come_back(running: tuple[Registrar, int]) -> None:
    registrar, _ = running
    # When the worker and the database are killed
    before = registrar.children()
    before["sleep"].kill()
    registrar.said("The worker ended (signal 9). It is started again.")
    before["postgres"].kill()
    registrar.said("The database ended (signal 9). It is started again.")
    # Then others run in their place
    deadline = time.monotonic() + 20
    while len(registrar.children()) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    after = registrar.children()
    assert after["sleep"].pid != before["sleep"].pid
    assert after["postgres"].pid != before["postgres"].pid


def test_after_a_kill_the_next_start_works(running: tuple[Registrar, int], folder: Path) -> None:
    # Given a Registrar that was killed outright
    registrar, port = running
    registrar.process.kill()
    registrar.process.wait()
    # When it is started again on the same port
    again = Registrar(folder, port)
    again.said("Registrar is up")
    # Then it stops as always
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(30) == 0


def test_a_port_in_use_is_told_with_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRAR_VAR", str(tmp_path / "var"))
    said = io.StringIO()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with _signals_kept():
            code = serving.serve(Options(port=port), Console(file=said, width=200))
    assert code == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in said.getvalue()
    assert f"./run --port {port + 1}" in said.getvalue()
    assert not (tmp_path / "var" / "postgres").exists()


def test_an_address_that_is_not_this_machines_is_told() -> None:
    with pytest.raises(SupervisorError, match=r"on 192\.0\.2\.1 cannot be used"):
        serving._see_port_is_free(Options(host="192.0.2.1", port=8000))


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
