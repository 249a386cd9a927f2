"""A study by the number that people know it by."""

from registrar.areas.studies.models import Study
from registrar.kernel.typed import typed


def key_of_number(number: str) -> int | None:
    """Return the key of the study with this student number, in either case; None where there is none; one query."""
    return Study.objects.filter(student_number__iexact=typed(number)).values_list("pk", flat=True).first()
