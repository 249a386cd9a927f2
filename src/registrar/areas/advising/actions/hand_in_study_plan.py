"""A student hands in AR150; a late form is taken and flagged (polyu-2024-25:6C-05)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.advising.models import StudyPlanForm
from registrar.areas.platform import decisions, files
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.rulebook import decide

RULE = "assessment.probation_form"


@dataclass(frozen=True)
class Handed:
    """What the student writes, and a file where one is added: its name and content."""

    subjects: str
    reflection: str
    file: tuple[str, bytes] | None = None


@transaction.atomic
def hand_in_study_plan(form_id: int, handed: Handed, *, actor: Any, now: datetime) -> StudyPlanForm:
    """Take the form in, on time or late; handing in again before the meeting replaces what was written.

    The meeting is the other half: without it the task stays open. Raises StudyPlanForm.DoesNotExist, and ValueError
    once the meeting is on record.
    """
    form = StudyPlanForm.objects.get(pk=form_id)
    lock({"studies.Study": [form.study_id]})
    form.refresh_from_db()
    if form.settled:
        raise ValueError("the form is settled")
    today = now.astimezone(HONG_KONG).date()
    facts = {"on_probation": True, "announced_on": form.announced_on, "submitted_on": today}
    decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
    decisions.store(decision, subject=f"study:{form.study_id}", actor=actor, now=now)
    if handed.file is not None:
        name, content = handed.file
        form.file = files.keep(content, name=name, content_type="application/pdf", owner=actor, now=now)
    form.subjects, form.reflection = handed.subjects, handed.reflection
    form.handed_in_at = form.handed_in_at or now
    form.late = bool(decision.result.get("late", today > form.due_on))
    form.save()
    return form
