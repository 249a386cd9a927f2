"""May this person do this? The one place where a page asks.

A policy is the name of a django-rules permission, or "public", or "signed_in". The
permissions are asked of ``rules`` itself and not of the user object, so that a
superuser gets no pass: staff see what their role needs and nothing else.
"""

from __future__ import annotations

from typing import Any

import rules
from django.core.exceptions import ImproperlyConfigured

PUBLIC = "public"
SIGNED_IN = "signed_in"


def permits(policy: str, user: Any, obj: Any = None) -> bool:
    """Does the policy let this person in (to this object)?

    Raises ImproperlyConfigured for a permission that nobody defined: a misspelt
    policy must not look like a refusal.
    """
    if policy == PUBLIC:
        return True
    if user is None or not getattr(user, "is_authenticated", False):
        return False
    if policy == SIGNED_IN:
        return True
    if not rules.perm_exists(policy):
        raise ImproperlyConfigured(f"no permission is called {policy!r}")
    return bool(rules.has_perm(policy, user, obj))
