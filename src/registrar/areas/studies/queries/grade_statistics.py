"""How grades were given: distributions and pass rates, without names."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q

from registrar.areas.studies.models import SubjectResult
from registrar.kernel import Bilingual


class PassCount(NamedTuple):
    """How many took a subject in a term, and how many passed it."""

    term: str
    subject: str
    taken: int
    passed: int


@dataclass(frozen=True)
class GradeCount:
    """How often a grade was given in a subject, with the title of the subject and the points of the grade."""

    subject: str
    title: Bilingual
    grade: str
    points: Decimal | None
    failed: bool
    count: int


def grades_given(term: str, *, department: str | None = None, programme: str | None = None) -> list[GradeCount]:
    """Return the grades of a term by subject, the best grade first; one query.

    Of the subjects of a department, or of those that students of a programme took. Withdrawals are left out.
    """
    rows = SubjectResult.objects.filter(term=term, origin=SubjectResult.Origin.TAKEN)
    if department is not None:
        rows = rows.filter(subject__department=department)
    if programme is not None:
        rows = rows.filter(subject__in=rows.filter(study__programme=programme).values("subject"))
    fields = ("subject_id", "subject__title_en", "subject__title_zh", "grade", "points", "failed")
    counted = rows.order_by().values_list(*fields).annotate(Count("pk"))
    found = [GradeCount(code, Bilingual(en, zh), *rest) for code, en, zh, *rest in counted]
    return sorted(found, key=lambda one: (one.subject, one.failed, -(one.points or 0), one.grade))


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
