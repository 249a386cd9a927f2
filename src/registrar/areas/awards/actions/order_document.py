"""Ordering a document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.actions.continue_order import continue_order
from registrar.areas.awards.deciding import decide_order, fee_of
from registrar.areas.awards.facts import Wanted
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.telling import tell
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.documents import draw
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Decision, Outcome

State = DocumentOrder.State


@dataclass(frozen=True)
class Ordered:
    """The decision, and the order where it was taken: to be paid, received, withheld, or waiting for an answer."""

    decision: Decision
    order: DocumentOrder | None = None


@transaction.atomic
def order_document(study_id: int, wanted: Wanted, *, actor: Any, now: datetime) -> Ordered:
    """Take an order (polyu-2024-25:7A-01, 7B-01, 7D-02, 7E-01); the decision is stored, refused ones too.

    What is withheld is taken and waits, before any fee is asked for (7C-09). What has a fee stays unsubmitted until it
    is paid. A certification for a reason that the handbook doesn't name waits for the registry.
    """
    locking.hold({"studies.Study": [study_id]})
    (study,) = studies_with_people([study_id])
    decision = decide_order(study, wanted, now.astimezone(HONG_KONG).date())
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if decision.outcome not in (Outcome.ALLOWED, Outcome.NEEDS_APPROVAL):
        return Ordered(decision)
    (number,) = draw(f"document_order.{wanted.form}")
    by_post = wanted.form == DocumentOrder.Form.TRANSCRIPT and not wanted.delivery
    delivery = str(decision.result["delivery"]) if by_post else wanted.delivery or DocumentOrder.Delivery.COLLECTION
    order = DocumentOrder.objects.create(
        number=f"{wanted.form}-{number:06d}",
        study=study,
        form=wanted.form,
        copies=wanted.copies,
        electronic=wanted.electronic,
        delivery=delivery,
        address=wanted.address.strip(),
        parchment=wanted.parchment,
        reason=wanted.reason.strip(),
        state=State.AWAITING_DECISION,
        decision=stored,
        fee=fee_of(decision),
        ordered_at=now,
    )
    if decision.outcome is Outcome.NEEDS_APPROVAL:
        tell("asked", order, now=now)
    else:
        continue_order(order, actor=actor, now=now)
    return Ordered(decision, order)
