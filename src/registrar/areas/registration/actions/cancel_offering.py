"""A department cancels a subject that too few have taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform import notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.end_waiting import end_waiting
from registrar.areas.registration.models import Offering, Registration, SubjectGroup
from registrar.kernel import Bilingual
from registrar.rulebook.message_values import said

SUBJECT = Bilingual("{code} is cancelled in {term}", "{code}於{term}取消開辦")
BODY = Bilingual(
    "Your department has cancelled {code} {title} in {term}, so it is off your timetable and its credits no longer "
    "count. While add/drop is open you can take another subject instead{instead}. (Student Handbook, section 5A)",
    "學系已取消於{term}開辦{code}《{title}》，該科已從你的時間表移除，學分不再計算。加退選期內可改修其他科目{instead}。"
    "（《學生手冊》5A節）",
)
INSTEAD = Bilingual(", such as {codes}", "，例如{codes}")


@transaction.atomic
def cancel_offering(offering_id: int, *, replacements: Sequence[str], actor: Any, now: datetime) -> int:
    """Cancel an offering: its registrations are removed and each student hears of replacements; return how many.

    Fees follow from the credits, which are fewer now (polyu-2024-25:5A-10). Cancelling twice does nothing more. Raises
    Offering.DoesNotExist.
    """
    offering = Offering.objects.select_related("subject").get(pk=offering_id)
    groups = list(SubjectGroup.objects.filter(offering=offering).values_list("pk", flat=True))
    live = Registration.objects.filter(offering=offering, state=Registration.State.REGISTERED)
    lock(
        {
            "studies.Study": list(live.values_list("study_id", flat=True)),
            "registration.Offering": [offering_id],
            "registration.SubjectGroup": groups,
        }
    )
    Offering.objects.filter(pk=offering_id).update(state=Offering.State.CANCELLED)
    rows = list(live.select_related("study__student"))
    live.update(state=Registration.State.REMOVED, ended_at=now, actor=actor)
    end_waiting(groups, "cancelled", now=now, offers=True)
    notices.send((_draft(row, offering, replacements) for row in rows), now=now)
    return len(rows)


def _draft(row: Registration, offering: Offering, codes: Sequence[str]) -> notices.Draft:
    title = {"en": offering.subject.title_en, "zh": offering.subject.title_zh}
    texts = {}
    for language in ("en", "zh"):
        listed = said(list(codes), language)
        instead = getattr(INSTEAD, language).format(codes=listed) if codes else ""
        words = {"code": offering.subject_id, "term": said(offering.term_id, language), "title": title[language]}
        texts[language] = (
            getattr(SUBJECT, language).format(**words),
            getattr(BODY, language).format(**words, instead=instead),
        )
    return notices.Draft(
        recipient=row.study.student,
        kind="offering_cancelled",
        subject=Bilingual(texts["en"][0], texts["zh"][0]),
        body=Bilingual(texts["en"][1], texts["zh"][1]),
        link="/my/registration/subjects/",
    )
