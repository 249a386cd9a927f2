"""The virtual environment that Registrar runs in, made from a lock file. Standard library only.

It is made once and left alone until a lock file or the Python underneath changes. Every package is checked against
the hashes of the lock, and only wheels are taken, so that no compiler is needed and nothing runs while installing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "registrar-lock.json"
PYTHON = VENV / "bin" / "python"
RUNTIME_LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"

# Taken only where Python came without pip and without ensurepip, as Debian's does.
PIP_WHEEL = (
    "https://files.pythonhosted.org/packages/07/25/ee8c38ae72d66b844ce8eb9711ba905dba21ca1a8a0c960057c41cd23337/"
    "pip-26.3-py3-none-any.whl"
)
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


class SetupError(Exception):
    """The environment cannot be made; the message says what to do about it."""


def ensure(*, development: bool) -> Path:
    """Make the environment fit the lock file and return its Python.

    The development lock holds everything of the other with the same versions, so an environment made for ./check
    serves ./run too.

    Raises:
        SetupError: when packages cannot be had or don't match their hashes.
    """
    stamp = _read_stamp()
    # Whichever Python starts us, the environment's own is asked: an upgrade of the system changes that one.
    if VENV.exists() and (not stamp or stamp.get("python") != _version_inside()):
        if stamp:
            _say("The Python of the environment has changed or gone: making it anew.")
            shutil.rmtree(VENV)
        stamp = {}
    lock = DEVELOPMENT_LOCK if development else RUNTIME_LOCK
    locks = {name: _digest(ROOT / name) for name in (RUNTIME_LOCK, DEVELOPMENT_LOCK)}
    satisfied = stamp.get(lock) == locks[lock] or (
        not development and stamp.get(DEVELOPMENT_LOCK) == locks[DEVELOPMENT_LOCK]
    )
    if not satisfied:
        _install(ROOT / lock)
        kept = locks if development else {RUNTIME_LOCK: locks[RUNTIME_LOCK]}
        stamp = {"python": _version_inside(), **kept}
    if stamp.get("root") != str(ROOT) or not _linked():
        # New, or the whole folder was moved or copied.
        _link_source()
        STAMP.write_text(json.dumps({**stamp, "root": str(ROOT)}, indent=2), encoding="utf-8")
    return PYTHON


def _version_inside() -> str:
    """What the environment's Python says of itself; empty when it does not start."""
    try:
        done = subprocess.run([str(PYTHON), "--version", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _install(lock: Path) -> None:
    started = time.monotonic()
    # Whatever is interrupted from here on is done again: the stamp is written last.
    STAMP.unlink(missing_ok=True)
    if not _version_inside():
        shutil.rmtree(VENV, ignore_errors=True)
        _say("Making the Python environment in .venv")
        _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], "Python cannot make a virtual environment")
    with tempfile.TemporaryDirectory() as scratch:
        pip = _find_pip(Path(scratch))
        wanted = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
        command = [*pip, "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
        command += ["--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(lock)]
        _follow(command, wanted, f"Installing {wanted} packages of {lock.name}")
    _say(f"Environment ready in {time.monotonic() - started:.0f} s.")


def _find_pip(scratch: Path) -> list[str]:
    """A pip that installs into the environment: Python's own, the machine's, or one fetched and checked."""
    inside = [str(PYTHON), "-m", "pip"]
    if _works([*inside, "--version"]):
        return inside
    if _works([sys.executable, "-c", "import ensurepip"]) and _works([str(PYTHON), "-m", "ensurepip", "--default-pip"]):
        return inside
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if _works([*outside, "--version"]):
        return outside
    wheel = scratch / PIP_WHEEL.rsplit("/", 1)[1]
    _say("This Python has no pip: fetching it")
    try:
        with urllib.request.urlopen(PIP_WHEEL, timeout=60) as answer:
            wheel.write_bytes(answer.read())
    except (OSError, urllib.error.URLError) as error:
        raise SetupError(
            f"This Python has no pip, and it could not be fetched ({error}).\n"
            "Install it (Debian or Ubuntu: apt install python3-venv), then start this again."
        ) from error
    if _digest(wheel) != PIP_SHA256:
        raise SetupError(f"What was fetched as {wheel.name} is not that file: its SHA-256 differs.")
    return [str(PYTHON), f"{wheel}/pip"]


def _pointer() -> str:
    """What leads Python to src/: code in ASCII, for it reads such files as the locale says, and LC_ALL=C says ASCII."""
    return f"import sys; sys.path.append({str(ROOT / 'src')!a})\n"


def _linked() -> bool:
    """Whether the environment's Python is led to src/ as it is now."""
    pointers = (VENV / "lib").glob("python3*/site-packages/registrar.pth")
    return any(pointer.read_bytes() == _pointer().encode("ascii") for pointer in pointers)


def _link_source() -> None:
    """Let the environment's Python find src/, and give it the `registrar` command."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "registrar.pth").write_text(_pointer(), encoding="ascii")
    command = VENV / "bin" / "registrar"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -m registrar "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(command: list[str], failure: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"{failure}:\n{done.stderr or done.stdout}")


def _follow(command: list[str], wanted: int, title: str) -> None:
    """Run pip and turn its talk into a bar; on failure show what it said last."""
    environment = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "0", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert process.stdout is not None  # noqa: S101 (asked for one line up)
    last: list[str] = []
    collected = 0
    _bar(title, 0, wanted)
    try:
        for line in process.stdout:
            last = [*last[-15:], line.rstrip()]
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                collected += 1
                _bar(title, min(collected, wanted), wanted)
            elif line.startswith("Installing collected packages"):
                _bar(title, wanted, wanted, " unpacking")
    except BaseException:
        process.terminate()
        process.wait()
        raise
    finally:
        process.stdout.close()
    if sys.stdout.isatty():
        print()
    if process.wait():
        raise SetupError("Packages could not be installed. pip said:\n  " + "\n  ".join(last))


def _bar(title: str, done: int, wanted: int, note: str = "") -> None:
    if sys.stdout.isatty():
        filled = 30 * done // max(wanted, 1)
        text = f"{title} [{'#' * filled}{'.' * (30 - filled)}] {done}/{wanted}{note}"
        print(f"\r{text:<100}", end="", flush=True)
    elif done % 20 == 0 or note:
        _say(f"{title}: {done}/{wanted}{note}")


def _say(text: str) -> None:
    print(text, flush=True)
