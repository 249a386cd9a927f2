"""Who comes before the board of a term."""

from registrar.areas.assessment.models import GradeEntry


def board_studies(term: str) -> list[int]:
    """Return the studies with a line on any grade sheet of the term, whatever its state; one query."""
    lines = GradeEntry.objects.filter(sheet__offering__term_id=term)
    return sorted(set(lines.values_list("registration__study_id", flat=True)))
