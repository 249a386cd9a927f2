"""An authority allows one student something, by its form and with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.approval_kinds import KINDS
from registrar.areas.studies.models import Approval, Study
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True)
class Wish:
    """What is to be approved: kind, scope and reason, and the day on which the form came in."""

    kind: str
    term: str | None
    reason: str
    filed_on: date
    subject: str | None = None
    number: int | None = None
    ends_on: date | None = None


@transaction.atomic
def grant_approval(study_id: int, wish: Wish, *, actor: Any, now: datetime) -> Approval | Decision:
    """Record an approval and return it, or return the refused Decision where its form came too late.

    The day of the form is kept as the approval's moment where it lies before today: rules ask when it came in.
    It counts up to its last day (`ends_on`), or as long as its term. Raises KeyError for an unknown kind, ValueError
    where scope or figure are missing or the last day is over, Study.DoesNotExist.
    """
    kind = KINDS[wish.kind]
    if (kind.term and not wish.term) or (kind.subject and not wish.subject) or (kind.number and not wish.number):
        raise ValueError(f"{wish.kind} needs its scope")
    if wish.ends_on is not None and wish.ends_on < now.astimezone(HONG_KONG).date():
        raise ValueError("an approval doesn't end before it begins")
    if not lock({"studies.Study": [study_id]})["studies.Study"]:
        raise Study.DoesNotExist(study_id)
    if kind.request and wish.term:
        decision = _in_time(kind.request, wish)
        if not decision.allowed:
            decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
            return decision
    came_in = datetime.combine(wish.filed_on, now.astimezone(HONG_KONG).timetz())
    return Approval.objects.create(
        study_id=study_id,
        kind=wish.kind,
        form=kind.form,
        term_id=wish.term,
        subject_id=wish.subject,
        number=wish.number,
        ends_on=wish.ends_on,
        reason=wish.reason,
        granted_by=actor,
        granted_at=min(came_in, now),
    )


def _in_time(request: str, wish: Wish) -> Decision:
    term = term_by_key(str(wish.term))
    facts = {
        "term": term.pk,
        "request": request,
        "filed_on": wish.filed_on,
        "add_drop_ends_on": term.add_drop_to.astimezone(HONG_KONG).date(),
    }
    return decide("registration.request_deadline", facts, as_of=wish.filed_on, university=settings.UNIVERSITY)
