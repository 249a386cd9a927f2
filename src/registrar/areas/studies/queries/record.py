"""The academic record of one study."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from registrar.areas.studies.models import Study, SubjectResult, TermStanding


def released_results(study: Study, today: date) -> QuerySet[SubjectResult]:
    """Return the results that the student may see today, oldest first; withdrawn subjects are among them.

    A transfer or exemption that became void is not.
    """
    rows = SubjectResult.objects.filter(study=study, released_on__lte=today, void_on=None).select_related(
        "subject", "term"
    )
    return rows.order_by("term__ordinal", "subject_id", "attempt")


def released_standings(study: Study, today: date) -> QuerySet[TermStanding]:
    """Return the standings that the student may see today, oldest first, with the decision behind each."""
    rows = TermStanding.objects.filter(study=study, released_on__lte=today).select_related("term", "decision")
    return rows.order_by("term__ordinal")


def results_until(study: Study, term: Any) -> QuerySet[SubjectResult]:
    """Return every result up to a term, released or not, for those who decide; oldest first; none that is void."""
    rows = SubjectResult.objects.filter(study=study, term__ordinal__lte=term.ordinal, void_on=None).select_related(
        "subject", "term"
    )
    return rows.order_by("term__ordinal", "subject_id", "attempt")


def standings_until(study: Study, term: Any) -> QuerySet[TermStanding]:
    """Return every standing up to a term, for those who decide; oldest first."""
    return TermStanding.objects.filter(study=study, term__ordinal__lte=term.ordinal).order_by("term__ordinal")
