"""Printing tables and JSON the same way in every command."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table


def print_json(data: Any) -> None:
    """Print JSON, indented, Chinese as it is."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_table(title: str, columns: list[str], rows: list[list[str]], right: frozenset[str] = frozenset()) -> None:
    """Print a table; `right` names the columns of numbers."""
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def console() -> Console:
    """Return a console on standard output that never reads [brackets] of data as markup."""
    # Into a file or a pipe, lines are as long as they need to be, so that grep finds a whole row.
    width = None if sys.stdout.isatty() else 240
    return Console(markup=False, highlight=False, emoji=False, width=width)
