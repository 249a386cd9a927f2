"""The department answers late applications for graduation, and settles for those who don't apply."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import decide_window
from registrar.areas.awards.graduation_telling import APPLY, draft
from registrar.areas.awards.models import ExpectedFinish, GraduationApplication
from registrar.areas.awards.queries.graduation import elective_choices
from registrar.areas.platform import decisions, locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message
from registrar.rulebook.messages import both

State = GraduationApplication.State


@transaction.atomic
def answer_application(
    application_id: int, *, taken: bool, answer: str, actor: Any, now: datetime
) -> GraduationApplication:
    """Take or decline a late application (polyu-2024-25:6K-05); one that was answered before stays.

    Declining changes nothing about graduation itself: the department then settles the subjects (6K-04). Raises
    ValueError for declining without a reason.
    """
    if not taken and not answer.strip():
        raise ValueError("declining needs a reason")
    study_id = GraduationApplication.objects.values_list("study_id", flat=True).get(pk=application_id)
    locking.hold({"studies.Study": [study_id]})
    row = GraduationApplication.objects.select_related("study__student").get(pk=application_id)
    if row.state != State.LATE:
        return row
    row.state = State.TAKEN_LATE if taken else State.DECLINED
    row.answer, row.answered_at, row.answered_by = answer.strip(), now, actor
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    outcome = both(Message("award.late_taken" if taken else "award.late_declined", {}))
    notices.send([draft("late_answered", row.study.student, APPLY, outcome=outcome, reason=row.answer or "–")], now=now)
    return row


@transaction.atomic
def settle_application(expected_id: int, *, actor: Any, now: datetime) -> GraduationApplication:
    """Settle the subjects of somebody who did not apply, as the audit takes them (polyu-2024-25:6K-04, 4M-13).

    An application that there is stays, unless the department declined it.
    """
    row = ExpectedFinish.objects.select_related("study__programme", "study__student", "term").get(pk=expected_id)
    locking.hold({"studies.Study": [row.study_id]})
    held = GraduationApplication.objects.filter(study=row.study, term=row.term).first()
    if held is not None and held.state != State.DECLINED:
        return held
    today = now.astimezone(HONG_KONG).date()
    decision = decide_window(row.study, row.term, today)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    offer = elective_choices(row.study, row.term, today)
    made = held or GraduationApplication(study=row.study, term=row.term)
    made.state, made.decision, made.applied_at = State.SETTLED, stored, now
    made.free_electives = sorted(one.subject for one in offer.subjects if one.counted)
    made.changed, made.answered_at, made.answered_by = False, now, actor
    made.save()
    notices.send([draft("settled", row.study.student, APPLY)], now=now)
    return made
