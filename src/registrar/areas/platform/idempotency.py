"""A form sent twice does its work once, and both senders get the same answer."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from . import clock
from .reading import read, write

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
    row = _claimed(key, actor, action, now, {})
    if row is None:
        return _answered(key, actor, action)
    answer = work()
    write(_KEEP, [json.dumps(answer), row])
    return dict(answer)


def run_once(*, key: str, scope: str, user: Any, work: Callable[[], Any], leads_to: str = "") -> Any:
    """Guard a form page: do `work` unless this key of this person led somewhere before; then lead there again.

    Only an address is remembered. Anything else (a refusal, a page with errors) did nothing, so its key is freed
    while what it wrote, such as the stored decision, stays. `leads_to` is where the work will lead, where that is known
    beforehand; it spares writing the answer down afterwards.

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


@transaction.atomic
def _run_once(key: str, scope: str, user: Any, work: Callable[[], Any], leads_to: str) -> Any:
    sent, action = UUID(key), scope[:80]
    row = _claimed(sent, user, action, clock.now(), {"address": leads_to} if leads_to else {})
    if row is None:
        return _answered(sent, user, action)["address"]
    answer = work()
    if isinstance(answer, str) and answer == leads_to:
        return answer
    if isinstance(answer, str):
        write(_KEEP, [json.dumps({"address": answer}), row])
    else:
        write(_FREE, [row])
    return answer


def _claimed(key: UUID, actor: Any, action: str, now: datetime, answer: dict[str, Any]) -> int | None:
    """Write the key down; None where it is there already, once whoever wrote it has finished."""
    rows = write(_CLAIM, [key, actor.pk, action, json.dumps(answer), now])
    return rows[0][0] if rows else None


def _answered(key: UUID, actor: Any, action: str) -> dict[str, Any]:
    """Return the answer that stands."""
    ((answer,),) = read(_ANSWER, [key, actor.pk, action])
    return dict(json.loads(answer))
