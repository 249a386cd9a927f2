"""The embedded PostgreSQL: made, started, stopped, found again, and rid of what a killed run left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from registrar.supervisor.cluster import Cluster
from registrar.supervisor.database import database_for, embedded_database
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.place import VERSION

SOURCE = str(Path(__file__).resolve().parents[3] / "src")


def _ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def _servers(var: Path) -> list[psutil.Process]:
    data = str((var / "postgres").resolve())
    processes = psutil.process_iter(["name", "cwd"])
    return [process for process in processes if process.info["name"] == "postgres" and process.info["cwd"] == data]


@pytest.fixture
def open_folder(open_path: Path) -> Iterator[Path]:
    """A data folder; no server is left in it after the test."""
    yield open_path / "var"
    assert _servers(open_path / "var") == []


def test_data_outlives_a_stop(open_folder: Path) -> None:
    # Given a database with a row in it, stopped
    with embedded_database(open_folder, purpose="test", durable=False) as url:
        assert str(_ask(url, "show server_version")).startswith(f"{VERSION}.")
        assert _ask(url, "show listen_addresses") == ""
        with psycopg.connect(url) as connection:
            connection.execute("create table kept as select 42 as answer")
    assert _servers(open_folder) == []
    # When it is started again, then the row is there
    with embedded_database(open_folder, purpose="test", durable=False) as url:
        assert _ask(url, "select answer from kept") == 42


def test_the_demonstration_is_durable_and_the_tests_are_not(open_folder: Path) -> None:
    with embedded_database(open_folder, purpose="test") as url:
        assert _ask(url, "show fsync") == "on"
    with embedded_database(open_folder, purpose="test", durable=False) as url:
        assert _ask(url, "show fsync") == "off"


def test_a_folder_too_deep_for_a_socket_is_served_all_the_same(open_folder: Path) -> None:
    # Given a path longer than any socket's may be
    deep = open_folder / ("long-name-" * 8) / ("longer-name-" * 8)
    with embedded_database(deep, purpose="test", durable=False) as url:
        sockets = Path(psycopg.conninfo.conninfo_to_dict(url)["host"])
        assert _ask(url, "select 1") == 1
        assert sockets.stat().st_mode & 0o777 == 0o700
    # Then the folder of its socket is gone after the stop
    assert not sockets.exists()


def test_a_server_that_outlived_its_supervisor_is_ended(open_folder: Path) -> None:
    # Given a server whose supervisor let go of it
    cluster = Cluster(open_folder, durable=False)
    cluster.start()
    first = cluster.child
    assert first is not None
    # When another supervisor starts on the same folder
    other = Cluster(open_folder, durable=False)
    url = other.start()
    # Then the old server is gone and the new one answers
    assert first.process.wait(10) == 0
    assert _ask(url, "select 1") == 1
    other.stop()


def test_a_pid_file_that_names_a_stranger_does_no_harm(open_folder: Path) -> None:
    # Given the pid file of a machine that went down, its number now another process's
    with embedded_database(open_folder, purpose="test", durable=False):
        lines = (open_folder / "postgres" / "postmaster.pid").read_text().splitlines()
    stale = open_folder / "postgres" / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    # Then it starts
    with embedded_database(open_folder, purpose="test", durable=False) as url:
        assert _ask(url, "select 1") == 1


def test_a_killed_command_leaves_no_server(open_folder: Path) -> None:
    # Given a command that started the database for itself
    script = (
        "import pathlib, sys, time\n"
        "from registrar.supervisor.database import embedded_database\n"
        "with embedded_database(pathlib.Path(sys.argv[1]), purpose='test', durable=False):\n"
        "    print('up', flush=True)\n"
        "    time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    command = [sys.executable, "-c", script, str(open_folder)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    # When it is killed outright
    process.send_signal(signal.SIGKILL)
    process.communicate()
    # Then the next start works at once, and afterwards no server is left
    started = time.monotonic()
    with embedded_database(open_folder, purpose="test", durable=False) as url:
        assert _ask(url, "select 1") == 1
    assert time.monotonic() - started < 20


def test_data_of_another_version_are_refused(open_folder: Path) -> None:
    with embedded_database(open_folder, purpose="test", durable=False):
        pass
    (open_folder / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(SupervisorError, match="made by PostgreSQL 16"):
        Cluster(open_folder).start()


def test_a_command_uses_the_database_that_runs(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("REGISTRAR_VAR", str(open_folder))
    # Given a Registrar that runs
    with embedded_database(open_folder, purpose="./run", durable=False) as running:
        # When a command asks for the database, then it gets that one and leaves it running
        with database_for("registrar rehearse") as url:
            assert url == running
            assert os.environ["DATABASE_URL"] == running
        assert "DATABASE_URL" not in os.environ
        assert _ask(running, "select 1") == 1


def test_a_server_of_ones_own_comes_first(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/registrar")
    monkeypatch.setenv("REGISTRAR_VAR", str(open_folder))
    with database_for("registrar rehearse") as url:
        assert url == "postgresql://db.example/registrar"
    assert not open_folder.exists()
