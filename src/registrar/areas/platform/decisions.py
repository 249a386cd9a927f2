"""Keeping decisions: stored as taken, read back as the kernel's Decision."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from registrar.kernel.decision import Decision

from .models import StoredDecision
from .reading import Question, ask

PORTION = 2000
# The rows travel as one JSON text, so that it is one statement with one plan for one decision and for thousands.
_INSERT = """
    INSERT INTO platform_storeddecision
        (id, rule, outcome, subject, refusing, body, rule_set, as_of, decided_at, actor_id)
    SELECT coalesce(id, nextval(pg_get_serial_sequence('platform_storeddecision', 'id'))),
        rule, outcome, subject, refusing, body, rule_set, as_of, %s, %s
    FROM jsonb_to_recordset(%s::jsonb)
        AS sent(id bigint, rule text, outcome text, subject text, refusing text[], body jsonb, rule_set text,
                as_of date)
    RETURNING id
"""
KEY = "nextval(pg_get_serial_sequence('platform_storeddecision', 'id'))"
"""Draws the key of a decision that will be stored with `storing`; for those who read something else anyway."""
_KEYS = f"SELECT {KEY} FROM generate_series(1, %s)"  # noqa: S608


def store(decision: Decision, *, subject: str, actor: Any, now: datetime) -> StoredDecision:
    """Store one decision about a subject such as "study:417" and return its row."""
    return store_many([(subject, decision)], actor=actor, now=now)[0]


def store_many(pairs: Iterable[tuple[str, Decision]], *, actor: Any, now: datetime) -> list[StoredDecision]:
    """Store many (subject, decision) pairs with a fixed number of statements; the rows come back in order."""
    columns = _columns(pairs, now)
    stored = []
    for start in range(0, len(columns), PORTION):
        portion = columns[start : start + PORTION]
        (keys,) = ask(_insertion(portion, actor, now))
        stored += [_row(one, key, actor, now) for one, (key,) in zip(portion, keys, strict=True)]
    return stored


def keys_question(count: int) -> Question:
    """Ask for the keys of so many decisions that will be stored with `storing`."""
    return Question(_KEYS, [count], lambda rows: [key for (key,) in rows])


def storing(pairs: Iterable[tuple[str, Decision]], keys: Sequence[int], *, actor: Any, now: datetime) -> Question:
    """Return the statement that stores (subject, decision) pairs under keys drawn before.

    For those who write more in the same journey to the database that refers to these keys.
    """
    sent = [{"id": key} | row for key, row in zip(keys, _columns(pairs, now), strict=True)]
    return _insertion(sent, actor, now)


def _columns(pairs: Iterable[tuple[str, Decision]], now: datetime) -> list[dict[str, Any]]:
    # One decision often stands for many subjects (equal facts are decided once): its JSON form is made once, too.
    kept = list(pairs)
    made: dict[int, dict[str, Any]] = {}
    rows = []
    for subject, decision in kept:
        row = made.get(id(decision))
        if row is None:
            row = made[id(decision)] = {
                "rule": decision.rule,
                "outcome": decision.outcome.value,
                "refusing": sorted({str(finding.clause) for finding in decision.refusals}),
                "body": decision.to_json(),
                "rule_set": decision.rule_set,
                "as_of": decision.as_of or now.date(),
            }
        rows.append(row | {"subject": subject})
    return rows


def _insertion(rows: list[dict[str, Any]], actor: Any, now: datetime) -> Question:
    sent = json.dumps(rows, default=date.isoformat)
    return Question(_INSERT, [now, actor.pk if actor is not None else None, sent])


def _row(columns: dict[str, Any], key: int, actor: Any, now: datetime) -> StoredDecision:
    row = StoredDecision(id=key, decided_at=now, actor=actor, **columns)
    row._state.adding, row._state.db = False, "default"
    return row


def read(row: StoredDecision) -> Decision:
    """Return the stored decision as the kernel's value."""
    return Decision.from_json(row.body)
