"""A form sent twice does its work once, and both senders get the same answer."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from . import clock
from .reading import Question, Rows, ahead, ask, read, write

# Every form passes here, and everybody's in the opening minutes: plain statements, planned once.
_CLAIM = """
    INSERT INTO platform_idempotencykey (key, actor_id, action, answer, at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (key, actor_id, action) DO NOTHING RETURNING id
"""
_ANSWER = "SELECT answer FROM platform_idempotencykey WHERE key = %s AND actor_id = %s AND action = %s"
_KEEP = "UPDATE platform_idempotencykey SET answer = %s WHERE id = %s"
_FREE = "DELETE FROM platform_idempotencykey WHERE id = %s"


@transaction.atomic
def once(key: UUID, *, actor: Any, action: str, now: datetime, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `work` unless this actor's key has been answered; return the answer, fresh or kept.

    The row is written first: a second sender with the same key waits for the first one's transaction and then reads
    its answer. If the work fails, the key goes with it and may be used again. The answer must be JSON-ready.
    """
    (row,) = ask(_claiming(key, actor, action, now, {}))
    if row is None:
        return _answered(key, actor, action)
    answer = work()
    write(_KEEP, [json.dumps(answer), row])
    return dict(answer)


def run_once(*, key: str, scope: str, user: Any, work: Callable[[], Any], leads_to: str = "") -> Any:
    """Guard a form page: do `work` unless this key of this person led somewhere before; then lead there again.

    Only an address is remembered. Anything else (a refusal, a page with errors) did nothing, so its key is freed
    while what it wrote, such as the stored decision, stays. `leads_to` is where the work will lead, where that is known
    beforehand: the answer is kept with the key, and the key goes out with the first journey of the work, which has to
    be one of `reading.ask`.

    Where a constraint of the database refused what the work wrote, everything was rolled back; that is a race lost
    against a write without a lock, or a bug. The work is done once more from its beginning: the rules see the other
    write now, and a bug shows itself again.
    """
    try:
        return _run_once(key, scope, user, work, leads_to)
    except IntegrityError:
        if connection.in_atomic_block:
            raise
    return _run_once(key, scope, user, work, leads_to)


class _AnsweredBefore(Exception):
    """Somebody sent this form before; what this one did is rolled back."""


def _run_once(key: str, scope: str, user: Any, work: Callable[[], Any], leads_to: str) -> Any:
    sent, action = UUID(key), scope[:80]
    row: list[int] = []

    def noted(rows: Rows) -> None:
        if not rows:
            raise _AnsweredBefore
        row.append(rows[0][0])

    claim = _claiming(sent, user, action, clock.now(), {"address": leads_to} if leads_to else {})._replace(answer=noted)
    try:
        with transaction.atomic(), ahead(claim):
            if not leads_to:
                ask()
            answer = work()
            if not row:
                ask()
            _remember(row[0], answer, leads_to)
    except _AnsweredBefore:
        return _answered(sent, user, action)["address"]
    return answer


def _remember(row: int, answer: Any, leads_to: str) -> None:
    if not isinstance(answer, str):
        write(_FREE, [row])
    elif answer != leads_to:
        write(_KEEP, [json.dumps({"address": answer}), row])


def _claiming(key: UUID, actor: Any, action: str, now: datetime, answer: dict[str, Any]) -> Question:
    """Write the key down; None where it is there already, once whoever wrote it has finished."""
    return Question(_CLAIM, [key, actor.pk, action, json.dumps(answer), now], lambda rows: rows[0][0] if rows else None)


def _answered(key: UUID, actor: Any, action: str) -> dict[str, Any]:
    """Return the answer that stands."""
    ((answer,),) = read(_ANSWER, [key, actor.pk, action])
    return dict(json.loads(answer))
