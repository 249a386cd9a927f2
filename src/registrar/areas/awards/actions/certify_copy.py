"""Certifying true copies at the counter of the Faculty or School."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.awards.deciding import decide_hold
from registrar.areas.awards.facts import copy_facts
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Outcome
from registrar.rulebook import decide

State = DocumentOrder.State


@dataclass(frozen=True)
class Certified:
    """The order as it stands, and the decision about the copies, or the hold that stopped them."""

    order: DocumentOrder
    decision: Decision | None

    @property
    def refused(self) -> bool:
        """Whether nothing was certified now."""
        return self.decision is not None and self.decision.outcome is Outcome.REFUSED


@transaction.atomic
def certify_copy(
    order_id: int, *, original_seen: bool, right_office: bool, more: bool | None, actor: Any, now: datetime
) -> Certified:
    """Certify what the rule allows of an order (polyu-2024-25:7E-01, 7E-02); the decision is stored.

    The usual copy is certified at once. While further copies wait for the officer's decision the order stays open; once
    they are decided on, it is closed. An order that is not open is left alone, and then there is no decision.
    """
    order = locked_order(order_id)
    if order.form != DocumentOrder.Form.TRUE_COPY or order.state != State.RECEIVED:
        return Certified(order, None)
    today = now.astimezone(HONG_KONG).date()
    hold = decide_hold(order.study_id, order.form, today)
    if hold.outcome is Outcome.REFUSED:
        decisions.store(hold, subject=f"study:{order.study_id}", actor=actor, now=now)
        order.state = State.WITHHELD
        order.save(update_fields=["state"])
        return Certified(order, hold)
    facts = copy_facts(order, original_seen=original_seen, right_office=right_office, more=more)
    decision = decide("award.true_copy", facts, as_of=today, university=settings.UNIVERSITY)
    decisions.store(decision, subject=f"study:{order.study_id}", actor=actor, now=now)
    if decision.outcome in (Outcome.ALLOWED, Outcome.NEEDS_APPROVAL):
        order.certified = decision.result["certified"]
        order.prepared_at, order.prepared_by = now, actor
        if not decision.result["waiting"]:
            order.state, order.closed_at, order.closed_by = State.COLLECTED, now, actor
        order.save(update_fields=["certified", "prepared_at", "prepared_by", "state", "closed_at", "closed_by"])
    return Certified(order, decision)
