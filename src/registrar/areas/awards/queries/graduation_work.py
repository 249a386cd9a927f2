"""What waits for somebody around graduation."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef

from registrar.areas.assessment.queries.awards_decided import awards_decided
from registrar.areas.awards.models import Award, AwardRetraction, ExpectedFinish, GraduationApplication
from registrar.areas.awards.queries.graduation import not_applied


def to_apply(study_id: int) -> Any:
    """Return the term in which a study is expected to finish and has not applied; None where there is none. One query.

    Whoever has been told nothing yet is not on the list: the job of the window's opening finds them.
    """
    applied = GraduationApplication.objects.filter(study=OuterRef("study"), term=OuterRef("term"))
    rows = ExpectedFinish.objects.filter(~Exists(applied), study_id=study_id, expected=True).select_related("term")
    found = rows.order_by("-term__ordinal").first()
    return found.term if found is not None else None


def late_applications(departments: Collection[str] | None) -> int:
    """Return how many late applications wait for an answer, of these departments' programmes or of all."""
    rows = GraduationApplication.objects.filter(state=GraduationApplication.State.LATE)
    return _of(rows, departments).count()


def to_settle(departments: Collection[str] | None) -> int:
    """Return for how many reminded students, who are enrolled still, the department has to settle the subjects."""
    rows = not_applied().filter(reminded_at__isnull=False, study__status="active")
    return _of(rows, departments).count()


def awards_to_confirm() -> int:
    """Return how many awards in confirmed minutes have no award yet; two queries, one where there are none."""
    decided = awards_decided()
    if not decided:
        return 0
    held = Award.objects.filter(study_id__in=decided).exclude(state=Award.State.RETRACTED)
    return len(decided) - held.count()


def retractions_to_decide(user: Any) -> list[AwardRetraction]:
    """Return the open proposals to take an award back that somebody else made; one query."""
    rows = AwardRetraction.objects.filter(state=AwardRetraction.State.PROPOSED).exclude(proposed_by=user)
    return list(rows.select_related("award__study__student__person").order_by("proposed_at"))


def _of(rows: Any, departments: Collection[str] | None) -> Any:
    return rows if departments is None else rows.filter(study__programme__department__in=departments)
