"""The command line. Each module of this package with a NAME is one subcommand.

A subcommand has `NAME`, `HELP`, `add_arguments(parser)` and `run(args) -> int`. Its file is named like it, with an
underscore for a dash. Only commands that need the database call `setup_django()`.
"""

from __future__ import annotations

import argparse
import atexit
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import ModuleType
from typing import Any

BAD_INPUT = 2


class BadInput(Exception):
    """What the user gave can't be used. Printed as one line; the command ends with 2."""


def setup_django(*, database: bool = True) -> None:
    """Make Django ready, for the commands that read or write the database.

    The database is the one that DATABASE_URL names, else that of the Registrar which runs on var/, else the embedded
    one: started here and stopped when the command ends.
    Raises BadInput when there is none to be had.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registrar.site.settings")
    if database:
        _open_database()
    import django

    django.setup()


def _open_database() -> None:
    from registrar.supervisor.database import database_for
    from registrar.supervisor.errors import SupervisorError

    opened = ExitStack()
    try:
        opened.enter_context(database_for(f"registrar {' '.join(sys.argv[1:2])}".strip()))
    except SupervisorError as error:
        raise BadInput(str(error)) from None

    def close() -> None:
        from django.db import connections

        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
        opened.close()

    atexit.register(close)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 2 bad input, anything else as the command says."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Both streams carry Chinese, whatever the machine's locale is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    parser = _parser(given[0] if given else "")
    args = parser.parse_args(given)
    if not hasattr(args, "run"):
        parser.print_help()
        return BAD_INPUT if given else 0
    try:
        return int(args.run(args) or 0)
    except _refusals() as error:
        return _complain(args, str(error))
    except BrokenPipeError:
        # The reader (head, less) has gone; that is no fault of the command.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _refusals() -> tuple[type[Exception], ...]:
    # Imported only when something went wrong: commands that don't need the rulebook shall start without it.
    from registrar.rulebook import RulebookError

    return BadInput, RulebookError


def _complain(args: argparse.Namespace, message: str) -> int:
    print(f"registrar {args.command}: {message}", file=sys.stderr)
    return BAD_INPUT


def _parser(first: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="registrar", description="Student administration for a university.")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    for module in _modules(first):
        sub = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def _modules(first: str) -> Iterator[Any]:
    """Yield the module of the command asked for; all of them when it isn't known, so that help lists them."""
    names = sorted(item.name for item in pkgutil.iter_modules(__path__) if not item.name.startswith("_"))
    wanted = first.replace("-", "_")
    for name in [wanted] if wanted in names else names:
        module: ModuleType = importlib.import_module(f"{__name__}.{name}")
        if hasattr(module, "NAME"):
            yield module
