"""Offerings as those see them who assess."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.people.policies import Role, roles_of
from registrar.areas.registration.queries.offerings_of import offerings_of

OWN_DEPARTMENT = (Role.DEPARTMENT, Role.HEAD, Role.PANEL_CHAIR)
WHOLE_VIEW = (Role.REGISTRY, Role.AUDITOR)


def departments_assessed(user: Any) -> set[str] | None:
    """Return the departments whose office the person works in, heads, or whose panel the person chairs; None: all."""
    held = roles_of(user)
    codes = set[str]().union(*(held.get(role, set()) for role in OWN_DEPARTMENT))
    return None if "" in codes or any(role in held for role in (*WHOLE_VIEW, Role.BOARD)) else codes


def visible_offerings(user: Any, term: str) -> QuerySet[Any]:
    """Return the open offerings of a term that somebody teaches or whose department the person works for.

    Registry and auditor see all.
    """
    held = roles_of(user)
    departments = set[str]().union(*(held.get(role, set()) for role in OWN_DEPARTMENT))
    offered = offerings_of(term, None).filter(state="open")
    if "" in departments or any(role in held for role in WHOLE_VIEW):
        return offered
    taught = Q(pk__in=user.groups_taught.values("offering"))
    return offered.filter(taught | Q(subject__department_id__in=departments))
