"""Many rows at once: COPY into a model's table, and numbers for rows that refer to each other."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
BATCH = 2000


def copy_rows(label: str, fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Copy rows into the table of a model such as "studies.Study" and return how many there were.

    `fields` name the values of each row, in order; the others get the model's default, so that a field added later
    doesn't have to be told here. Triggers, constraints and foreign keys hold as for any other insert.
    """
    model = apps.get_model(label)
    rest = [f for f in model._meta.concrete_fields if f.name not in fields and f.has_default() and not f.primary_key]
    named = [*(model._meta.get_field(name) for name in fields), *rest]
    columns = ", ".join(f'"{field.column}"' for field in named)
    defaults = "".join(f"\t{_text(field.get_default())}" for field in rest) + "\n"
    count = 0
    supply = iter(rows)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor:
        while batch := list(islice(supply, BATCH)):
            with cursor.copy(statement) as copy:
                copy.write("".join(_line(row) + defaults for row in batch))
            count += len(batch)
    return count


def first_free(label: str) -> int:
    """Return the number from which new rows of a model may be numbered."""
    model = apps.get_model(label)
    with connection.cursor() as cursor:
        # Nothing but names of our own tables goes into these statements.
        cursor.execute(f'SELECT coalesce(max("{model._meta.pk.column}"), 0) + 1 FROM "{model._meta.db_table}"')  # noqa: S608
        return int(cursor.fetchone()[0])


def set_sequences(labels: Iterable[str]) -> None:
    """Let the next row of each model be numbered after those that were copied."""
    with connection.cursor() as cursor:
        for label in labels:
            model = apps.get_model(label)
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f'SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max("{column}"), 0) + 1, false) '  # noqa: S608
                f'FROM "{table}"',
                [table, column],
            )


def _line(row: Sequence[Any]) -> str:
    return "\t".join([_text(value) for value in row])


def _text(value: Any) -> str:
    """Return a value in COPY's text format."""
    if value is None:
        return "\\N"
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)
