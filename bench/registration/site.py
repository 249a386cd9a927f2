"""The site as `registrar serve` runs it, on an embedded PostgreSQL of its own, with its CPU counted."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from registrar.supervisor.child import Child
from registrar.supervisor.serving import web_command

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "bench.registration.settings"


@dataclass
class Used:
    """Seconds of CPU that the web server, the database and the client used, and what the wall clock says."""

    web: float
    database: float
    client: float = 0.0
    seconds: float = 0.0


@dataclass
class Site:
    """A running site."""

    port: int
    web: Child
    database: int
    log: Path

    def cpu(self) -> Used:
        """CPU used so far."""
        return Used(_cpu(self.web.process.pid), _cpu(self.database))

    def answer(self, orders: Iterable[dict[str, Any]], connections: int) -> tuple[list[dict[str, Any]], Used]:
        """Let so many browsers send the orders; return the answers and what it took."""
        lines = "\n".join(json.dumps(order) for order in orders)
        before = self.cpu()
        command = [sys.executable, "-m", "bench.registration.client", "127.0.0.1", str(self.port), str(connections)]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
        after = self.cpu()
        *answers, last = [json.loads(line) for line in done.stdout.splitlines()]
        return answers, Used(after.web - before.web, after.database - before.database, last["cpu"], last["seconds"])


@contextmanager
def serving(database: int, url: str, var: Path, workers: int) -> Iterator[Site]:
    """Start the web server on a database (its process is told for the counting) and stop it at the end."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "REGISTRAR_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    # The bench's own process works without a pool; the server has the one it always has.
    environment.pop("REGISTRAR_DB_POOL", None)
    log = var / "log" / "web.log"
    web = Child("web server", web_command("127.0.0.1", port, workers), log, environment=environment, folder=ROOT)
    try:
        wait_until_up(port, web)
        yield Site(port, web, database, log)
    finally:
        web.stop(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(port: int, web: Child) -> None:
    """Wait for the first page, and give every worker and every pool a few requests to warm up on."""
    for _ in range(400):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=5)
            return
        except OSError:
            if not web.running:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the web server did not come up:\n{web.last_words()}")


def _cpu(pid: int) -> float:
    """CPU of a process, its children, and those that have ended."""
    parent = psutil.Process(pid)
    own = parent.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in parent.children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return float(total)
