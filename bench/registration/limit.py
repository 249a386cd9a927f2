"""The limit below everything: the same claim as fast as PostgreSQL takes it, from pgbench, without any web server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg
from bench.registration.bare import LOOK, TAKE
from psycopg import sql

COPY = "registrar_raw"


def copy_of(url: str) -> str:
    """Copy the database while nobody is in it, with so many places that no claim is refused; return its URL."""
    copy = urlunsplit(urlsplit(url)._replace(path=f"/{COPY}"))
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(server, autocommit=True) as connection:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(COPY), sql.Identifier(name)))
    with psycopg.connect(copy, autocommit=True) as connection:
        connection.execute("UPDATE registration_subjectgroup SET quota = 1000000")
        # What is claimed stands in a table by number, so that no two claims are of one student and one offering.
        connection.execute(
            "CREATE TABLE claim AS SELECT row_number() OVER (ORDER BY random()) AS n, s.student_id, g.id AS group_id"
            " FROM (SELECT * FROM studies_study ORDER BY random() LIMIT 1000) s,"
            " (SELECT DISTINCT ON (offering_id) id FROM registration_subjectgroup ORDER BY offering_id, id) g"
        )
        connection.execute("ALTER TABLE claim ADD PRIMARY KEY (n)")
        connection.execute("CREATE SEQUENCE next_claim CACHE 1")
        connection.execute("VACUUM ANALYZE")
    return copy


def claims_a_second(copy: str, clients: int, seconds: int) -> float | None:
    """Let pgbench claim seats; None where there is no pgbench on this machine."""
    program = shutil.which("pgbench")
    if program is None:
        return None
    parts = urlsplit(copy)
    host = parts.query.partition("host=")[2].replace("%2F", "/")
    with TemporaryDirectory() as folder:
        script = Path(folder) / "claim.sql"
        script.write_text(_script(), encoding="ascii")
        command = [
            program,
            "-n",
            "-M",
            "prepared",
            "-c",
            str(clients),
            "-j",
            "1",
            "-T",
            str(seconds),
            "-f",
            str(script),
        ]
        command += ["-h", host, "-U", parts.username or "postgres", COPY]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+) \(without", done.stdout)
    if found is None:
        raise RuntimeError(f"pgbench said something unexpected:\n{done.stdout}{done.stderr}")
    return float(found[1])


def _script() -> str:
    """The bare page's two statements in a transaction, the arguments taken from the table of claims."""
    look = (LOOK % ":wanted").strip()
    take = " ".join((TAKE % (":offering_id", ":wanted", "now()", ":student")).split())
    claim = "SELECT student_id AS student, group_id AS wanted FROM claim WHERE n = (SELECT nextval('next_claim'))"
    return f"{claim} \\gset\nBEGIN;\n{look} \\gset\n{take};\nCOMMIT;\n"
