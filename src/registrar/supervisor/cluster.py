"""The embedded PostgreSQL: made on first use, started, stopped, and rid of what a killed run left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from registrar.supervisor.child import Child
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.place import VERSION, Place, find_place

DATABASE = "registrar"
SUPERUSER = "postgres"
START_PATIENCE = 60.0  # seconds; recovery after a power cut takes the longest
STOP_PATIENCE = 30.0

_SETTINGS = {
    "listen_addresses": "",  # a socket in a private folder, no network
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # Parallel workers want shared memory that containers often give too little of.
    "max_parallel_workers_per_gather": "0",
    "log_min_messages": "warning",
}
# Only for databases that nobody would miss: those of ./check.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One embedded PostgreSQL below a data folder. The caller holds the folder (see `hold`)."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var
        self.durable = durable
        self.child: Child | None = None
        self._sockets: Path | None = None
        self._place: Place | None = None

    @property
    def exists(self) -> bool:
        """True once the database files have been made."""
        return (self.var / "postgres" / "PG_VERSION").exists()

    def start(self) -> str:
        """Make it where missing, start it, and return the URL of its database.

        Raises:
            SupervisorError: when it cannot start; the message holds PostgreSQL's own last words.
        """
        self._place = place = find_place(self.var)
        if not (place.data / "PG_VERSION").exists():
            self._make(place)
        _check_version(place.data)
        self._sockets = place.socket_folder()
        self.launch()
        return self.url(DATABASE)

    def launch(self) -> Child:
        """Start the server process of a cluster that has been started before, under the same URL; see `start`."""
        place = self._place
        assert place is not None  # noqa: S101 (set by start)
        _end_leftovers(place.data)
        settings = {**_SETTINGS, **({} if self.durable else _FORGETFUL), "unix_socket_directories": str(self._sockets)}
        self.child = Child(
            "database",
            [str(place.programs / "postgres"), "-D", str(place.data), *(f"--{k}={v}" for k, v in settings.items())],
            self.var / "log" / "postgres.log",
            environment=_plain_environment(),
            folder=Path("/"),
            stop_with=signal.SIGINT,  # "fast": open transactions are rolled back, nothing is lost
            identity=place.as_user(),
        )
        try:
            self._wait_and_create()
        except BaseException:
            self.stop()
            raise
        return self.child

    def url(self, database: str) -> str:
        """The URL of a database of this running cluster."""
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self._sockets), safe='')}"

    def stop(self) -> None:
        """Stop it, every change kept."""
        if self.child is not None:
            self.child.stop(STOP_PATIENCE)
        if self._sockets is not None and self._place is not None and self._sockets != self._place.data:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def _make(self, place: Place) -> None:
        # Made under another name and moved: an interrupted start leaves nothing half made.
        fresh = place.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        place.give(fresh)
        command = [str(place.programs / "initdb"), "-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += [] if self.durable else ["--no-sync"]
        done = subprocess.run(
            command, cwd="/", env=_plain_environment(), capture_output=True, text=True, check=False, **place.as_user()
        )
        if done.returncode:
            raise SupervisorError(f"The embedded PostgreSQL could not be made:\n{done.stderr.strip()}")
        fresh.rename(place.data)

    def _wait_and_create(self) -> None:
        assert self.child is not None  # noqa: S101 (set just before)
        deadline = time.monotonic() + START_PATIENCE
        while True:
            try:
                with psycopg.connect(self.url(SUPERUSER), autocommit=True, connect_timeout=5) as connection:
                    _create_database(connection)
                return
            except psycopg.OperationalError:
                if not self.child.running:
                    raise SupervisorError(
                        f"The embedded PostgreSQL did not start. It said (all in {self.child.log}):\n"
                        f"{self.child.last_words()}"
                    ) from None
                if time.monotonic() > deadline:
                    raise SupervisorError(
                        f"The embedded PostgreSQL did not answer within {START_PATIENCE:.0f} s: {self.child.log}"
                    ) from None
            time.sleep(0.05)


def _create_database(connection: psycopg.Connection) -> None:
    if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _plain_environment() -> dict[str, str]:
    """No PG* variable and no locale of the person at the terminal reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != str(VERSION):
        raise SupervisorError(
            f"The database in {data} was made by PostgreSQL {made_by}; this Registrar brings {VERSION}.\n"
            "Dump it with that release and load it into a new one: docs/how-to/run-on-a-server.md."
        )


def _end_leftovers(data: Path) -> None:
    """Stop a server that outlived a killed supervisor, and clear the pid file of one that is gone.

    We hold the data folder, so whatever serves it belongs to nobody.
    """
    ours = [process for process in psutil.process_iter(["name", "cwd"]) if _serves(process, data)]
    for process in ours:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGINT)
    _, stubborn = psutil.wait_procs(ours, timeout=STOP_PATIENCE)
    for process in stubborn:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(process: psutil.Process, data: Path) -> bool:
    return bool(process.info["name"] == "postgres" and process.info["cwd"] == str(data.resolve()))
