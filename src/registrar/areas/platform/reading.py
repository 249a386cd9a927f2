"""Plain SQL for the few statements that run tens of thousands of times in one morning.

Django's query builder takes longer to write such a statement than the database takes to answer it, and the database
takes longer to plan it than to run it. So it is written here as text, and each connection plans it once and keeps the
plan. Everything else goes through the ORM.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import psycopg
from django.db import connection

# What is asked for more keys than this is worth a plan of its own: the kept one supposes a handful.
FEW = 50


def read(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of one statement. Lists become arrays: write `= ANY(%s)`."""
    if any(len(one) > FEW for one in parameters if isinstance(one, list)):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall()) if cursor.description else []
    return _with_kept_plan(sql, parameters)


def write(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement that writes, and return what it says it wrote (RETURNING).

    Only for tables whose history doesn't track this kind of write: history is told who did it, and on which page, by
    Django's own cursor alone.
    """
    return read(sql, parameters)


def _with_kept_plan(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    # Django's own cursors write the values into the text, which keeps no plan; this one sends them beside it.
    cursor = psycopg.Cursor(connection.connection)
    log: Any = nullcontext()
    if connection.queries_logged:
        log = connection.make_debug_cursor(cursor).debug_sql(sql, parameters, use_last_executed_query=True)
    with log, connection.wrap_database_errors:
        cursor.execute(sql, parameters)
        # Not `description`, which makes an object of every column.
        return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []
