"""Students whose grades of a term are not all there."""

from django.db.models import Q

from registrar.areas.assessment.models import GradeEntry, GradeSheet


def incomplete_studies(term: str) -> set[int]:
    """Return the studies with a grade missing, pending, or not yet final in a term; one query."""
    open_lines = GradeEntry.objects.filter(
        Q(grade__in=["", "I"]) | ~Q(sheet__stage=GradeSheet.Stage.FINAL), sheet__offering__term_id=term
    )
    return set(open_lines.values_list("registration__study_id", flat=True))
