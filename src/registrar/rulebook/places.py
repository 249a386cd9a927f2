"""Where the data of the universities lies."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

from registrar.rulebook.problem import Problem, RulebookError

VARIABLE = "REGISTRAR_UNIVERSITIES"
_PACKAGE = Path(__file__).resolve().parent.parent


def universities_directory() -> Path:
    """Return the folder with one folder per institution.

    It is what REGISTRAR_UNIVERSITIES names; else `universities` beside `src` in a checkout; else where an installed
    package keeps it. Raises RulebookError, naming the variable, where there is none.
    """
    return _located(os.environ.get(VARIABLE))


@lru_cache(maxsize=8)
def _located(named: str | None) -> Path:
    # Cached because every decision asks, and the folder doesn't move while a process runs.
    if named:
        path = Path(named).expanduser().resolve()
        if not path.is_dir():
            raise RulebookError([Problem(VARIABLE, None, "", f"{named} isn't a folder")])
        return path
    for path in (
        _PACKAGE.parents[1] / "universities",
        _PACKAGE / "universities",
        Path(sys.prefix) / "share" / "registrar" / "universities",
    ):
        if path.is_dir():
            return path
    raise RulebookError([Problem(VARIABLE, None, "", "isn't set, and no universities folder lies beside the source")])
