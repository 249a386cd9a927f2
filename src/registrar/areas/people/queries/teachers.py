"""Who teaches."""

from registrar.areas.people.models import Role, RoleAssignment


def teachers() -> dict[str, int]:
    """Return NetID -> account of everybody who is a Subject Teacher and whose account is open; one query."""
    held = RoleAssignment.objects.filter(role=Role.TEACHER, until=None, user__is_active=True)
    return dict(held.order_by().values_list("user__username", "user_id"))
