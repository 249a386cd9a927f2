"""The database goes away while the site runs: people get a page that says so, and nothing acknowledged is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

pytestmark = pytest.mark.journey


@contextmanager
def no_database(name: str) -> Iterator[None]:
    """Let nobody into the site's database for the length of the block, and throw out who is there."""
    server = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        allow = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
        connection.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            connection.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


def test_a_page_says_so_and_the_work_goes_on_afterwards(visit, database_name):
    # given a student with registrations
    page = visit("23000001d")
    page.goto("/my/registration/subjects/")
    before = page.locator("main").inner_text()
    # when the database is gone
    with no_database(database_name):
        response = page.goto("/my/registration/subjects/")
        # then the answer is a page of its own, in the house's look, that says when to come back
        assert response.status == 503
        assert response.headers["retry-after"]
        assert page.locator("h1").inner_text() != ""
        assert "Traceback" not in page.content()
    # and when it is back, everything is there, without signing in again
    assert page.goto("/my/registration/subjects/").status == 200
    assert page.locator("main").inner_text() == before
