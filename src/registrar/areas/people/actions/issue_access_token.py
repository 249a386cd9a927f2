"""A private address for one person and one purpose."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.people.models import AccessToken

BYTES = 32


@transaction.atomic
def issue_access_token(user: Any, purpose: str, *, now: datetime) -> str:
    """Make a new secret and return it; the earlier one of the same purpose stops working.

    The secret can't be read again: only its hash is kept.
    """
    revoke_access_token(user, purpose, now=now)
    secret = secrets.token_urlsafe(BYTES)
    AccessToken.objects.create(user=user, purpose=purpose, digest=digest_of(secret), created_at=now)
    return secret


def revoke_access_token(user: Any, purpose: str, *, now: datetime) -> bool:
    """Let a private address stop working; False where there was none."""
    live = AccessToken.objects.filter(user=user, purpose=purpose, revoked_at=None)
    return bool(live.update(revoked_at=now))


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It is long and random, so a plain hash can't be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()
