"""Plain SQL for the few statements that run tens of thousands of times in one morning.

Django's query builder takes longer to write such a statement than the database takes to answer it, and the database
takes longer to plan it than to run it. So it is written here as text, and each connection plans it once and keeps the
plan. Everything else goes through the ORM.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

# What is asked for more keys than this is worth a plan of its own: the kept one supposes a handful.
FEW = 50


def read(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of one statement. Lists become arrays: write `= ANY(%s)`.

    The statement may write too, where what it writes has no history to be tracked (an INSERT ... RETURNING): history
    is told who did it by Django's own cursor only.
    """
    if any(len(one) > FEW for one in parameters if isinstance(one, list)):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())
    connection.ensure_connection()
    # Django's own cursors write the values into the text, which keeps no plan; this one sends them beside it.
    own = psycopg.Cursor(connection.connection)
    cursor = connection.make_debug_cursor(own) if connection.queries_logged else connection.make_cursor(own)
    cursor.execute(sql, parameters)
    return list(cursor.fetchall()) if own.description else []
