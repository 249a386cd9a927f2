"""Make a private address, such as that of a calendar feed."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.people.actions.revoke_token import revoke_token
from registrar.areas.people.models import AccessToken
from registrar.areas.people.queries.token_owner import digest_of
from registrar.areas.platform.locking import lock

SECRET_BYTES = 24


@transaction.atomic
def issue_token(actor: Any, *, purpose: str, now: datetime) -> str:
    """Return a new secret for the actor and purpose; an earlier one stops working.

    The secret is told this once only: the database keeps its hash.
    """
    lock({"people.User": [actor.pk]})
    revoke_token(actor, purpose=purpose, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    AccessToken.objects.create(user=actor, purpose=purpose, digest=digest_of(secret), created_at=now)
    return secret
