"""Whether a subject code is in the catalogue."""

from collections.abc import Sequence

from registrar.areas.catalogue.models import Subject


def subject_exists(code: str) -> bool:
    """Return whether the catalogue has a subject of this code; one query."""
    return Subject.objects.filter(pk=code).exists()


def unknown_subjects(codes: Sequence[str]) -> list[str]:
    """Return those of the codes that the catalogue doesn't have, in their order; one query."""
    known = set(Subject.objects.filter(pk__in=codes).values_list("pk", flat=True))
    return [code for code in codes if code not in known]
