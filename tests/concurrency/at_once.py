"""Pieces of work started together, each in a session of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every piece of work in a thread and session of its own, started together; an exception is its answer."""
    gate = threading.Barrier(len(work))

    def run(piece: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=20)
            return piece()
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))
