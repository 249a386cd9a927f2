"""Who holds which office."""

from django.db.models import Q, QuerySet

from registrar.areas.people.models import Role, RoleAssignment


def offices() -> QuerySet[RoleAssignment]:
    """Return every office of staff, past ones included, with the person; students are left out."""
    return RoleAssignment.objects.exclude(role=Role.STUDENT).select_related("user__person")


def offices_matching(rows: QuerySet[RoleAssignment], text: str) -> QuerySet[RoleAssignment]:
    """Return the offices whose holder's NetID or name, or whose department, has every word of a text."""
    for word in text.split():
        rows = rows.filter(
            Q(user__username__icontains=word)
            | Q(user__person__family_name__icontains=word)
            | Q(user__person__given_names__icontains=word)
            | Q(user__person__name_zh__icontains=word)
            | Q(department__iexact=word)
        )
    return rows
