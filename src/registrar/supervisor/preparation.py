"""What must be done before the site can be served: each step skipped while nothing it depends on has changed."""

from __future__ import annotations

import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from rich.console import Console

from registrar.supervisor.database import ROOT
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.stamps import DatabaseStamps, FolderStamps, digest_of

SOURCE = ROOT / "src" / "registrar"
LOCK = ROOT / "requirements.lock"


@dataclass(frozen=True)
class Task:
    """A command of `registrar` that prepares something, with the digest of what it depends on."""

    name: str
    title: str
    command: tuple[str, ...]
    digest: str
    in_database: bool
    once: bool = False  # done when a stamp is there at all, whatever it says
    unless: str = ""  # a question to the database; while it answers true there is nothing to do


def tasks(university: str, students: int | None) -> list[Task]:
    """The steps in their order. `students` is the size of the demonstration, or None for none."""
    migrations = [LOCK, *SOURCE.glob("**/migrations/*.py")]
    texts = SOURCE.glob("**/*.po")
    static = [LOCK, *(path for path in SOURCE.glob("**/static/**/*") if path.is_file())]
    data = [path for path in (ROOT / "universities" / university).glob("**/*") if path.is_file()]
    steps = [
        Task("messages", "Texts in both languages", ("messages",), digest_of(texts), in_database=False),
        Task("static", "Style sheets and pictures", ("prepare", "static"), digest_of(static), in_database=False),
        Task("migrate", "Tables of the database", ("prepare", "database"), digest_of(migrations), in_database=True),
        Task("university", f"Catalogue of {university}", ("university", "load", university), digest_of(data), True),
    ]
    if students is not None:
        command = ("demo", "create", "--students", str(students))
        title = "Demonstration university"
        # Never on top of what somebody has put in already.
        filled = "select exists (select from studies_study)"
        steps.append(Task("demonstration", title, command, str(students), True, once=True, unless=filled))
    return steps


def prepare(
    wanted: list[Task],
    *,
    var: Path,
    url: str,
    environment: Mapping[str, str],
    console: Console,
    run: Callable[[list[str], Mapping[str, str]], int] | None = None,
) -> int:
    """Do the steps that are due and return how many were.

    Raises:
        SupervisorError: when a step fails; what was done before it stays done.
    """
    run = run or _run
    database, folder = DatabaseStamps(url), FolderStamps(var)
    done_there, done_here = database.read(), folder.read()
    count = 0
    for task in wanted:
        stamp = (done_there if task.in_database else done_here).get(task.name)
        if stamp == task.digest or (task.once and stamp is not None):
            continue
        if task.unless and database.ask(task.unless):
            continue
        console.print(f"[bold]{task.title}[/bold]")
        started = time.monotonic()
        code = run([sys.executable, "-m", "registrar", *task.command], environment)
        if code:
            raise SupervisorError(
                f"`registrar {' '.join(task.command)}` failed (exit code {code}); see above.\n"
                "What was done before it is kept: start again when it is mended."
            )
        (database if task.in_database else folder).write(task.name, task.digest)
        console.print(f"  done in {time.monotonic() - started:.1f} s", style="dim", highlight=False)
        count += 1
    return count


def ensure_secret_key(var: Path) -> None:
    """Make the key that signs sessions, once, readable by its owner only."""
    path = var / "secret_key"
    if path.exists():
        return
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50) + "\n", encoding="ascii")
    fresh.replace(path)


def check_server(url: str) -> None:
    """See that a server of one's own answers and is new enough.

    Raises:
        SupervisorError: with libpq's reason, the password left out.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        raise SupervisorError(f"DATABASE_URL names a database that cannot be used:\n{error}".strip()) from None
    if version < 150000:
        raise SupervisorError(f"Registrar needs PostgreSQL 15 or later; DATABASE_URL leads to {version // 10000}.")


def _run(command: list[str], environment: Mapping[str, str]) -> int:
    # The terminal is passed on: the step draws its own progress bar.
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode
