"""What ./run and ./check do first: make the environment, then hand over to its Python. Standard library only."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import environment

ROOT = environment.ROOT


def main(arguments: list[str]) -> int:
    """Prepare for `run` or `check` (the first argument) and become it; returns only when that fails."""
    what, *rest = arguments
    wants_help = {"-h", "--help"} & set(rest)
    lock = ROOT / ".setup.lock"
    try:
        with lock.open("w") as held:
            # Two commands started together must not install into one environment at once.
            fcntl.flock(held, fcntl.LOCK_EX)
            python = environment.ensure(development=what == "check" and not wants_help)
    except environment.SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"\nRegistrar cannot write to its own folder: {error}.", file=sys.stderr)
        print("Start it as the user who owns the folder, or clone it anew as yourself.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start continues from here.", file=sys.stderr)
        return 130
    target = ["-m", "registrar", "serve"] if what == "run" else [str(ROOT / "tools" / "check.py")]
    os.chdir(ROOT)
    return os.execv(python, [str(python), *target, *rest])  # noqa: S606 (our own interpreter)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
