"""Reading rows with plain SQL, for the few questions that are asked tens of thousands of times in one morning.

Django's query builder takes longer to write such a statement than the database takes to answer it. Everything else
asks through the ORM.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def read(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of one statement. Lists become arrays: write `= ANY(%s)`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
