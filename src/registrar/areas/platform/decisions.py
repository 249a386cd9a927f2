"""Keeping decisions: stored as taken, read back as the kernel's Decision."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from registrar.kernel.decision import Decision

from .models import StoredDecision
from .reading import write

PORTION = 2000
# The rows travel as one JSON text, so that it is one statement with one plan for one decision and for thousands.
_INSERT = """
    INSERT INTO platform_storeddecision
        (rule, outcome, subject, refusing, body, rule_set, as_of, decided_at, actor_id)
    SELECT rule, outcome, subject, refusing, body, rule_set, as_of, %s, %s
    FROM jsonb_to_recordset(%s::jsonb)
        AS sent(rule text, outcome text, subject text, refusing text[], body jsonb, rule_set text, as_of date)
    RETURNING id
"""


def store(decision: Decision, *, subject: str, actor: Any, now: datetime) -> StoredDecision:
    """Store one decision about a subject such as "study:417" and return its row."""
    return store_many([(subject, decision)], actor=actor, now=now)[0]


def store_many(pairs: Iterable[tuple[str, Decision]], *, actor: Any, now: datetime) -> list[StoredDecision]:
    """Store many (subject, decision) pairs with a fixed number of statements; the rows come back in order."""
    # One decision often stands for many subjects (equal facts are decided once): its JSON form is made once, too.
    kept = list(pairs)
    bodies: dict[int, dict[str, Any]] = {}
    rows = []
    for subject, decision in kept:
        body = bodies.get(id(decision))
        if body is None:
            body = bodies[id(decision)] = decision.to_json()
        rows.append(_row(decision, subject, actor, now, body))
    for start in range(0, len(rows), PORTION):
        _insert(rows[start : start + PORTION], actor, now)
    return rows


def _insert(rows: list[StoredDecision], actor: Any, now: datetime) -> None:
    """Write rows with one statement and give them their keys, which come back in the same order."""
    columns = ("rule", "outcome", "subject", "refusing", "body", "rule_set", "as_of")
    sent = json.dumps([{name: getattr(row, name) for name in columns} for row in rows], default=date.isoformat)
    keys = write(_INSERT, [now, actor.pk if actor is not None else None, sent])
    for row, (key,) in zip(rows, keys, strict=True):
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
