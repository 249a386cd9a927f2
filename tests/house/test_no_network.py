"""The guard in conftest.py: no test reaches the network."""

import socket

import pytest


def test_a_connection_off_this_machine_is_refused() -> None:
    with socket.socket() as probe, pytest.raises(RuntimeError, match="reached for the network"):
        probe.connect(("192.0.2.1", 80))


def test_a_name_off_this_machine_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="looked up a name"):
        socket.create_connection(("registry.example", 443))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection((host, port)) as connection:
            assert connection.getpeername()[1] == port
