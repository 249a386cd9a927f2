"""The steps of ./check: what each runs and how its closing line is read."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", "--durations=5")
# Two workers, for the two cores that a small machine has; each has its own test database.
PARALLEL = ("-n", "2", "--dist", "worksteal")
STOP_PATIENCE = 30.0  # seconds that a step gets to clear up after Ctrl-C


@dataclass(frozen=True)
class Step:
    """One guard: a command, the paths it needs, and whether it wants a database or a browser."""

    name: str
    title: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()
    database: bool = False
    browser: bool = False

    @property
    def is_pytest(self) -> bool:
        """True where the closing line is pytest's."""
        return "pytest" in self.command


@dataclass(frozen=True)
class Result:
    """What a step found: passed, failed or skipped, in how many seconds, in which words."""

    name: str
    status: str
    seconds: float
    closing: str


def _tool(name: str) -> str:
    return str(Path(PYTHON).parent / name)


STEPS = (
    Step("texts", "both languages: compiled, nothing empty or fuzzy", (PYTHON, "-m", "registrar", "messages")),
    Step("style", "ruff: faults and habits", (_tool("ruff"), "check", ".")),
    Step("format", "ruff: layout of the source", (_tool("ruff"), "format", "--check", ".")),
    Step("types", "mypy with django-stubs", (PYTHON, "-m", "mypy", "--cache-dir", "var/check/mypy")),
    Step("imports", "import-linter: who may import whom", (_tool("lint-imports"), "--cache-dir", "var/check/imports")),
    Step("house", "source rules", (*PYTEST, "tests/house"), ("tests/house",), database=True),
    Step("cases", "worked cases of the handbook", (*PYTEST, "tests/cases"), ("tests/cases",), database=True),
    Step("unit", "every part by itself", (*PYTEST, *PARALLEL, "src", "tests/unit"), ("src",), database=True),
    Step("concurrency", "races on PostgreSQL", (*PYTEST, "tests/concurrency"), ("tests/concurrency",), database=True),
    Step(
        "journeys", "whole visits in a browser", (*PYTEST, "-n", "2", "--dist", "loadfile", "tests/journeys"),
        ("tests/journeys",),
        database=True, browser=True,
    ),
)  # fmt: skip
FAST = [step.name for step in STEPS if step.name not in {"concurrency", "journeys"}]


def run_step(step: Step, environment: dict[str, str], root: Path, seed: str | None) -> tuple[str, str]:
    """Run a step, passing its output on as it comes; return its status and closing line."""
    command = [*step.command]
    if step.is_pytest and seed:
        command.append(f"--randomly-seed={seed}")
    # In a session of its own: Ctrl-C reaches us alone, and is passed on once, so that pytest can clear up in peace.
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_listen_to_interrupts,
    )
    assert process.stdout is not None  # noqa: S101 (asked for above)
    said = bytearray()
    try:
        # Piece by piece, not line by line: pytest's dots are to be seen as they come.
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            said = (said + piece)[-20_000:]
        process.stdout.close()
        code = process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.communicate(timeout=STOP_PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        raise
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    closing = _closing(step, lines, code)
    # Exit code 5 is pytest's "no tests were found": a guard that guards nothing has failed.
    return ("passed" if code == 0 else "failed"), closing


def _listen_to_interrupts() -> None:
    """A shell that starts us in the background has us ignore Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _closing(step: Step, lines: list[str], code: int) -> str:
    if not step.is_pytest:
        plain = [line for line in lines if line.startswith("Contracts: ")] or [
            line for line in lines if re.search(r"\w", line)
        ]
        return plain[-1] if plain else f"exit code {code}"
    counts = [line for line in lines if re.search(r"\d+ (passed|failed|error|skipped)|no tests ran", line)]
    return counts[-1].strip("= ") if counts else f"exit code {code}"
