"""Finding subjects and programmes by words."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.catalogue.models import Programme, Subject
from registrar.kernel.typed import typed_subject


def subjects() -> QuerySet[Subject]:
    """Return every subject with its department."""
    return Subject.objects.select_related("department")


def programmes_with_departments() -> QuerySet[Programme]:
    """Return every programme with its department."""
    return Programme.objects.select_related("department")


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return the rows whose code begins with, or whose title in either language has, every word of a text."""
    for word in typed_subject(text).split():
        rows = rows.filter(Q(code__istartswith=word) | Q(title_en__icontains=word) | Q(title_zh__contains=word))
    return rows
