"""Grades that wait for somebody: changes for a second person, late grades for the panel, pending ones for their day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import GradeEntry, GradeSheet, Rectification
from registrar.areas.assessment.queries.changes import changes_for
from registrar.areas.assessment.queries.pending import pending_lines


def changes_to_decide(user: Any) -> int:
    """Return how many proposed changes of final results wait for this person, not counting own ones; one query."""
    return changes_for(user).filter(state=Rectification.State.PROPOSED).exclude(proposed_by=user).count()


def late_to_settle(user: Any, departments: Collection[str] | None) -> int:
    """Return how many late grades wait for a panel of these departments (None: of all); one query.

    Those that the person entered are left out: somebody else settles them.
    """
    rows = GradeEntry.objects.filter(grade=PENDING, sheet__stage=GradeSheet.Stage.FINAL)
    rows = rows.exclude(late_assessment=None).exclude(late_assessment__grade="")
    if departments is not None:
        rows = rows.filter(sheet__offering__subject__department__in=departments)
    return rows.exclude(late_assessment__graded_by=user).count()


def pending_overdue(user: Any, today: date) -> int:
    """Return how many pending results of this person's have nothing arranged, or no grade by their day; one query."""
    late = Q(late_assessment=None) | Q(late_assessment__grade="", late_assessment__due_on__lt=today)
    return pending_lines(user).filter(late).count()
