"""The one way to lock rows: everything a use case needs in one call, always in the same order.

The order of kinds stands in `settings.LOCK_ORDER` (the study first, then what it touches); inside a kind rows are
locked by primary key. So two use cases never wait for each other in a circle. A lock is held until the transaction
ends; whoever waits longer than the session's lock_timeout gets an OperationalError ("busy, try again").
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from registrar.areas.platform.reading import Question, ask


def lock(wanted: Mapping[str, Iterable[Any]]) -> dict[str, dict[Any, Any]]:
    """Lock rows by model label and primary keys; return label -> key -> the row as it is now.

    `lock({"studies.Study": [417], "registration.SubjectGroup": [9, 3]})`. Keys without a row are missing from the
    answer. Raises RuntimeError outside a transaction and ValueError for a kind without a place in the order.
    """
    locked: dict[str, dict[Any, Any]] = {}
    for label in _in_order(wanted):
        rows = apps.get_model(label)._default_manager.filter(pk__in=set(wanted[label])).order_by("pk")
        locked[label] = {row.pk: row for row in rows.select_for_update(no_key=True, of=("self",))}
    return locked


def hold(wanted: Mapping[str, Iterable[Any]]) -> None:
    """Lock rows as `lock` does, in the same order, for those who read what they need themselves: no row is fetched."""
    ask(holding(wanted))


def holding(wanted: Mapping[str, Iterable[Any]]) -> Question:
    """Return the statement of `hold`, for those who ask more in the same journey: put it first."""
    labels = _in_order(wanted)
    return Question(_locking(tuple(labels)), [sorted(set(wanted[label])) for label in labels])


def _in_order(wanted: Mapping[str, Iterable[Any]]) -> list[str]:
    if not connection.in_atomic_block:
        raise RuntimeError("lock() needs a transaction")
    if strangers := set(wanted) - set(settings.LOCK_ORDER):
        raise ValueError(f"not in LOCK_ORDER: {', '.join(sorted(strangers))}")
    return [label for label in settings.LOCK_ORDER if label in wanted]


@cache
def _locking(labels: tuple[str, ...]) -> str:
    """Write the locks of several kinds as one statement: the parts of a UNION ALL are run one after the other."""
    return " UNION ALL ".join(f"(SELECT 1 FROM ({_rows_of(label)}) held)" for label in labels)  # noqa: S608


def _rows_of(label: str) -> str:
    meta = apps.get_model(label)._meta
    table, key = (connection.ops.quote_name(name) for name in (meta.db_table, meta.pk.column))
    return f"SELECT {key} FROM {table} WHERE {key} = ANY(%s) ORDER BY {key} FOR NO KEY UPDATE"  # noqa: S608


def in_trigger(table: str, key: str) -> str:
    """Return the statement with which a trigger locks a row that actions lock first, such as "studies_study".

    For invariants over several rows: two sessions that add them up see each other's even where an action forgot its
    lock. `key` is an expression of the trigger, such as "NEW.study_id".
    """
    return f"PERFORM 1 FROM {table} WHERE id = {key} FOR NO KEY UPDATE;"
