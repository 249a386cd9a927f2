"""Keeping decisions: stored as taken, read back as the kernel's Decision."""

import json
from collections.abc import Iterable
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
_KEYS = """
    SELECT nextval(pg_get_serial_sequence('platform_storeddecision', 'id')) FROM generate_series(1, %s)
"""


def store(decision: Decision, *, subject: str, actor: Any, now: datetime) -> StoredDecision:
    """Store one decision about a subject such as "study:417" and return its row."""
    return store_many([(subject, decision)], actor=actor, now=now)[0]


def store_many(pairs: Iterable[tuple[str, Decision]], *, actor: Any, now: datetime) -> list[StoredDecision]:
    """Store many (subject, decision) pairs with a fixed number of statements; the rows come back in order."""
    rows = _unsaved(pairs, actor, now)
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        (keys,) = ask(_insertion(portion, actor, now))
        for row, (key,) in zip(portion, keys, strict=True):
            _saved_as(row, key)
    return rows


def keys_question(count: int) -> Question:
    """Ask for the keys of so many decisions that will be stored with `storing`."""
    return Question(_KEYS, [count], lambda rows: [key for (key,) in rows])


def storing(
    pairs: Iterable[tuple[str, Decision]], keys: list[int], *, actor: Any, now: datetime
) -> tuple[list[StoredDecision], Question]:
    """Return the rows of (subject, decision) pairs under keys drawn before, and the statement that stores them.

    For those who write more in the same journey to the database that refers to these keys.
    """
    rows = _unsaved(pairs, actor, now)
    for row, key in zip(rows, keys, strict=True):
        _saved_as(row, key)
    return rows, _insertion(rows, actor, now)


def _unsaved(pairs: Iterable[tuple[str, Decision]], actor: Any, now: datetime) -> list[StoredDecision]:
    # One decision often stands for many subjects (equal facts are decided once): its JSON form is made once, too.
    kept = list(pairs)
    bodies: dict[int, dict[str, Any]] = {}
    rows = []
    for subject, decision in kept:
        body = bodies.get(id(decision))
        if body is None:
            body = bodies[id(decision)] = decision.to_json()
        rows.append(_row(decision, subject, actor, now, body))
    return rows


def _insertion(rows: list[StoredDecision], actor: Any, now: datetime) -> Question:
    columns = ("id", "rule", "outcome", "subject", "refusing", "body", "rule_set", "as_of")
    sent = json.dumps([{name: getattr(row, name) for name in columns} for row in rows], default=date.isoformat)
    return Question(_INSERT, [now, actor.pk if actor is not None else None, sent])


def _saved_as(row: StoredDecision, key: int) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, "default"


def _row(
    decision: Decision, subject: str, actor: Any, now: datetime, body: dict[str, Any] | None = None
) -> StoredDecision:
    refusing = sorted({str(finding.clause) for finding in decision.refusals})
    return StoredDecision(
        rule=decision.rule,
        outcome=decision.outcome.value,
        subject=subject,
        refusing=refusing,
        body=decision.to_json() if body is None else body,
        rule_set=decision.rule_set,
        as_of=decision.as_of or now.date(),
        decided_at=now,
        actor=actor,
    )


def read(row: StoredDecision) -> Decision:
    """Return the stored decision as the kernel's value."""
    return Decision.from_json(row.body)
