"""A database for one command: the running Registrar's, or the embedded one started for as long as it takes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from registrar.supervisor.cluster import Cluster
from registrar.supervisor.hold import HeldError, Hold

ROOT = Path(__file__).resolve().parents[3]


def var_folder() -> Path:
    """The data folder: REGISTRAR_VAR, else var/ beside the source."""
    return Path(os.environ.get("REGISTRAR_VAR") or ROOT / "var").absolute()


@contextlib.contextmanager
def embedded_database(var: Path, *, purpose: str, durable: bool = True) -> Iterator[str]:
    """Start the embedded PostgreSQL of a data folder for the length of a `with` block; yields its URL.

    Raises:
        HeldError: when another command uses the folder.
        SupervisorError: when PostgreSQL cannot start.
    """
    with Hold(var, purpose) as hold:
        cluster = Cluster(var, durable=durable)
        try:
            url = cluster.start()
            hold.say(database_url=url)
            yield url
        finally:
            cluster.stop()


@contextlib.contextmanager
def database_for(purpose: str) -> Iterator[str]:
    """The database that a command of the command line works on; sets DATABASE_URL for Django to read.

    DATABASE_URL when it is set; else that of the Registrar which runs on the data folder; else the embedded one,
    started for this command and stopped after it.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        yield url
        return
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(embedded_database(var_folder(), purpose=purpose))
        except HeldError as held:
            if held.holder is None or not held.holder.database_url:
                raise
            url = held.holder.database_url
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]
