"""The opening minutes over HTTP while the web workers, then the database, are killed outright.

Real processes: an embedded PostgreSQL of the test's own, Granian, and the watch of `registrar serve`, which starts
again what has ended. Whoever gets no answer sends the same form again, as a browser would.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import psutil
import psycopg
import pytest
from bench.registration.site import free_port, wait_until_up
from bench.registration.university import CSRF
from rich.console import Console

from registrar.supervisor.child import Child
from registrar.supervisor.cluster import STOP_PATIENCE, Cluster
from registrar.supervisor.serving import web_command
from registrar.supervisor.watch import Watch

pytestmark = pytest.mark.concurrency
ROOT = Path(__file__).resolve().parents[2]
STUDENTS, BROWSERS = 160, 12
PATIENCE = 60.0  # seconds in which a student must have an answer


class Morning:
    """A site on its registration morning, looked after as `registrar serve` does."""

    def __init__(self, var: Path) -> None:
        var.chmod(0o755)
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "registrar.site.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "REGISTRAR_MODE": "demonstration",
            "REGISTRAR_VAR": str(var),
        }
        self.students = self._prepare(var)
        # From here on it keeps what it has acknowledged, as the one that is served does.
        self.cluster = Cluster(var)
        self.url = self.environment["DATABASE_URL"] = self.cluster.start()
        self.watch = Watch(Console(file=StringIO()))
        self.database = self.watch.add(self.cluster.launch, running=self.cluster.child, patience=STOP_PATIENCE)
        self.web = self.watch.add(self._web)
        wait_until_up(self.port, self.web)
        self.over = threading.Event()
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self.keeper.start()

    def _prepare(self, var: Path) -> list[tuple[int, str]]:
        forgetful = Cluster(var, durable=False)
        command = [sys.executable, "-m", "tests.concurrency.opening", str(STUDENTS)]
        environment = {**self.environment, "DATABASE_URL": forgetful.start(), "REGISTRAR_DB_POOL": "0"}
        try:
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        finally:
            forgetful.stop()
        return [(study, session) for study, session in json.loads(done.stdout.splitlines()[-1])]

    def _web(self) -> Child:
        log = self.cluster.var / "log" / "web.log"
        return Child("web", web_command("127.0.0.1", self.port, 2), log, environment=self.environment, folder=ROOT)

    def _keep(self) -> None:
        while not self.over.wait(0.1):
            self.watch.look()

    def stop(self) -> None:
        """End everything."""
        self.over.set()
        self.keeper.join(30)
        self.watch.stop()
        self.cluster.stop()

    def ask(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        with closing(psycopg.connect(self.url)) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def kill_web_workers(self) -> int:
        """Kill every worker of the web server, which starts others."""
        workers = [one for one in psutil.Process(self.web.process.pid).children(recursive=True) if one.is_running()]
        for worker in workers:
            worker.send_signal(signal.SIGKILL)
        return len(workers)

    def kill_database(self) -> int:
        """Kill PostgreSQL, the postmaster first so that nobody tidies up."""
        postmaster = psutil.Process(self.cluster.child.process.pid)
        family = [postmaster, *postmaster.children(recursive=True)]
        for one in family:
            try:
                one.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        return len(family)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    """A morning on which nobody has registered yet."""
    made = Morning(tmp_path_factory.mktemp("morning"))
    yield made
    made.stop()


def send(port: int, session: str, key: str) -> tuple[int, str]:
    """Submit the basket once; return status and where the answer leads."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, "mode": "best_effort", "idempotency_key": key})
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=15)) as connection:
        connection.request("POST", "/my/registration/basket/", body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location") or ""


def submit(port: int, session: str, acknowledged: Callable[[str], None]) -> int:
    """Send a basket until it is answered, each time with the same key; return how often it had to be sent."""
    key, tries, ends = str(uuid.uuid4()), 0, time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        tries += 1
        try:
            status, location = send(port, session, key)
        except (OSError, http.client.HTTPException):
            status, location = 0, ""
        if status == 303:
            acknowledged(location)
            return tries
        time.sleep(0.2)
    raise AssertionError(f"no answer within {PATIENCE:.0f} s; the last one was {status}")


def decisions_in(location: str) -> list[int]:
    """Return the decisions that an answer names."""
    return [int(part) for part in parse_qs(urlsplit(location).query)["d"][0].split(",")]


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(morning: Morning) -> None:
    # Given everybody with a full basket, and a note of every answer
    answers: dict[int, list[int]] = {}

    def student(one: tuple[int, str]) -> int:
        study, session = one
        return submit(morning.port, session, lambda location: answers.__setitem__(study, decisions_in(location)))

    # When all submit, and the web workers are killed in the midst of it, then the database
    with ThreadPoolExecutor(BROWSERS) as browsers:
        sent = [browsers.submit(student, one) for one in morning.students]
        wait_for(lambda: len(answers) > STUDENTS // 5)
        workers = morning.kill_web_workers()
        wait_for(lambda: len(answers) > STUDENTS // 2)
        before = dict(answers)
        postgres = morning.kill_database()
        tries = [one.result() for one in sent]

    # Then it really happened in the midst: both died, people were without an answer, and there were answers before
    assert workers >= 2
    assert postgres > 2
    assert max(tries) > 1
    assert STUDENTS // 2 < len(before) < len(morning.students)
    # And in the end everybody has an answer
    assert set(answers) == {study for study, _ in morning.students}
    nothing_is_lost_or_half_done(morning, answers)


def nothing_is_lost_or_half_done(morning: Morning, answers: dict[int, list[int]]) -> None:
    """Compare the answers, study -> decisions, with what stands in the database."""
    named = sorted(key for keys in answers.values() for key in keys)
    assert len(named) == len(set(named))
    # Every decision that was acknowledged is stored, and nothing else is: no form was carried out twice
    stored = morning.ask("SELECT id, outcome, subject FROM platform_storeddecision ORDER BY id")
    assert [key for key, *_ in stored] == named
    assert {key: subject for key, _, subject in stored} == {
        key: f"study:{study}" for study, keys in answers.items() for key in keys
    }
    # Every allowed one is a registration, and every registration rests on one
    registered = morning.ask("SELECT decision_id, study_id FROM registration_registration WHERE state = 'registered'")
    assert sorted(key for key, _ in registered) == [key for key, outcome, _ in stored if outcome == "ALLOWED"]
    assert len(registered) > STUDENTS
    # The counts of the groups are the rows, no key is without its answer, and no basket holds what is registered
    assert (
        morning.ask(
            "SELECT g.id FROM registration_subjectgroup g WHERE g.seats_taken <> (SELECT count(*) FROM"
            " registration_registration r WHERE r.group_id = g.id AND r.state = 'registered')"
            " OR g.seats_taken > g.quota"
        )
        == []
    )
    assert morning.ask("SELECT id FROM platform_idempotencykey WHERE answer->>'address' IS NULL") == []
    assert (
        morning.ask(
            "SELECT b.id FROM registration_basketitem b JOIN registration_registration r"
            " ON r.study_id = b.study_id AND r.group_id = b.group_id AND r.state = 'registered'"
        )
        == []
    )


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    ends = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > ends:
            raise AssertionError("it did not happen")
        time.sleep(0.01)
