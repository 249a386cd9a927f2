"""`registrar serve`: everything that runs while Registrar is up, from the first process to the last."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from rich.console import Console

from registrar.supervisor.child import Child
from registrar.supervisor.cluster import STOP_PATIENCE, Cluster
from registrar.supervisor.database import ROOT, var_folder
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.hold import Hold
from registrar.supervisor.preparation import check_server, ensure_secret_key, prepare, tasks
from registrar.supervisor.sign_ins import sign_ins_table
from registrar.supervisor.watch import Watch

READY_PATIENCE = 60.0  # seconds until the first page must be answered


@dataclass(frozen=True)
class Options:
    """What can be chosen on the command line of ./run."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    students: int = 2000
    university: str = "polyu"
    only_prepare: bool = False

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 (compared, not bound)
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"


class Stop(BaseException):
    """Somebody asked Registrar to stop: Ctrl-C, or a signal from the system."""


def serve(options: Options, console: Console) -> int:
    """Bring Registrar up, keep it up until it is asked to stop, and take everything down again.

    Returns 0 after a stop that was asked for, 1 when it cannot start or stay up.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        _serve(options, console)
    except Stop:
        console.print("Stopped.")
    except SupervisorError as error:
        console.print(f"\n[bold red]Registrar cannot go on.[/bold red]\n{error}", highlight=False)
        return 1
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C must not break off the orderly stop that the first one began.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stop


def _serve(options: Options, console: Console) -> None:
    var = var_folder()
    watch = Watch(console)
    cluster: Cluster | None = None
    with Hold(var, "./run") as hold:
        try:
            _see_port_is_free(options)
            ensure_secret_key(var)
            url = os.environ.get("DATABASE_URL", "")
            if url:
                check_server(url)
            else:
                cluster = Cluster(var)
                if not cluster.exists:
                    console.print("[bold]Database[/bold] (embedded PostgreSQL, kept in var/)")
                url = cluster.start()
                watch.add(cluster.launch, running=cluster.child, patience=STOP_PATIENCE)
            hold.say(database_url=url, address=options.address)
            _run_on(url, options, var, watch, console)
        except Stop:
            console.print("\nStopping …")
            raise
        finally:
            watch.stop()
            if cluster is not None:
                cluster.stop()


def _run_on(url: str, options: Options, var: Path, watch: Watch, console: Console) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "REGISTRAR_VAR": str(var),
        "REGISTRAR_UNIVERSITY": options.university,
        "DJANGO_SETTINGS_MODULE": "registrar.site.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
    }
    demonstration = environment.get("REGISTRAR_MODE", "demonstration") == "demonstration"
    wanted = tasks(options.university, options.students if demonstration else None)
    prepare(wanted, var=var, url=url, environment=environment, console=console)
    if options.only_prepare:
        console.print("Everything is prepared.")
        return
    web = watch.add(lambda: _web(options, var, environment))
    table = sign_ins_table(url, environment) if demonstration else ""
    _wait_until_ready(options, web)
    # After the web server: nobody waits for the first job.
    watch.add(lambda: _worker(var, environment))
    console.file.write(table)
    console.file.flush()
    console.print(
        f"\nRegistrar is up: [bold]{options.address}[/bold]   (Ctrl-C stops it; logs are in {_short(var)}/log)"
    )
    while True:
        time.sleep(0.5)
        watch.look()


# Threads of a web worker. More of them wait for each other inside one interpreter: on registration morning four spent a
# fifth more of the machine on the same work than two (bench/registration).
THREADS = "2"


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The web server's command line; the bench and the tests that kill it start the same."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    command += ["--port", str(port), "--workers", str(workers), "--no-ws", "--blocking-threads", THREADS]
    return [*command, "--respawn-failed-workers", "registrar.site.wsgi:application"]


def _web(options: Options, var: Path, environment: dict[str, str]) -> Child:
    command = web_command(options.host, options.port, options.workers)
    return Child("web server", command, var / "log" / "web.log", environment=environment, folder=ROOT)


def _worker(var: Path, environment: dict[str, str]) -> Child:
    command = [sys.executable, "-m", "registrar", "worker"]
    return Child("worker", command, var / "log" / "worker.log", environment=environment, folder=ROOT)


def _see_port_is_free(options: Options) -> None:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that is only cooling down after a stop counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except PermissionError:
            raise SupervisorError(f"Port {options.port} is for root only. Choose one above 1023: --port 8000") from None
        except OSError as error:
            raise SupervisorError(
                f"Port {options.port} on {options.host} cannot be used ({error.strerror}). Another program listens "
                f"there, perhaps.\nChoose another: ./run --port {options.port + 1}"
            ) from None


def _wait_until_ready(options: Options, web: Child) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + READY_PATIENCE
    while time.monotonic() < deadline:
        try:
            with opener.open(options.address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:  # a page, if not a welcoming one: a host name that production does not serve
                return
            raise SupervisorError(
                f"The web server answers with an error ({error.code}): {web.log}\n{web.last_words()}"
            ) from None
        except OSError:
            if not web.running:
                raise SupervisorError(f"The web server did not start. It said:\n{web.last_words()}") from None
        time.sleep(0.05)
    raise SupervisorError(f"The web server did not answer within {READY_PATIENCE:.0f} s: {web.log}")


def _short(var: Path) -> str:
    return str(var.relative_to(ROOT)) if var.is_relative_to(ROOT) else str(var)
