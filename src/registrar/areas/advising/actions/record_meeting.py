"""Advisor and student have met: what they agreed binds the load of the semester (polyu-2024-25:6C-04)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.actions.revoke_approval import revoke_approval
from registrar.kernel import Decision

KIND = "probation_load"


@transaction.atomic
def record_meeting(
    form_id: int, *, met_on: date, credits: int, subjects: str, actor: Any, now: datetime
) -> StudyPlanForm | Decision:
    """Record the meeting with the agreed credits, which become the ceiling of the term; return the form.

    A second record replaces the figure: the approval before it is taken back. Returns the refused Decision where the
    approval can't be granted. Raises StudyPlanForm.DoesNotExist, and ValueError for a day to come.
    """
    today = now.astimezone(HONG_KONG).date()
    if met_on > today:
        raise ValueError("a meeting isn't recorded before it takes place")
    form = StudyPlanForm.objects.get(pk=form_id)
    lock({"studies.Study": [form.study_id]})
    form.refresh_from_db()
    wish = Wish(kind=KIND, term=form.term_id, reason=subjects or "AR150", filed_on=met_on, number=credits)
    approval = grant_approval(form.study_id, wish, actor=actor, now=now)
    if isinstance(approval, Decision):
        return approval
    if form.approval_id:
        revoke_approval(form.approval_id, actor=actor, now=now)
    form.met_on, form.met_by, form.agreed_credits = met_on, actor, credits
    form.agreed_subjects, form.approval = subjects, approval
    form.save()
    return form
