"""The teaching department sets the last day to ask to leave a subject."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Offering
from registrar.kernel import Decision
from registrar.rulebook import decide
from registrar.rules.registration.withdrawal_window import WithdrawalWindowFacts


@transaction.atomic
def set_withdrawal_deadline(offering_id: int, deadline: date | None, *, actor: Any, now: datetime) -> Decision:
    """Set or clear the deadline; refused where it is not before the examinations (polyu-2024-25:5G-02).

    Raises Offering.DoesNotExist.
    """
    lock({"registration.Offering": [offering_id]})
    offering = Offering.objects.select_related("term").get(pk=offering_id)
    ends = last_day(offering.term.add_drop_to)
    facts = WithdrawalWindowFacts(
        term=offering.term_id,
        filed_on=deadline or offering.term.exams_from,
        add_drop_ends_on=ends,
        exams_from=offering.term.exams_from,
        departmental_deadline=deadline,
    )
    decision = decide("registration.withdrawal_window", facts, as_of=last_day(now), university=settings.UNIVERSITY)
    if deadline is None or decision.allowed:
        Offering.objects.filter(pk=offering_id).update(withdraw_by=deadline)
    return decision
