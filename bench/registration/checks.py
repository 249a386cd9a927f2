"""What must hold afterwards, asked of the tables, of the database's own counters, and of the answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import connection

from registrar.rehearsal.invariants import broken_invariants

DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
WITH_DECISION = """
    SELECT d.id, d.outcome, EXISTS (SELECT 1 FROM registration_registration r WHERE r.decision_id = d.id)
    FROM platform_storeddecision d WHERE d.id = ANY(%s)
"""


def broken(submitted: Iterable[dict[str, Any]], claimed: Iterable[dict[str, Any]]) -> list[str]:
    """Return what doesn't hold, in words; empty when all is well."""
    found = broken_invariants()
    with connection.cursor() as cursor:
        cursor.execute(DEADLOCKS)
        if deadlocks := cursor.fetchone()[0]:
            found.append(f"deadlocks: {deadlocks}")
        found += _differences(cursor, _acknowledged_decisions(submitted), {int(one["body"]) for one in claimed})
    return found


def _acknowledged_decisions(answers: Iterable[dict[str, Any]]) -> set[int]:
    """Return the decisions that answers led to."""
    keys: set[int] = set()
    for answer in answers:
        if answer["status"] == 303:
            named = parse_qs(urlsplit(answer["location"]).query).get("d", [""])[0]
            keys.update(int(part) for part in named.split(",") if part)
    return keys


def _differences(cursor: Any, decisions: set[int], claims: set[int]) -> list[str]:
    """Compare what was acknowledged with what is there, both ways."""
    cursor.execute(WITH_DECISION, [list(decisions)])
    stored = cursor.fetchall()
    found = [f"acknowledged decisions that are not stored: {n}"] if (n := len(decisions) - len(stored)) else []
    lost = [key for key, outcome, registered in stored if outcome == "ALLOWED" and not registered]
    wrong = [key for key, outcome, registered in stored if outcome != "ALLOWED" and registered]
    found += [f"acknowledged and lost: {len(lost)}"] if lost else []
    found += [f"refused and registered all the same: {len(wrong)}"] if wrong else []
    cursor.execute("SELECT id, decision_id FROM registration_registration")
    for key, decision in cursor.fetchall():
        if (decision not in decisions) if decision else (key not in claims):
            found.append(f"registered without an acknowledgement: {key}")
        claims.discard(key)
    return found + ([f"claims acknowledged and lost: {len(claims)}"] if claims else [])
