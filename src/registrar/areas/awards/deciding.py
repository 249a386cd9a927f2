"""Asking the rules on documents."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.awards.facts import Wanted, hold_facts, order_facts
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Decision, Money
from registrar.rulebook import decide

from .models import DocumentOrder

# What each document is called in notices and on paper; on pages the reader's language chooses the model's label.
TITLES = {
    DocumentOrder.Form.TRANSCRIPT: Bilingual("Transcript of Studies", "成績單"),
    DocumentOrder.Form.TESTIMONIAL: Bilingual("Testimonial", "修業證明書"),
    DocumentOrder.Form.CERTIFICATION: Bilingual("Certification of Award", "學術資格證明"),
    DocumentOrder.Form.TRUE_COPY: Bilingual("certified true copy", "核證副本"),
}
# The form -> the kind of charge in finance.charge_kinds.
SERVICES = {"AR3": "transcript", "AR4": "testimonial", "AR106": "certification", "AR5": "true_copy"}


def decide_order(study: Any, wanted: Wanted, today: date) -> Decision:
    """Return whether a study's document may be ordered, and for how much."""
    facts = order_facts(study, wanted, today)
    return decide("award.document_order", facts, as_of=today, university=settings.UNIVERSITY)


def decide_hold(study_id: int, form: str, today: date) -> Decision:
    """Return whether certifications of a study are withheld today (polyu-2024-25:7C-09)."""
    return decide(
        "award.certification_hold", hold_facts(study_id, form, today), as_of=today, university=settings.UNIVERSITY
    )


def decide_lapse(order: DocumentOrder, today: date, *, begun: bool) -> Decision:
    """Return whether an unpaid order lapses today; the fee has been asked for."""
    asked = order.asked_to_pay_at or order.ordered_at
    facts = {"asked_on": asked.astimezone(HONG_KONG).date(), "begun": begun}
    return decide("award.order_lapse", facts, as_of=today, university=settings.UNIVERSITY)


def fee_of(decision: Decision) -> Decimal | None:
    """Return what an order costs by its fresh decision, in HK$; None where nobody has set a price."""
    amount = decision.result.get("amount")
    return amount.amount if isinstance(amount, Money) else None


def reference_of(number: str) -> str:
    """Return the reference of an order's charge; charges with it are paid in advance and never owed."""
    return f"order:{number}"
