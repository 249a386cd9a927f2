"""Who holds an office in which department today."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from registrar.areas.people.models import RoleAssignment


def office_holders(role: str, departments: Collection[str]) -> dict[str, list[Any]]:
    """Return department -> the accounts that hold an office in it; one query."""
    rows = RoleAssignment.objects.filter(role=role, department__in=departments, until=None).select_related("user")
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.department].append(row.user)
    return found
