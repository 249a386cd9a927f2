"""Taking an order as far as it can go by itself."""

from datetime import datetime
from typing import Any

from registrar.areas.awards.deciding import SERVICES, decide_hold, decide_lapse, reference_of
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import settled
from registrar.areas.awards.telling import tell
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Money, Outcome

State = DocumentOrder.State


def continue_order(order: DocumentOrder, *, actor: Any, now: datetime) -> None:
    """Withhold an order, ask for its fee, or hand it to the office; call it in a transaction, with the study locked.

    Holds are looked at before the fee is asked for, and the decision about them is stored (polyu-2024-25:7C-09). The
    fee is charged once, whoever continues the order. The order comes with its study and student.
    """
    before = order.state
    today = now.astimezone(HONG_KONG).date()
    hold = decide_hold(order.study_id, order.form, today)
    if hold.outcome is Outcome.REFUSED:
        order.state = State.WITHHELD
        if before != State.WITHHELD:
            decisions.store(hold, subject=f"study:{order.study_id}", actor=actor, now=now)
    elif order.charge_id is None:
        _ask_for_fee(order, actor, now)
    else:
        order.state = State.PAID if settled(order) else State.AWAITING_PAYMENT
    order.save(update_fields=["state", "charge", "asked_to_pay_at"])
    if order.state != before:
        _tell(order, now)


def _ask_for_fee(order: DocumentOrder, actor: Any, now: datetime) -> None:
    """Charge the fee that the rule names; what costs nothing goes to the office at once."""
    if order.fee == 0:
        order.state = State.RECEIVED
        return
    # The order lapses unpaid long before a debit note of its kind would be due: its note must not promise more days.
    order.asked_to_pay_at = now
    due = decide_lapse(order, now.astimezone(HONG_KONG).date(), begun=False).result.get("lapses_on")
    cause = Cause(SERVICES[order.form], order.study_id, reference_of(order.number), quantity=order.copies, due=due)
    (raised,) = raise_charges([cause], actor=actor, now=now, notify=False)
    order.charge, order.state = raised.charge, State.AWAITING_PAYMENT


def _tell(order: DocumentOrder, now: datetime) -> None:
    if order.state == State.WITHHELD:
        tell("withheld", order, now=now)
    elif order.state == State.AWAITING_PAYMENT:
        if order.fee is not None:
            lapse = decide_lapse(order, now.astimezone(HONG_KONG).date(), begun=False)
            tell("unpaid", order, now=now, amount=Money(order.fee), day=lapse.result["lapses_on"])
    else:
        tell("received", order, now=now)
