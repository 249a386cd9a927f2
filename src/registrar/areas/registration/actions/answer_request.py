"""The department answers a student's request about a subject."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.allow_subject import Settled, allow_subject, judge_request
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.tell_settled import tell_settled
from registrar.areas.registration.models import Registration, SubjectRequest

WORDS = 400


@transaction.atomic
def answer_request(request_id: int, *, granted: bool, words: str, actor: Any, now: datetime) -> Settled:
    """Grant or refuse it, and tell the student; granting acts at once, as `allow_subject` says.

    Granting after add/drop is refused and leaves the request as it was; refusing it is always possible. Raises
    SubjectRequest.DoesNotExist, and NotAwaited where the request has ended or its registration with it.
    """
    study = SubjectRequest.objects.values_list("registration__study_id", flat=True).get(pk=request_id)
    lock({"studies.Study": [study]})
    request = SubjectRequest.objects.select_related(
        "decision", "registration__offering__term", "registration__offering__subject", "registration__study__student"
    ).get(pk=request_id)
    row = request.registration
    if request.state != SubjectRequest.State.OPEN:
        raise NotAwaited(f"request {request_id} has ended")
    if granted and request.kind == SubjectRequest.Kind.DROP_ASSIGNED and row.state != Registration.State.REGISTERED:
        raise NotAwaited(f"the registration of request {request_id} has ended")
    if not granted:
        settled = Settled(judge_request(row, request.kind, now), request.decision_id)
    else:
        reason = words or request.reason[:WORDS]
        settled = allow_subject(row, request.kind, reason=reason, actor=actor, now=now)
        if not settled.decision.allowed:
            return settled
    request.state = SubjectRequest.State.GRANTED if granted else SubjectRequest.State.REFUSED
    request.words, request.ended_at, request.given_by = words, now, actor
    request.decision_id = settled.decision_id
    request.save(update_fields=["state", "words", "ended_at", "given_by", "decision"])
    tell_settled(row, f"{request.kind}_{request.state}", settled, words=words, now=now)
    return settled
