"""What the rule says about an application for reinstatement; nothing is written."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from registrar.areas.finance.queries.arrears import arrears
from registrar.areas.finance.queries.payment_schedule import DAYS_TO_PAY
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import fee_paid
from registrar.areas.studies.queries.nullifications import Nullification
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "enrolment.reinstatement_window"


def judge_window(fallen: Nullification, now: datetime, *, filed: bool = False) -> Decision:
    """Return whether reinstatement can still be asked for, until when and what it costs; `filed`: is asked for now."""
    today = now.astimezone(HONG_KONG).date()
    facts = {"nullified_on": fallen.on, "received_on": today if filed else None}
    return decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)


def judge_reinstatement(row: Reinstatement, now: datetime, answer: str | None = None) -> Decision:
    """Return how an application stands, or would stand with the department's answer ("approved", "refused").

    Its edition is that of the day on which it came in: the fee charged then is the one that counts.
    """
    today = now.astimezone(HONG_KONG).date()
    filed_on = row.filed_at.astimezone(HONG_KONG).date()
    facts: dict[str, Any] = {
        "nullified_on": row.nullification.at.astimezone(HONG_KONG).date(),
        "received_on": filed_on,
        "fee_paid": fee_paid(row),
        "department_decision": answer,
        "arrears_paid": not arrears(row.study_id, row.nullification.term_id),
        "arrears_due_by": new_deadline(today),
    }
    return decide(RULE, facts, as_of=filed_on, university=settings.UNIVERSITY)


def new_deadline(today: date) -> date:
    """Return the deadline of what a reinstated student owes."""
    return today + timedelta(days=DAYS_TO_PAY)
