"""A form sent twice does its work once, and both senders get the same answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from . import clock
from .models import IdempotencyKey


@transaction.atomic
def once(key: UUID, *, actor: Any, action: str, now: datetime, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `work` unless this actor's key has been answered; return the answer, fresh or kept.

    The row is written first: a second sender with the same key waits for the first one's transaction and then reads
    its answer. If the work fails, the key goes with it and may be used again. The answer must be JSON-ready.
    """
    row, fresh = IdempotencyKey.objects.get_or_create(key=key, actor=actor, action=action, defaults={"at": now})
    if not fresh:
        return dict(row.answer)
    row.answer = work()
    row.save(update_fields=["answer"])
    return dict(row.answer)


def run_once(*, key: str, scope: str, user: Any, work: Callable[[], Any]) -> Any:
    """Guard a form page: do `work` unless this key of this person led somewhere before; then lead there again.

    Only an address is remembered. Anything else (a refusal, a page with errors) did nothing, so its key is freed
    while what it wrote, such as the stored decision, stays.
    """
    with transaction.atomic():
        row, fresh = IdempotencyKey.objects.get_or_create(
            key=UUID(key), actor=user, action=scope[:80], defaults={"at": clock.now()}
        )
        if not fresh:
            return row.answer["address"]
        answer = work()
        if isinstance(answer, str):
            row.answer = {"address": answer}
            row.save(update_fields=["answer"])
        else:
            row.delete()
        return answer
