"""For every test: compiled texts, and no network. What a test needs runs on this machine."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Compile the texts that are not compiled yet, so that a fresh clone speaks Chinese in its first test."""
    if hasattr(config, "workerinput"):  # one process does it for all
        return
    from registrar.cli.messages import catalogues, compile_catalogue

    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            compile_catalogue(path, write=True)


def is_local(address: Any) -> bool:
    """True for a Unix socket, and for an address of this machine."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).split("%")[0]
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection and every look-up of a name that leads off this machine."""
    patch = pytest.MonkeyPatch()
    look_up = socket.getaddrinfo

    def refusing(method: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if not is_local(address):
                raise RuntimeError(f"A test reached for the network: {address!r}")
            return method(self, address)

        return connect

    def local_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_local((name,)):
            raise RuntimeError(f"A test looked up a name on the network: {name!r}")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", refusing(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", refusing(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", local_look_up)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Begin every test in the site's first language: a page asked for in Chinese leaves its language behind."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)
