"""How grades were given: distributions and pass rates, without names."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count, Q

from registrar.areas.studies.models import SubjectResult


class PassCount(NamedTuple):
    """How many took a subject in a term, and how many passed it."""

    term: str
    subject: str
    taken: int
    passed: int


def grades_by_term(subject: str, before: int) -> dict[str, dict[str, int]]:
    """Return term -> grade -> how often, in terms before an ordinal, the latest term first; one query."""
    rows = SubjectResult.objects.filter(
        subject_id=subject, origin=SubjectResult.Origin.TAKEN, term__ordinal__lt=before
    ).order_by("-term__ordinal")
    found: dict[str, dict[str, int]] = {}
    for term, grade, count in rows.values_list("term", "grade").annotate(Count("pk")).order_by("-term__ordinal"):
        found.setdefault(term, {})[grade] = count
    return found


def pass_counts(*, departments: Collection[str] | None = None, subject: str = "", until: int) -> list[PassCount]:
    """Return what was taken and passed by term and subject up to a term's ordinal, the earliest first; one query."""
    rows = SubjectResult.objects.filter(origin=SubjectResult.Origin.TAKEN, term__ordinal__lte=until)
    if departments is not None:
        rows = rows.filter(subject__department_id__in=departments)
    if subject:
        rows = rows.filter(subject_id=subject)
    counted = rows.values_list("term", "subject").annotate(
        taken=Count("pk"), passed=Count("pk", filter=Q(failed=False))
    )
    return [PassCount(*row) for row in counted.order_by("term__ordinal", "subject")]
