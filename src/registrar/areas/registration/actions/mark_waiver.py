"""The department says whether the pre-requisite of a removed subject is waived."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.allow_subject import Settled, allow_subject, judge_request
from registrar.areas.registration.actions.tell_settled import tell_settled
from registrar.areas.registration.models import Registration, SubjectRequest, WaiverMark
from registrar.areas.registration.queries.unqualified import unqualified_rows

SPECIAL = SubjectRequest.Kind.SPECIAL_APPROVAL


@transaction.atomic
def mark_waiver(registration_id: int, *, waived: bool, words: str, actor: Any, now: datetime) -> Settled:
    """Mark a removed subject and tell the student; a waiver puts it back at once (polyu-2024-25:5D-03).

    A waiver also grants an open request for special approval. Saying the same again, or anything about a subject that
    is waived or registered anew, changes nothing. After add/drop the rule refuses, and nothing changes either. Raises
    Registration.DoesNotExist for a registration that was not removed for a failed pre-requisite.
    """
    study = Registration.objects.values_list("study_id", flat=True).get(pk=registration_id)
    lock({"studies.Study": [study]})
    row = unqualified_rows().select_related("study__student").get(pk=registration_id)
    mark = WaiverMark.objects.select_related("decision").filter(registration=row).first()
    if row.again or (mark is not None and (mark.waived or not waived)):
        stored = mark.decision if mark else row.decision
        return Settled(decisions.read(stored), stored.pk, repeated=True)
    settled = _settle(row, waived=waived, words=words, actor=actor, now=now)
    if not settled.decision.allowed:
        return settled
    WaiverMark.objects.update_or_create(
        registration=row,
        defaults={
            "waived": waived,
            "words": words,
            "given_by": actor,
            "given_at": now,
            "decision_id": settled.decision_id,
        },
    )
    if waived:
        SubjectRequest.objects.filter(registration=row, state=SubjectRequest.State.OPEN).update(
            state=SubjectRequest.State.GRANTED, ended_at=now, given_by=actor, decision_id=settled.decision_id
        )
    tell_settled(row, "waived" if waived else "not_waived", settled, words=words, now=now)
    return settled


def _settle(row: Any, *, waived: bool, words: str, actor: Any, now: datetime) -> Settled:
    if waived:
        return allow_subject(row, SPECIAL, reason=words, actor=actor, now=now)
    decision = judge_request(row, SPECIAL, now)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    return Settled(decision, stored.pk)
