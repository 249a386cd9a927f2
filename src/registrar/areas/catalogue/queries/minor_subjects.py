"""The subjects of a Minor."""

from registrar.areas.catalogue.models import Subject


def minor_subjects(minor: str | None) -> frozenset[str]:
    """Return the codes of the subjects that count towards a Minor; none without one (then no query)."""
    if minor is None:
        return frozenset()
    return frozenset(Subject.objects.filter(minors=minor).order_by().values_list("code", flat=True))
