"""Who looked at whose record."""

from django.db.models import Q, QuerySet

from registrar.areas.platform.models import AccessLog


def looks(search: str = "") -> QuerySet[AccessLog]:
    """Return the looks, the latest first, with the viewer; those whose viewer or subject matches the text."""
    rows = AccessLog.objects.select_related("viewer__person")
    return rows.filter(Q(viewer__username=search.lower()) | Q(subject=search)) if search else rows
