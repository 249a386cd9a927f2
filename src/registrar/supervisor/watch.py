"""Keeps the web server and the worker running: a crash is reported and mended, but not for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rich.console import Console

from registrar.supervisor.child import Child
from registrar.supervisor.errors import SupervisorError

MOST_RESTARTS = 5
WITHIN = 120.0  # seconds
STOP_PATIENCE = 10.0


@dataclass
class Watched:
    """A process that must run, how to start it, and when it was last started again."""

    start: Callable[[], Child]
    child: Child
    patience: float  # seconds that it gets to end by itself
    restarts: list[float] = field(default_factory=list)


class Watch:
    """Looks after children until `stop` is called or one of them cannot be kept alive."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.watched: list[Watched] = []
        self.stopping = False

    def add(
        self, start: Callable[[], Child], *, running: Child | None = None, patience: float = STOP_PATIENCE
    ) -> Child:
        """Start a process (or take one that runs already) and look after it from now on."""
        child = running or start()
        self.watched.append(Watched(start, child, patience))
        return child

    def look(self) -> None:
        """Start again whatever has ended.

        Raises:
            SupervisorError: when a process ends more than five times in two minutes.
        """
        for watched in self.watched:
            if not watched.child.running and not self.stopping:
                self._restart(watched)

    def stop(self) -> None:
        """End all of them, the last started first."""
        self.stopping = True
        for watched in reversed(self.watched):
            watched.child.stop(watched.patience)

    def _restart(self, watched: Watched) -> None:
        child = watched.child
        code = child.process.returncode
        reason = f"signal {-code}" if code < 0 else f"exit code {code}"
        now = time.monotonic()
        watched.restarts = [moment for moment in watched.restarts if now - moment < WITHIN]
        words = child.last_words()
        child.stop(0)
        if len(watched.restarts) >= MOST_RESTARTS:
            raise SupervisorError(
                f"The {child.name} ended {MOST_RESTARTS + 1} times within {WITHIN:.0f} s (last: {reason}). It said:\n"
                f"{words}\nAll of it is in {child.log}"
            )
        self.console.print(f"[bold red]The {child.name} ended ({reason}).[/bold red] It is started again.")
        if words:
            self.console.print(words, style="dim", markup=False, highlight=False)
        # Twice the wait each time: a database that is coming back gets the time to.
        time.sleep(0 if not watched.restarts else min(2.0 ** len(watched.restarts), 16.0) / 4)
        watched.restarts.append(now)
        watched.child = watched.start()
