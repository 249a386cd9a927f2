"""After results are final: follow-on subjects whose pre-requisite was failed come off the next term's timetable."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.facts.parts import attempts, named_approval, requirements
from registrar.areas.registration.facts.picture import Picture, Student, picture
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide
from registrar.rules.registration.unqualified_subjects import UnqualifiedSubjectsFacts

CHUNK = 1000
SUBJECT = Bilingual("{code} has been removed from your subjects", "{code}已從你的科目中移除")
BODY = Bilingual(
    "You did not pass the pre-requisite of {code}, so its registration has been removed and you may not attend it. "
    "Before add/drop ends you can ask your department for a waiver or special approval, or take another subject. See "
    "Unqualified subjects under My subjects.",
    "由於先修科目不合格，{code}的註冊已被移除，你不可上課。加退選期結束前，可向學系申請豁免或特別批准，或改修其他科目。"
    "詳見「我的科目」內的「不符合修讀資格的科目」。",
)


def remove_unqualified(term_key: str, *, actor: Any, now: datetime, studies: Collection[int] | None = None) -> int:
    """Remove next-term registrations whose pre-requisite was failed; return how many (polyu-2024-25:5D-01).

    Set-based in chunks of students, each in its own transaction; running it twice removes nothing more. Registrations
    stay where a result is pending or the department waived the requirement. Every removal stores its decision and
    sends a notice. `studies` are those to look at, all of them where none are named.
    """
    rows = Registration.objects.filter(
        offering__term_id=term_key,
        state=Registration.State.REGISTERED,
        offering__subject__requisites__kind="prerequisite",
    )
    if studies is not None:
        rows = rows.filter(study_id__in=studies)
    by_study: dict[int, list[tuple[int, int]]] = {}
    for study, key, group in rows.order_by("study_id").values_list("study_id", "pk", "group_id").distinct():
        by_study.setdefault(study, []).append((key, group))
    removed = 0
    keys = list(by_study)
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            chunk = {study: by_study[study] for study in keys[start : start + CHUNK]}
            removed += _remove(chunk, term_key, actor, now)
    return removed


def _remove(chunk: dict[int, list[tuple[int, int]]], term_key: str, actor: Any, now: datetime) -> int:
    groups = sorted({group for places in chunk.values() for _, group in places})
    lock({"studies.Study": list(chunk), "registration.SubjectGroup": groups})
    seen = picture(list(chunk), groups, now.date(), term_key)
    falling: list[tuple[int, int, Decision]] = []
    for study, places in chunk.items():
        student = seen.students[study]
        live = {one.pk for one in student.taken}
        for key, group in places:
            if key in live:
                decision = _judge(seen, student, seen.groups[group].subject, now)
                if decision.result.get("removed"):
                    falling.append((study, key, decision))
    stored = decisions.store_many(((f"study:{study}", one) for study, _, one in falling), actor=actor, now=now)
    keys = {key: row for (_, key, _), row in zip(falling, stored, strict=True)}
    ending = list(Registration.objects.filter(pk__in=keys).select_related("study__student", "offering"))
    for row in ending:
        row.state, row.ended_at, row.decision, row.actor = Registration.State.REMOVED, now, keys[row.pk], actor
    Registration.objects.bulk_update(ending, ["state", "ended_at", "decision", "actor"], batch_size=1000)
    queue_offers({row.group_id for row in ending})
    notices.send(_drafts(ending), now=now)
    return len(ending)


def _judge(seen: Picture, student: Student, subject: str, now: datetime) -> Decision:
    asked = seen.requisites[subject]
    waiver = student.approval("prerequisite_waiver", subject)
    facts = UnqualifiedSubjectsFacts(
        term=seen.term.pk,
        cohort=student.enrolment.cohort,
        subject=subject,
        prerequisites=requirements(asked.prerequisites),
        results=attempts(student, asked.others),
        pending=tuple(sorted(student.pending & asked.others)),
        waived=waiver is not None,
        approval=named_approval(waiver),
        add_drop_ends_on=last_day(seen.term.add_drop_to),
    )
    return decide("registration.unqualified_subjects", facts, as_of=now.date(), university=settings.UNIVERSITY)


def _drafts(rows: Sequence[Registration]) -> list[notices.Draft]:
    return [
        notices.Draft(
            recipient=row.study.student,
            kind="subject_unqualified",
            subject=Bilingual(*(text.format(code=row.offering.subject_id) for text in (SUBJECT.en, SUBJECT.zh))),
            body=Bilingual(*(text.format(code=row.offering.subject_id) for text in (BODY.en, BODY.zh))),
            link="/my/registration/unqualified/",
            decision=row.decision,
        )
        for row in rows
    ]
