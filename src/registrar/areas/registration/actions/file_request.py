"""A student asks the department for a removed subject back, or to be let off an assigned one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.allow_subject import judge_request
from registrar.areas.registration.actions.drop_subject import StepOutcome
from registrar.areas.registration.models import Registration, SubjectRequest
from registrar.areas.registration.queries.unqualified import Standing, unqualified_rows


@transaction.atomic
def file_request(registration_id: int, *, kind: str, reason: str, actor: Any, now: datetime) -> StepOutcome:
    """File the request if add/drop isn't over; the decision is stored either way (polyu-2024-25:5D-03, 5A-06).

    A second request while one is open changes nothing and gives back the first one's decision. Raises
    Registration.DoesNotExist where there is nothing to ask for: see `askable`.
    """
    study = Registration.objects.values_list("study_id", flat=True).get(pk=registration_id)
    lock({"studies.Study": [study]})
    open_one = SubjectRequest.objects.select_related("decision").filter(
        registration_id=registration_id, kind=kind, state=SubjectRequest.State.OPEN
    )
    for asked in open_one:
        return StepOutcome(decisions.read(asked.decision), asked.decision_id)
    row = askable(kind).select_related("offering__term", "study").get(pk=registration_id)
    decision = judge_request(row, kind, now)
    stored = decisions.store(decision, subject=f"study:{study}", actor=actor, now=now)
    if decision.allowed:
        SubjectRequest.objects.create(registration=row, kind=kind, reason=reason, filed_at=now, decision=stored)
    return StepOutcome(decision, stored.pk)


def askable(kind: str) -> QuerySet[Any]:
    """Return the registrations about which a student can ask: removed ones without a waiver, or assigned live ones."""
    if kind == SubjectRequest.Kind.SPECIAL_APPROVAL:
        return unqualified_rows().filter(again=False).exclude(standing__in=[Standing.WAIVED, Standing.GRANTED])
    return Registration.objects.filter(state=Registration.State.REGISTERED, kind=Registration.Kind.ASSIGNED)
