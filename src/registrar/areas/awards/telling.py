"""Telling students how their orders stand."""

from datetime import datetime
from typing import Any

from registrar.areas.awards.deciding import TITLES
from registrar.areas.platform import notices
from registrar.kernel import Message
from registrar.rulebook.messages import both

from .models import DocumentOrder

KINDS = {
    "unpaid": "award.order_unpaid",
    "withheld": "award.order_withheld",
    "received": "award.order_received",
    "asked": "award.order_asked",
    "declined": "award.order_declined",
    "dispatched": "award.order_dispatched",
    "ready": "award.order_ready",
    "lapsed": "award.order_lapsed",
}


def tell(kind: str, order: DocumentOrder, *, now: datetime, **args: Any) -> None:
    """Send a notice about an order, one of KINDS; the order comes with its study's student."""
    told = {"number": order.number, "document": TITLES[DocumentOrder.Form(order.form)], **args}
    draft = notices.Draft(
        recipient=order.study.student,
        kind=KINDS[kind],
        subject=both(Message(f"{KINDS[kind]}.subject", told)),
        body=both(Message(f"{KINDS[kind]}.body", told)),
        link=f"/documents/{order.number}/",
    )
    notices.send([draft], now=now)
