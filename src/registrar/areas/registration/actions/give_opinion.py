"""The Subject Teacher or the Programme Leader decides on a request to leave a subject."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.platform import decisions, notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.drop_subject import StepOutcome
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.facts.withdrawal import withdrawal_facts
from registrar.areas.registration.models import Registration, WithdrawalOpinion, WithdrawalRequest
from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.kernel import Bilingual, Outcome
from registrar.rulebook import decide

APPROVED = Bilingual("You have left {code}", "你已退修{code}")
APPROVED_BODY = Bilingual(
    "Your request was approved. {code} stays on your record as withdrawn (W), counts in no GPA, and its tuition is not "
    "given back. (Student Handbook, section 5G)",
    "你的申請已獲批准。{code}會以「退修」（W）列於成績紀錄，不計入任何平均積點，所繳學費不獲退還。（《學生手冊》5G節）",
)
REFUSED = Bilingual("Your request to leave {code} was refused", "你退修{code}的申請不獲批准")
REFUSED_BODY = Bilingual(
    "You stay registered in {code} and are assessed in it. See who decided what, and why, under My subjects.",
    "你仍須修讀{code}並接受評核。審批意見及理由見「我的科目」。",
)


class NotAwaited(ValueError):
    """The request doesn't wait for this opinion, or not any more."""


@transaction.atomic
def give_opinion(request_id: int, *, step: str, agreed: bool, words: str, actor: Any, now: datetime) -> StepOutcome:
    """Put an opinion on record; the last one withdraws the student from the subject, a refusal ends the request.

    Raises WithdrawalRequest.DoesNotExist, and NotAwaited where the request has ended or it is somebody else's turn.
    """
    study = WithdrawalRequest.objects.values_list("registration__study_id", flat=True).get(pk=request_id)
    lock({"studies.Study": [study]})
    request = WithdrawalRequest.objects.select_related(
        "registration__offering__term", "registration__offering__subject", "registration__study__student"
    ).get(pk=request_id)
    if request.state != WithdrawalRequest.State.OPEN or request.awaiting != step:
        raise NotAwaited(f"request {request_id} does not wait for {step}")
    WithdrawalOpinion.objects.create(
        request=request, step=step, agreed=agreed, words=words, given_by=actor, given_at=now
    )
    row = request.registration
    decision = decide(
        "registration.subject_withdrawal",
        withdrawal_facts(row, request),
        as_of=last_day(now),
        university=settings.UNIVERSITY,
    )
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if decision.outcome is Outcome.NEEDS_APPROVAL:
        request.awaiting, request.decision = decision.result["next"], stored
        request.save(update_fields=["awaiting", "decision"])
        return StepOutcome(decision, stored.pk)
    request.state = WithdrawalRequest.State.APPROVED if decision.allowed else WithdrawalRequest.State.REFUSED
    request.awaiting, request.ended_at, request.decision = "", now, stored
    request.save(update_fields=["state", "awaiting", "ended_at", "decision"])
    if decision.allowed:
        _withdraw(row, stored, actor, now)
        _charge(row, request.pk, actor, now)
    _tell(row, stored, decision.allowed, now)
    return StepOutcome(decision, stored.pk)


def _withdraw(row: Registration, stored: Any, actor: Any, now: datetime) -> None:
    """End the registration; the subject stays on record as withdrawn (polyu-2024-25:5G-04)."""
    Registration.objects.filter(pk=row.pk, state=Registration.State.REGISTERED).update(
        state=Registration.State.WITHDRAWN, ended_at=now, decision=stored, actor=actor
    )
    result = NewResult(row.study_id, row.category, "W", None, False, 0)
    record_results(row.offering.subject, row.offering.term, [result], released_on=last_day(now))


def _charge(row: Registration, request: int, actor: Any, now: datetime) -> None:
    """Charge the handling of an approved withdrawal where the edition of the day does (polyu-2018-19:3V-02)."""
    cause = Cause(
        "subject_withdrawal",
        row.study_id,
        f"withdrawal:{request}",
        reason=row.offering.subject_id,
        term=row.offering.term_id,
    )
    raise_charges([cause], actor=actor, now=now)


def _tell(row: Registration, stored: Any, approved: bool, now: datetime) -> None:
    subject, body = (APPROVED, APPROVED_BODY) if approved else (REFUSED, REFUSED_BODY)
    code = row.offering.subject_id
    notices.send(
        [
            notices.Draft(
                recipient=row.study.student,
                kind="withdrawal_decided",
                subject=Bilingual(subject.en.format(code=code), subject.zh.format(code=code)),
                body=Bilingual(body.en.format(code=code), body.zh.format(code=code)),
                link="/my/registration/subjects/",
                decision=stored,
            )
        ],
        now=now,
    )
