"""Several processes at once, as a web server has: each takes students off a list and acts for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from registrar.rehearsal import scratch

Watcher = Callable[[int, int], None]
"""Called with (done, total)."""

PORTION = 100


class Workers:
    """A pool of processes, each with Django on the scratch database."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """Wrap a started pool."""
        self._pool = pool

    def each(self, function: str, items: Sequence[Any], now: datetime, watch: Watcher, **settings: Any) -> Counter[str]:
        """Let the processes run `function` ("package.module:name") over portions of the items at a set moment.

        The function takes (items, now=…, **settings) and returns a Counter; the counters are added up. An exception in
        any process ends the rehearsal.
        """
        portions = [items[start : start + PORTION] for start in range(0, len(items), PORTION)]
        waiting = {self._pool.submit(_work, function, part, now, settings): len(part) for part in portions}
        total: Counter[str] = Counter()
        done = 0
        for future in as_completed(waiting):
            total.update(future.result())
            done += waiting[future]
            watch(done, len(items))
        return total


@contextmanager
def workers(count: int, url: str) -> Iterator[Workers]:
    """Start `count` processes on a database and stop them at the end."""
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(url,)) as pool:
        try:
            yield Workers(pool)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(url: str) -> None:
    scratch.use(url)
    import django

    django.setup()


def _work(function: str, items: Sequence[Any], now: datetime, settings: dict[str, Any]) -> Counter[str]:
    from registrar.areas.platform import clock

    module, _, name = function.partition(":")
    with clock.at(now):
        result: Counter[str] = getattr(import_module(module), name)(items, now=now, **settings)
    return result
