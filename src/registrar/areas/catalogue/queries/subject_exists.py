"""Whether a subject code is in the catalogue."""

from registrar.areas.catalogue.models import Subject


def subject_exists(code: str) -> bool:
    """Return whether the catalogue has a subject of this code; one query."""
    return Subject.objects.filter(pk=code).exists()
