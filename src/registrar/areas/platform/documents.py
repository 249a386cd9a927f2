"""Gapless document numbers."""

from django.db import connection

from .models import DocumentSequence


def draw(name: str, count: int = 1) -> range:
    """Return the next `count` numbers of a sequence; they are given back if the transaction fails, so no gap stays.

    The sequence's row stays locked until the transaction ends: draw last. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("draw() needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {DocumentSequence._meta.db_table} AS s (name, next_number) VALUES (%s, 1 + %s) "  # noqa: S608
            "ON CONFLICT (name) DO UPDATE SET next_number = s.next_number + %s RETURNING next_number",
            [name, count, count],
        )
        (end,) = cursor.fetchone()
    return range(end - count, end)
