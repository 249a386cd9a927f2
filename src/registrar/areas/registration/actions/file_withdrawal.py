"""A student asks to leave a subject after add/drop."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.drop_subject import StepOutcome
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.facts.withdrawal import withdrawal_facts, withdrawal_window_facts
from registrar.areas.registration.models import Registration, WithdrawalRequest
from registrar.kernel import Decision, Outcome
from registrar.rulebook import decide


@transaction.atomic
def file_withdrawal(registration_id: int, *, reason: str, actor: Any, now: datetime) -> StepOutcome:
    """File the request if it is in time and the tuition is settled; the decision is stored either way.

    A decision that needs approval is what a request begins with (polyu-2024-25:5G-01). A second request while one is
    open changes nothing and gives back the first one's decision. Raises Registration.DoesNotExist for a registration
    that has ended.
    """
    seen = Registration.objects.get(pk=registration_id)
    lock({"studies.Study": [seen.study_id]})
    row = Registration.objects.select_related("offering__term", "study").get(
        pk=registration_id, state=Registration.State.REGISTERED
    )
    open_one = WithdrawalRequest.objects.filter(registration=row, state=WithdrawalRequest.State.OPEN).first()
    if open_one is not None:
        return StepOutcome(decisions.read(open_one.decision), open_one.decision_id)
    decision = judge_withdrawal(row, now)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if decision.outcome is Outcome.NEEDS_APPROVAL:
        WithdrawalRequest.objects.create(
            registration=row, reason=reason, filed_at=now, awaiting=decision.result["next"], decision=stored
        )
    return StepOutcome(decision, stored.pk)


def judge_withdrawal(row: Registration, now: datetime) -> Decision:
    """Decide whether a request can be filed now: NEEDS_APPROVAL if so."""
    as_of = last_day(now)
    window = decide(
        "registration.withdrawal_window",
        withdrawal_window_facts(row, as_of),
        as_of=as_of,
        university=settings.UNIVERSITY,
    )
    if not window.allowed:
        return window
    return decide("registration.subject_withdrawal", withdrawal_facts(row), as_of=as_of, university=settings.UNIVERSITY)
