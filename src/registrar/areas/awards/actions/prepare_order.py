"""Preparing what was ordered: the document is made, numbered and printed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.actions.issue_certificates import issue_certificates
from registrar.areas.awards.actions.issue_transcript import issue_transcript
from registrar.areas.awards.deciding import decide_hold
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import TO_PREPARE, state_of
from registrar.areas.awards.telling import tell
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Outcome

State = DocumentOrder.State
Form = DocumentOrder.Form


@dataclass(frozen=True)
class Prepared:
    """The order as it stands; `withheld` is the decision that stopped it. `done`: this call prepared it."""

    order: DocumentOrder
    done: bool
    withheld: Decision | None = None


@transaction.atomic
def prepare_order(order_id: int, *, address: str, actor: Any, now: datetime) -> Prepared:
    """Make the document of an order that is paid or free; `address` is where it can be checked by its code.

    Holds are looked at once more: where something is open, the order waits and nothing is printed
    (polyu-2024-25:7C-09). Of two officers the second finds it prepared. A true copy has no document to make.
    """
    order = locked_order(order_id)
    if state_of(order) not in TO_PREPARE or order.form == Form.TRUE_COPY:
        return Prepared(order, done=False)
    hold = decide_hold(order.study_id, order.form, now.astimezone(HONG_KONG).date())
    if hold.outcome is Outcome.REFUSED:
        decisions.store(hold, subject=f"study:{order.study_id}", actor=actor, now=now)
        order.state = State.WITHHELD
        order.save(update_fields=["state"])
        tell("withheld", order, now=now)
        return Prepared(order, done=False, withheld=hold)
    order.state, order.prepared_at, order.prepared_by = State.PRINTED, now, actor
    if order.form == Form.TRANSCRIPT:
        order.transcript = issue_transcript(order.study, official=True, address=address, actor=actor, now=now)
    else:
        issue_certificates(order, address=address, actor=actor, now=now)
    order.save(update_fields=["state", "prepared_at", "prepared_by", "transcript"])
    if order.delivery == DocumentOrder.Delivery.COLLECTION:
        tell("ready", order, now=now)
    return Prepared(order, done=True)
