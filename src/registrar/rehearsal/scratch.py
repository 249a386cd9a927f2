"""A database of its own for one rehearsal, gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql


@contextmanager
def scratch_database(url: str, *, keep: bool = False) -> Iterator[str]:
    """Make an empty database on the server of `url` and yield its address; drop it at the end unless `keep`.

    Raises psycopg.OperationalError when the server can't be reached and InsufficientPrivilege when the account may
    not make databases.
    """
    name = f"registrar_rehearsal_{uuid4().hex[:10]}"
    own = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        # It is thrown away, so its commits need not wait for the disk; locks and constraints are as ever.
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit TO off").format(sql.Identifier(name)))
    try:
        yield own
    finally:
        if not keep:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def use(url: str) -> None:
    """Make this process work on a database, before Django is set up."""
    os.environ["DATABASE_URL"] = url
    os.environ["REGISTRAR_MODE"] = "demonstration"
    os.environ["REGISTRAR_DB_POOL"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registrar.site.settings")
