"""Whose private address this is."""

from datetime import datetime, timedelta
from typing import Any

from registrar.areas.people.models import AccessToken
from registrar.areas.people.queries.token_owner import digest_of

# A phone asks every few minutes; when it last did so is worth an hour's exactness, not a write each time.
STEP = timedelta(hours=1)


def token_holder(secret: str, purpose: str, now: datetime) -> Any | None:
    """Return the account that a live secret belongs to, None for an unknown or revoked one, and note the use."""
    rows = AccessToken.objects.filter(digest=digest_of(secret), purpose=purpose, revoked_at=None).select_related("user")
    token = rows.first()
    if token is None or not token.user.is_active:
        return None
    if token.last_used_at is None or now - token.last_used_at > STEP:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user


def live_token(user: Any, purpose: str) -> AccessToken | None:
    """Return the person's live token of a purpose: when it was made and last used, never its secret."""
    return AccessToken.objects.filter(user=user, purpose=purpose, revoked_at=None).first()
