"""A process that the supervisor started: in a group of its own, ended with the supervisor, its output in a log file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

_TAIL_BYTES = 4000


class Child:
    """A running process.

    It has a session of its own, so that Ctrl-C reaches the supervisor alone, which then stops its children in order. On
    Linux the kernel also signals it when the supervisor is killed outright.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str],
        folder: Path,
        stop_with: signal.Signals = signal.SIGTERM,
        identity: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self._stop_with = stop_with
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._log_start = output.tell()
            self.process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=dict(environment),
                start_new_session=True,
                preexec_fn=_die_with_parent(stop_with),
                **(identity or {}),
            )

    @property
    def running(self) -> bool:
        """True while the process lives."""
        return self.process.poll() is None

    def last_words(self, lines: int = 12) -> str:
        """The end of what it wrote since it was started, for a report."""
        with self.log.open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(self._log_start, size - _TAIL_BYTES))
            text = log.read().decode("utf-8", "replace")
        return "\n".join(text.splitlines()[-lines:])

    def stop(self, patience: float) -> None:
        """End it and everything it started: politely, then after `patience` seconds at once."""
        if self.running:
            self.process.send_signal(self._stop_with)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        # What it started shares its group; after a clean end there is nothing left to signal.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _die_with_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    set_death_signal = 1  # PR_SET_PDEATHSIG

    def ask_kernel() -> None:
        library.prctl(set_death_signal, int(with_signal), 0, 0, 0)

    return ask_kernel
