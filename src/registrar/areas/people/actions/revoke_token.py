"""Close a private address."""

from datetime import datetime
from typing import Any

from registrar.areas.people.models import AccessToken


def revoke_token(actor: Any, *, purpose: str, now: datetime) -> bool:
    """Let the actor's live token for a purpose end; return whether there was one."""
    return bool(AccessToken.objects.filter(user=actor, purpose=purpose, revoked_at=None).update(revoked_at=now))
