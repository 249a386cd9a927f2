"""A running Registrar for browser tests: its own database, web server and worker, and the demonstration university."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from psycopg import sql
from tools.chromium import find_or_install

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = "250"
PASSWORD = "demonstration"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def prepared(testrun_uid: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with tables and 250 students, made once a run; each site starts from a copy of it."""
    name = f"registrar_journeys_{testrun_uid[:8]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        lock = [name]
        with connection.transaction():  # the workers of a run come one after the other
            connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s), 1)", lock)
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
                if not other.execute("SELECT 1 FROM pg_database WHERE datname = %s", lock).fetchone():
                    other.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
                    _fill(_environment(name, tmp_path_factory.mktemp("var")))
        connection.execute("SELECT pg_advisory_lock_shared(hashtext(%s), 2)", lock)
        yield name
        connection.execute("SELECT pg_advisory_unlock_shared(hashtext(%s), 2)", lock)
        if connection.execute("SELECT pg_try_advisory_lock(hashtext(%s), 2)", lock).fetchone() == (True,):  # the last
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def database_name() -> str:
    """The name of the site's own database."""
    return f"registrar_journeys_{uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, prepared: str, database_name: str) -> Iterator[str]:
    """The address of a running site with 250 students, whose clock stands in the add/drop period.

    Each file of journeys has a site of its own: one may move the clock without another noticing.
    """
    server, name = os.environ["DATABASE_URL"], database_name
    var = tmp_path_factory.mktemp("var")
    env = _environment(name, var)
    with psycopg.connect(server, autocommit=True) as connection:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(prepared))
        connection.execute(copy)
    port = _free_port()
    children = []
    try:
        web = (
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(port),
            "--workers",
            "1",
            "registrar.site.wsgi:application",
        )
        for command in (web, ("registrar", "worker")):
            children.append(_start(command, env, var / f"{command[-1]}.log"))
        address = f"http://127.0.0.1:{port}"
        _wait(address, children[0], var / "registrar.site.wsgi:application.log")
        yield address
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(database: str, var: Path) -> dict[str, str]:
    """Return what a process of the site needs to know."""
    return {
        **os.environ,
        "DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}")),
        "DJANGO_SETTINGS_MODULE": "registrar.site.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "REGISTRAR_VAR": str(var),
    }


def _fill(env: dict[str, str]) -> None:
    create = ("registrar", "demo", "create", "--students", STUDENTS, "--offline-progress")
    for command in (("registrar", "messages"), ("django", "migrate", "-v0"), create):
        subprocess.run([sys.executable, "-m", *command], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _start(command: tuple[str, ...], env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", *command], env=env, cwd=ROOT, stdout=file, stderr=file)


def _wait(address: str, child: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        try:
            urlopen(f"{address}/accounts/login/", timeout=5)  # noqa: S310
            return
        except OSError:  # refused, reset, or slower than the first answer of a busy machine
            if child.poll() is not None:
                break
            time.sleep(0.25)
    pytest.fail(f"the site didn't come up: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    path, why = find_or_install()
    if not path:
        pytest.skip(why)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


SignIn = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[SignIn]:
    """Return a function that signs somebody in and gives their page; "" stays signed out.

    `visit("registry", language="zh-hant", phone=True, dark=True, scripts=False)`. Every message of the console that is
    an error fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def sign_in(
        net_id: str = "", *, language: str = "en", phone: bool = False, dark: bool = False, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.add_cookies([{"name": "registrar_language", "value": language, "url": site}])
        page = context.new_page()
        page.on("console", lambda message: _note(message, errors))
        page.on("pageerror", lambda error: errors.append(str(error)))
        if net_id:
            page.goto("/accounts/login/")
            page.fill("input[name=login]", net_id)
            page.fill("input[name=password]", PASSWORD)
            page.locator(
                "form:has(input[name=password]) button[type=submit], form:has(input[name=password]) button"
            ).first.click()
            page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert errors == []


def _note(message: Any, errors: list[str]) -> None:
    """Keep what the browser complains about, save refusals that a test expects: a 4xx page, or 503."""
    if message.type == "error" and "status of 4" not in message.text and "status of 503" not in message.text:
        errors.append(message.text)
