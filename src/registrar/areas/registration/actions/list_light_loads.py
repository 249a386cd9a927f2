"""At the end of add/drop: full-time students with a light load that nobody approved are listed and told."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.queries.decided import decided
from registrar.areas.registration.facts.parts import named_approval
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration
from registrar.areas.studies.queries.approvals_in_force import InForce, approvals_in_force
from registrar.areas.studies.queries.enrolments import Enrolment, enrolments
from registrar.kernel import Bilingual
from registrar.rulebook import decide

RULE = "registration.light_load"
SUBJECT = Bilingual("Your study load needs your department's approval", "你的修讀學分須獲學系批准")
BODY = Bilingual(
    "Add/drop has ended and you have {credits} credits, fewer than a full-time student carries. Ask your department.",
    "加退選期已結束，你只修讀{credits}學分，少於全日制學生的修讀量。請聯絡所屬學系。",
)


@transaction.atomic
def list_light_loads(term: Any, *, actor: Any, now: datetime) -> int:
    """Decide for every full-time student with registrations in the term; store and tell those listed; return how many.

    Set-based; who has been decided about since add/drop ended is passed over, so running it again does no harm.
    """
    ends = last_day(term.add_drop_to)
    live = Registration.objects.filter(offering__term_id=term.pk, state=Registration.State.REGISTERED)
    loads = dict(live.order_by().values_list("study_id").annotate(Sum("credits")))
    known = enrolments(list(loads))
    approved = approvals_in_force(list(loads), term.pk, now.date())
    done = decided(RULE, ends)
    listed = []
    for study, total in loads.items():
        if f"study:{study}" in done:
            continue
        approval = next((one for one in reversed(approved[study]) if one.kind == "light_load"), None)
        decision = decide(
            RULE,
            _facts(term.pk, known[study], total, approval),
            as_of=now.date(),
            university=settings.UNIVERSITY,
        )
        if decision.result.get("listed"):
            listed.append((study, total, decision))
    stored = decisions.store_many(((f"study:{study}", one) for study, _, one in listed), actor=actor, now=now)
    people = _students([study for study, _, _ in listed])
    notices.send(
        (
            notices.Draft(
                recipient=people[study],
                kind="light_load",
                subject=SUBJECT,
                body=Bilingual(BODY.en.format(credits=total), BODY.zh.format(credits=total)),
                link="/my/registration/subjects/",
                decision=row,
            )
            for (study, total, _), row in zip(listed, stored, strict=True)
        ),
        now=now,
    )
    return len(listed)


def _facts(term: str, known: Enrolment, total: int, approval: InForce | None) -> dict[str, Any]:
    return {
        "term": term,
        "cohort": known.cohort,
        "event": "close",
        "full_time": known.mode == "full_time",
        "credits_before": total,
        "credits_after": total,
        "approved": approval is not None,
        "approval": named_approval(approval),
    }


def _students(studies: list[int]) -> dict[int, Any]:
    rows = Registration.objects.filter(study_id__in=studies).select_related("study__student").order_by("study_id")
    return {row.study_id: row.study.student for row in rows.distinct("study_id")}
