"""A department cancels a subject that too few have taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.end_waiting import end_waiting
from registrar.areas.registration.facts.cancelled_subject import cancelled_facts
from registrar.areas.registration.models import Cancellation, Offering, Registration, SubjectGroup
from registrar.kernel import Bilingual
from registrar.rulebook import decide
from registrar.rulebook.message_values import said

SUBJECT = Bilingual("{code} is cancelled in {term}", "{code}於{term}取消開辦")
BODY = Bilingual(
    "Your department has cancelled {code} {title} in {term}, so it is off your timetable and its credits no longer "
    "count. While add/drop is open you can take another subject instead{instead}. (Student Handbook, section 5A)",
    "學系已取消於{term}開辦{code}《{title}》，該科已從你的時間表移除，學分不再計算。加退選期內可改修其他科目{instead}。"
    "（《學生手冊》5A節）",
)
BODY_LATE = Bilingual(
    "Your department has cancelled {code} {title} in {term}, so it is off your timetable and its credits no longer "
    "count. Add/drop is over, so ask your department if you want another subject instead{instead}; it can add one for "
    "you. (Student Handbook, section 5A)",
    "學系已取消於{term}開辦{code}《{title}》，該科已從你的時間表移除，學分不再計算。加退選期已結束，如欲改修其他科目"
    "{instead}，請向學系提出，由學系代為加選。（《學生手冊》5A節）",
)
INSTEAD = Bilingual(", such as {codes}", "，例如{codes}")


@transaction.atomic
def cancel_offering(
    offering_id: int,
    *,
    replacements: Sequence[str],
    actor: Any,
    now: datetime,
    reason: str = "",
    instead: Sequence[int] = (),
) -> int:
    """Cancel an offering: its registrations are removed and each student hears of replacements; return how many.

    `instead` are the groups that the students may take with one press; no place is held for them.

    Every removal stores its decision. Fees follow from the credits, which are fewer now (polyu-2024-25:5A-10).
    Cancelling twice does nothing more. Raises Offering.DoesNotExist.
    """
    offering = Offering.objects.select_related("subject", "term").get(pk=offering_id)
    groups = list(SubjectGroup.objects.filter(offering=offering).values_list("pk", flat=True))
    live = Registration.objects.filter(offering=offering, state=Registration.State.REGISTERED)
    lock(
        {
            "studies.Study": list(live.values_list("study_id", flat=True)),
            "registration.Offering": [offering_id],
            "registration.SubjectGroup": groups,
        }
    )
    if not Offering.objects.filter(pk=offering_id, state=Offering.State.OPEN).update(state=Offering.State.CANCELLED):
        return 0
    rows = list(live.select_related("study__student").order_by("study_id"))
    late = _remove(rows, offering, replacements, actor, now)
    end_waiting(groups, "cancelled", now=now, offers=True)
    kept = Cancellation.objects.create(
        offering=offering, reason=reason, students=len(rows), cancelled_at=now, actor=actor
    )
    kept.instead.set(instead)
    link = f"/my/registration/instead/{offering_id}/" if instead else "/my/registration/subjects/"
    notices.send((_draft(row, offering, replacements, late=late, link=link) for row in rows), now=now)
    return len(rows)


def _remove(
    rows: Sequence[Registration], offering: Offering, replacements: Sequence[str], actor: Any, now: datetime
) -> bool:
    """Take the registrations off with their decisions; return whether only the department can add another subject."""
    decided = [
        decide("registration.cancelled_subject", facts, as_of=now.date(), university=settings.UNIVERSITY)
        for facts in cancelled_facts(rows, offering, replacements)
    ]
    pairs = ((f"study:{row.study_id}", one) for row, one in zip(rows, decided, strict=True))
    for row, stored in zip(rows, decisions.store_many(pairs, actor=actor, now=now), strict=True):
        row.state, row.ended_at, row.decision, row.actor = Registration.State.REMOVED, now, stored, actor
    Registration.objects.bulk_update(rows, ["state", "ended_at", "decision", "actor"], batch_size=1000)
    return any(one.result.get("by_department") for one in decided)


def _draft(row: Registration, offering: Offering, codes: Sequence[str], *, late: bool, link: str) -> notices.Draft:
    title = {"en": offering.subject.title_en, "zh": offering.subject.title_zh}
    texts = {}
    for language in ("en", "zh"):
        listed = said(list(codes), language)
        instead = getattr(INSTEAD, language).format(codes=listed) if codes else ""
        words = {"code": offering.subject_id, "term": said(offering.term_id, language), "title": title[language]}
        texts[language] = (
            getattr(SUBJECT, language).format(**words),
            getattr(BODY_LATE if late else BODY, language).format(**words, instead=instead),
        )
    return notices.Draft(
        recipient=row.study.student,
        kind="offering_cancelled",
        subject=Bilingual(texts["en"][0], texts["zh"][0]),
        body=Bilingual(texts["en"][1], texts["zh"][1]),
        link=link,
    )
