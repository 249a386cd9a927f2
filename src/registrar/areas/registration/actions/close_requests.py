"""Requests that nobody decided while they could be granted are closed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.allow_subject import judge_request
from registrar.areas.registration.actions.file_withdrawal import judge_withdrawal
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration, SubjectRequest, WithdrawalRequest
from registrar.kernel import Bilingual, Decision, Outcome

CHUNK = 500
SUBJECT = Bilingual("Your request about {code} was not decided in time", "你就{code}提出的申請逾期未獲審批")
ASKED = Bilingual(
    "Add/drop has ended and your department had not answered, so the request is closed and nothing has changed. "
    "Ask your department what can still be done.",
    "加退選期已結束，學系尚未回覆，申請已告結束，你的註冊維持不變。如有疑問，請聯絡所屬學系。",
)
LEAVING = Bilingual(
    "The request to leave {code} can no longer be decided, so it is closed. You are assessed in what you are "
    "registered in; ask your department if something prevents you.",
    "退修{code}的申請已不能再審批，現告結束。你須就已註冊的科目接受評核；如有困難，請聯絡所屬學系。",
)


def close_requests(*, now: datetime) -> int:
    """Close requests that can't be granted any more, and tell their students; return how many there were.

    Requests to the department end with add/drop (polyu-2024-25:5D-03, 5A-06), requests to leave a subject with the eve
    of the examinations (5G-02) or with the registration. One that came too late for an answer is kept with the
    decision that says so. In chunks, each its own transaction; a second run finds nothing.
    """
    asked = SubjectRequest.objects.filter(
        state=SubjectRequest.State.OPEN, registration__offering__term__add_drop_to__lt=now
    )
    over = Q(registration__offering__term__exams_from__lte=last_day(now))
    ended = ~Q(registration__state=Registration.State.REGISTERED)
    leaving = WithdrawalRequest.objects.filter(over | ended, state=WithdrawalRequest.State.OPEN)
    return _all(asked, lambda one: judge_request(one.registration, one.kind, now), ASKED, now) + _all(
        leaving, lambda one: judge_withdrawal(one.registration, now), LEAVING, now
    )


def _all(rows: QuerySet[Any], judge: Callable[[Any], Decision], body: Bilingual, now: datetime) -> int:
    keys = list(rows.order_by("registration__study_id", "pk").values_list("pk", "registration__study_id"))
    return sum(_close(rows, keys[start : start + CHUNK], judge, body, now) for start in range(0, len(keys), CHUNK))


@transaction.atomic
def _close(
    rows: QuerySet[Any],
    keys: Sequence[tuple[int, int]],
    judge: Callable[[Any], Decision],
    body: Bilingual,
    now: datetime,
) -> int:
    lock({"studies.Study": sorted({study for _key, study in keys})})
    # Asked again under the lock: the department may have answered meanwhile.
    still = rows.filter(pk__in=[key for key, _study in keys]).order_by("pk")
    found = list(still.select_related("registration__offering__term", "registration__study__student"))
    late = [(one, decision) for one in found if (decision := judge(one)).outcome is Outcome.REFUSED]
    pairs = [(f"study:{one.registration.study_id}", decision) for one, decision in late]
    for (one, _decision), kept in zip(late, decisions.store_many(pairs, actor=None, now=now), strict=True):
        one.decision = kept
    for one in found:
        one.state, one.ended_at = one.State.LAPSED, now
        if isinstance(one, WithdrawalRequest):
            one.awaiting = ""
        one.save()
    notices.send([_draft(one, body) for one in found], now=now)
    return len(found)


def _draft(one: Any, body: Bilingual) -> notices.Draft:
    code = one.registration.offering.subject_id
    return notices.Draft(
        recipient=one.registration.study.student,
        kind="request_lapsed",
        subject=Bilingual(SUBJECT.en.format(code=code), SUBJECT.zh.format(code=code)),
        body=Bilingual(body.en.format(code=code), body.zh.format(code=code)),
        link="/my/registration/subjects/",
        decision=one.decision,
    )
