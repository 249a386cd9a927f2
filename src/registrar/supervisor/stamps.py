"""What has been done to a database and to the data folder, so that a start does again only what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import psycopg


class DatabaseStamps:
    """Named digests kept in the database itself: they are dropped, dumped and restored with the data they speak of."""

    def __init__(self, url: str) -> None:
        self.url = url

    def read(self) -> dict[str, str]:
        """All stamps by name; empty for a new database."""
        with self._open() as connection:
            rows = connection.execute("select name, digest from supervisor_stamp").fetchall()
        return {str(name): str(digest) for name, digest in rows}

    def write(self, name: str, digest: str) -> None:
        """Remember that the step of this name was done for what has this digest."""
        with self._open() as connection:
            connection.execute(
                "insert into supervisor_stamp values (%s, %s)"
                " on conflict (name) do update set digest = excluded.digest",
                [name, digest],
            )

    def ask(self, question: str) -> object:
        """The database's answer to a question that has one value; None where there is none."""
        with self._open() as connection:
            row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None

    def _open(self) -> psycopg.Connection:
        connection = psycopg.connect(self.url, connect_timeout=10)
        connection.execute("set client_min_messages = warning")
        connection.execute("create table if not exists supervisor_stamp (name text primary key, digest text not null)")
        return connection


class FolderStamps:
    """The same for what is made in the data folder: compiled texts, collected static files."""

    def __init__(self, var: Path) -> None:
        self.path = var / "stamps.json"

    def read(self) -> dict[str, str]:
        """All stamps by name; empty for a new folder."""
        try:
            return dict(json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def write(self, name: str, digest: str) -> None:
        """Remember that the step of this name was done for what has this digest."""
        self.path.write_text(json.dumps({**self.read(), name: digest}, indent=2), encoding="utf-8")


def digest_of(paths: Iterable[Path]) -> str:
    """One digest of the names and contents of files, in any order."""
    total = hashlib.sha256()
    for path in sorted(set(paths)):
        total.update(f"{path}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
