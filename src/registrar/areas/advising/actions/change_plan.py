"""A student changes the plan to graduation, or takes the last change back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.advising.models import DegreePlan, PlannedSubject
from registrar.areas.platform.locking import lock


@transaction.atomic
def change_plan(study_id: int, pairs: Iterable[tuple[str, str]], *, actor: Any, now: datetime) -> DegreePlan:
    """Make these (subject, term) the plan; a subject named twice keeps its last term. What was there can be undone."""
    lock({"studies.Study": [study_id]})
    plan, _ = DegreePlan.objects.get_or_create(study_id=study_id, defaults={"changed_by": actor, "changed_at": now})
    before = [list(pair) for pair in plan.subjects.values_list("subject_id", "term")]
    _write(plan, dict(pairs))
    plan.before, plan.changed_by, plan.changed_at = before, actor, now
    plan.save()
    return plan


@transaction.atomic
def undo_plan(study_id: int, *, actor: Any, now: datetime) -> bool:
    """Bring the plan back to before its last change; False where there is nothing to undo. Undoing twice redoes."""
    lock({"studies.Study": [study_id]})
    plan = DegreePlan.objects.filter(study_id=study_id).first()
    if plan is None or plan.before is None:
        return False
    present = [list(pair) for pair in plan.subjects.values_list("subject_id", "term")]
    _write(plan, dict(plan.before))
    plan.before, plan.changed_by, plan.changed_at = present, actor, now
    plan.save()
    return True


def _write(plan: DegreePlan, wanted: dict[str, str]) -> None:
    plan.subjects.all().delete()
    PlannedSubject.objects.bulk_create(
        [PlannedSubject(plan=plan, subject_id=subject, term=term) for subject, term in wanted.items()]
    )
