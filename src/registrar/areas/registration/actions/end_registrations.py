"""Registrations for terms after the end of a study are taken off."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.catalogue.queries.requisites import requisites
from registrar.areas.platform import decisions, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import Registration
from registrar.areas.studies.queries.endings import ENDED, Ending, endings
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide

CHUNK = 500
RULE = "registration.later_registrations"
SUBJECT = Bilingual("{code} of a later semester has been taken off", "其後學期的{code}已取消註冊")
BODY = Bilingual(
    "Your study has come to its end, so your registration of {code} in a later semester has been taken off.",
    "由於你的學業已完結，你於其後學期註冊的{code}已予取消。",
)


def end_registrations(*, actor: Any, now: datetime, studies: Collection[int] | None = None) -> int:
    """Take off what students registered for terms after their graduation or leaving; return how many.

    The rule decides about each registration (polyu-2024-25:6J-02); every removal stores its decision, frees its place
    by the table's trigger and is told to the student. Set-based in chunks of studies, each in its own transaction;
    running it twice removes nothing more. `studies` are those to look at, all of them where none are named.
    """
    rows = Registration.objects.filter(state=Registration.State.REGISTERED, study__status__in=ENDED)
    if studies is not None:
        rows = rows.filter(study_id__in=studies)
    keys = sorted(rows.order_by().values_list("study_id", flat=True).distinct())
    return sum(_end(keys[start : start + CHUNK], actor, now) for start in range(0, len(keys), CHUNK))


@transaction.atomic
def _end(keys: Sequence[int], actor: Any, now: datetime) -> int:
    live = Registration.objects.filter(study_id__in=keys, state=Registration.State.REGISTERED)
    groups = list(live.order_by().values_list("group_id", flat=True).distinct())
    lock({"studies.Study": keys, "registration.SubjectGroup": groups})
    ended = endings(keys)
    rows = live.filter(study_id__in=ended).select_related("study__student", "offering").order_by("study_id", "pk")
    later = requisites({row.offering.subject_id for row in rows})
    follow_on = {subject for subject, asked in later.items() if asked.continues}
    judged = [(row, _judge(row, ended[row.study_id], follow_on, now)) for row in rows]
    falling = [(row, decision) for row, decision in judged if decision.result.get("removed")]
    pairs = [(f"study:{row.study_id}", decision) for row, decision in falling]
    stored = decisions.store_many(pairs, actor=actor, now=now)
    for (row, _decision), kept in zip(falling, stored, strict=True):
        row.state, row.ended_at, row.decision, row.actor = Registration.State.REMOVED, now, kept, actor
    ending = [row for row, _decision in falling]
    Registration.objects.bulk_update(ending, ["state", "ended_at", "decision", "actor"], batch_size=1000)
    queue_offers({row.group_id for row in ending}, studies=list(ended))
    notices.send([_draft(row) for row in ending], now=now)
    return len(ending)


def _judge(row: Registration, ending: Ending, follow_on: Collection[str], now: datetime) -> Decision:
    facts = {
        "term": row.offering.term_id,
        "subject": row.offering.subject_id,
        "follow_on": row.offering.subject_id in follow_on,
        "ending": ending.kind,
        "confirmed": True,
        "last_term": ending.last_term,
    }
    return decide(RULE, facts, as_of=now.astimezone(HONG_KONG).date(), university=settings.UNIVERSITY)


def _draft(row: Registration) -> notices.Draft:
    code = row.offering.subject_id
    return notices.Draft(
        recipient=row.study.student,
        kind="registration_after_end",
        subject=Bilingual(SUBJECT.en.format(code=code), SUBJECT.zh.format(code=code)),
        body=Bilingual(BODY.en.format(code=code), BODY.zh.format(code=code)),
        link="/my/registration/subjects/",
        decision=row.decision,
    )
