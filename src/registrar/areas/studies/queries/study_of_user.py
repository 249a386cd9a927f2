"""The study that a signed-in student's pages are about."""

from typing import Any

from registrar.areas.studies.models import Study


def studies_of_user(user: Any) -> list[Study]:
    """Return the person's studies, the enrolled ones first, then the latest admitted; one query."""
    rows = Study.objects.filter(student=user).select_related(
        "programme", "programme__department", "entry_term", "advisor__person", "minor"
    )
    return sorted(rows, key=lambda study: (study.status == Study.Status.ACTIVE, study.cohort, study.pk), reverse=True)


def study_of_user(user: Any) -> Study | None:
    """Return the study that the person's pages are about: the enrolled one, else the latest; None without a study."""
    return next(iter(studies_of_user(user)), None)
