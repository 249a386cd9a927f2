"""A form sent twice does its work once, and both senders get the same answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from .models import IdempotencyKey


@transaction.atomic
def once(key: UUID, *, actor: Any, action: str, now: datetime, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `work` unless this actor's key has been answered; return the answer, fresh or kept.

    The row is written first: a second sender with the same key waits for the first one's transaction and then reads
    its answer. If the work fails, the key goes with it and may be used again. The answer must be JSON-ready.
    """
    row, fresh = IdempotencyKey.objects.get_or_create(key=key, actor=actor, defaults={"action": action, "at": now})
    if not fresh:
        return dict(row.answer)
    row.answer = work()
    row.save(update_fields=["answer"])
    return dict(row.answer)
