"""A term in figures."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from registrar.areas.registration.models import Registration, SubjectGroup


@dataclass(frozen=True)
class TermFigures:
    """Students with a place, places taken and offered, groups, and how many of them are full."""

    students: int
    taken: int
    places: int
    groups: int
    full: int


def term_figures(term: str, departments: Collection[str] | None = None) -> TermFigures:
    """Return the figures of a term, of the subjects of some departments or (None) of all; two queries."""
    groups = SubjectGroup.objects.filter(offering__term_id=term, offering__state="open")
    held = Registration.objects.filter(offering__term_id=term, state=Registration.State.REGISTERED)
    if departments is not None:
        groups = groups.filter(offering__subject__department_id__in=departments)
        held = held.filter(offering__subject__department_id__in=departments)
    sums = groups.aggregate(
        taken=Sum("seats_taken", default=0),
        places=Sum("quota", default=0),
        groups=Count("pk"),
        full=Count("pk", filter=Q(quota__lte=F("seats_taken") + F("held"))),
    )
    return TermFigures(students=held.aggregate(n=Count("study_id", distinct=True))["n"], **sums)
