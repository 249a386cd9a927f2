"""How often a subject was taken before a term."""

from typing import Any

from registrar.areas.studies.models import SubjectResult


def attempts_before(study: int, subject: str, term: Any) -> int:
    """Return a student's attempts at a subject in earlier terms; withdrawals are none. One query."""
    rows = SubjectResult.objects.filter(study=study, subject_id=subject, origin=SubjectResult.Origin.TAKEN)
    return rows.filter(term__ordinal__lt=term.ordinal).count()
