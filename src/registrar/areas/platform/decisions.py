"""Keeping decisions: stored as taken, read back as the kernel's Decision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from registrar.kernel.decision import Decision

from .models import StoredDecision


def store(decision: Decision, *, subject: str, actor: Any, now: datetime) -> StoredDecision:
    """Store one decision about a subject such as "study:417" and return its row."""
    row = _row(decision, subject, actor, now)
    row.save(force_insert=True)
    return row


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
    return StoredDecision.objects.bulk_create(rows, batch_size=2000)


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
