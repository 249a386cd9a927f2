"""Rows of a table, cell by cell."""

from collections.abc import Sequence
from typing import Any

from registrar.ui.parts import Cell, Column


def cells(columns: Sequence[Column], values: Sequence[Any], address: str = "") -> list[Cell]:
    """Return a row: the first cell is its head and leads to `address` where one is given."""
    return [
        Cell(column.label, value, column.numeric, head=number == 0, url=address if number == 0 else "")
        for number, (column, value) in enumerate(zip(columns, values, strict=True))
    ]
