"""Whose private address this is."""

import hashlib
from datetime import datetime
from typing import Any

from registrar.areas.people.models import AccessToken, User


def digest_of(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_owner(secret: str, purpose: str) -> User | None:
    """Return the account behind a live secret of a purpose, or None. One query."""
    row = AccessToken.objects.filter(digest=digest_of(secret), purpose=purpose, revoked_at=None, user__is_active=True)
    found = row.select_related("user").first()
    return found.user if found else None


def live_token(user: Any, purpose: str) -> datetime | None:
    """Return when the user's live token for a purpose was made, or None."""
    row = AccessToken.objects.filter(user=user, purpose=purpose, revoked_at=None).first()
    return row.created_at if row else None
