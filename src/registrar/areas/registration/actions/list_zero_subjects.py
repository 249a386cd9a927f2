"""The day after add/drop, students without a subject and without leave to have none are listed for the registry."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.queries.decided import decided
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.queries.taking_subjects import taking_subjects
from registrar.areas.studies.queries.approvals_in_force import InForce, approvals_in_force
from registrar.areas.studies.queries.expected_studies import expected_studies
from registrar.kernel import Bilingual, Decision
from registrar.rulebook import decide

RULE = "enrolment.zero_subject_standing"
SUBJECT = Bilingual("You have no subject this semester", "你本學期沒有修讀任何科目")
BODY = Bilingual(
    "Add/drop has ended and you are registered in no subject, without an approved zero-subject enrolment or deferment. "
    "You may lose your student status. Ask the Academic Registry at once.",
    "加退選期已結束，你沒有註冊任何科目，亦未獲批零科目註冊或休學，學籍可能因此取消。請立即聯絡教務處。",
)


@transaction.atomic
def list_zero_subjects(term: Any, *, actor: Any, now: datetime) -> int:
    """Decide about every enrolled student without a subject in the term; store and tell those listed; return how many.

    The registry confirms before anybody loses a status (polyu-2024-25:4I-01). Set-based; who has been listed since
    add/drop ended is passed over, so running it again does no harm.
    """
    ends = last_day(term.add_drop_to)
    taking = taking_subjects(term.pk)
    done = decided(RULE, ends)
    expected = expected_studies(term.ordinal)
    without = sorted(key for key in expected if key not in taking and f"study:{key}" not in done)
    approved = approvals_in_force(without, term.pk, now.astimezone(HONG_KONG).date())
    judged = [(key, _judge(term, expected[key][0], approved[key], now)) for key in without]
    listed = [(key, decision) for key, decision in judged if decision.result.get("state") == "listed"]
    stored = decisions.store_many([(f"study:{key}", one) for key, one in listed], actor=actor, now=now)
    notices.send(
        [
            notices.Draft(
                recipient=expected[key][1],
                kind="zero_subjects",
                subject=SUBJECT,
                body=BODY,
                link="/my/registration/subjects/",
                decision=row,
            )
            for (key, _decision), row in zip(listed, stored, strict=True)
        ],
        now=now,
    )
    return len(listed)


def _judge(term: Any, cohort: str, approvals: list[InForce], now: datetime) -> Decision:
    kinds = {one.kind for one in approvals}
    facts = {
        "term": term.pk,
        "cohort": cohort,
        "credits": 0,
        "add_drop_ends_on": last_day(term.add_drop_to),
        "application": "approved" if "zero_subject" in kinds else None,
        "deferment_approved": "deferment" in kinds,
    }
    return decide(RULE, facts, as_of=now.astimezone(HONG_KONG).date(), university=settings.UNIVERSITY)
