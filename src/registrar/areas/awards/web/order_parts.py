"""How orders of documents are shown."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import settled, state_of
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Bilingual, Money
from registrar.ui.joining import bracketed
from registrar.ui.parts import Link, Row, Step, Tag
from registrar.ui.words import day, in_reader_language, moment

State = DocumentOrder.State
Form = DocumentOrder.Form
COLOURS = {
    State.AWAITING_DECISION: "purple",
    State.WITHHELD: "orange",
    State.AWAITING_PAYMENT: "blue",
    State.PAID: "purple",
    State.RECEIVED: "purple",
    State.PRINTED: "blue",
    State.DISPATCHED: "green",
    State.COLLECTED: "green",
    State.DECLINED: "red",
}
ENDED = frozenset({State.DECLINED, State.CANCELLED, State.LAPSED})
PREPARED = frozenset({State.PRINTED, State.DISPATCHED, State.COLLECTED})


def order_title(order: DocumentOrder) -> str:
    """Return what was ordered, with its form."""
    return str(bracketed(Form(order.form).label, order.form))


def programme_title(programme: Any) -> str:
    """Return a programme's code and title in the reader's language."""
    return f"{programme.code} {in_reader_language(Bilingual(programme.title_en, programme.title_zh))}"


def address_lines(text: str) -> str:
    """Return an address line by line."""
    return format_html_join(mark_safe("<br>"), "{}", ((line.strip(),) for line in text.splitlines() if line.strip()))


def state_tag(order: DocumentOrder) -> Tag:
    """Return how an order stands this moment."""
    state = state_of(order)
    return Tag(state.label, COLOURS.get(state, "grey"))


def fee(order: DocumentOrder) -> Any:
    """Return what an order costs: an amount, or that it is free."""
    if order.fee is None:
        return _("The Finance Office names the amount")
    return Money(order.fee) if order.fee else _("Free of charge")


def next_step(order: DocumentOrder) -> Any:
    """Return what the student can do now: pay, see why it waits, or nothing."""
    charge: Any = order.charge
    if state_of(order) == State.AWAITING_PAYMENT and charge is not None and charge.debit_note is not None:
        return Link(_("Pay"), reverse("finance:pay_note", args=[charge.debit_note.number]))
    if order.state == State.WITHHELD:
        return Link(_("Why it waits"), reverse("awards:order", args=[order.number]))
    return "–"


def order_rows(order: DocumentOrder, *, staff: bool) -> list[Row]:
    """Return everything about an order; `staff` adds whose it is and who did what."""
    person = order.study.student.person
    charge: Any = order.charge
    rows = [Row(_("Student"), f"{order.study.student_number} {person.in_full}")] if staff else []
    rows += [
        Row(_("Programme"), programme_title(order.study.programme)),
        Row(_("State"), state_tag(order)),
        Row(_("Copies"), order.copies),
        Row(_("Fee"), fee(order)),
        Row(_("Ordered on"), moment(order.ordered_at)),
    ]
    if charge is not None and charge.debit_note is not None and not staff:
        rows.append(
            Row(
                _("Debit note"),
                Link(charge.debit_note.number, reverse("finance:note", args=[charge.debit_note.number])),
            )
        )
    rows.append(Row(_("Delivery"), order.get_delivery_display()))
    for key, text in (
        (_("Address"), address_lines(order.address)),
        (_("Parchment"), order.get_parchment_display() if order.parchment else ""),
        (_("Reason"), order.reason),
        (_("Electronic version"), _("Yes, beside the paper one") if order.electronic else ""),
        (_("Answer"), order.answer),
        (_("Tracking number"), order.tracking_number),
        (_("Copies certified"), str(order.certified) if order.certified else ""),
    ):
        if text:
            rows.append(Row(key, text))
    if staff:
        rows += _who(order)
    return rows


def _who(order: DocumentOrder) -> list[Row]:
    done = (
        (_("Answered by"), order.answered_by, order.answered_at),
        (_("Prepared by"), order.prepared_by, order.prepared_at),
        (pgettext("order", "Closed by"), order.closed_by, order.closed_at),
    )
    return [Row(key, bracketed(str(by.person), moment(at))) for key, by, at in done if by is not None and at]


def order_steps(order: DocumentOrder) -> list[Step]:
    """Return the way of an order: ordered, paid, prepared, sent or handed over."""
    state = state_of(order)
    steps = [Step(pgettext("step", "Order"), "done", _day(order.ordered_at))]
    if state in ENDED:
        return [*steps, Step(state.label, "current", _day(order.closed_at) if order.closed_at else "")]
    waits = state in (State.WITHHELD, State.AWAITING_DECISION)
    if waits:
        steps.append(Step(state.label, "current"))
    if order.charge_id is not None:
        paid = settled(order)
        steps.append(
            Step(
                pgettext("step", "Payment"),
                "done" if paid else "current" if state == State.AWAITING_PAYMENT else "ahead",
            )
        )
    to_do = state in (State.PAID, State.RECEIVED)
    last = (
        pgettext("step", "Handing over")
        if order.delivery == DocumentOrder.Delivery.COLLECTION
        else pgettext("step", "Dispatch")
    )
    if order.form != Form.TRUE_COPY:
        made = state in PREPARED
        note = _day(order.prepared_at) if made and order.prepared_at else ""
        steps.append(Step(pgettext("step", "Preparation"), "done" if made else "current" if to_do else "ahead", note))
    over = state in (State.DISPATCHED, State.COLLECTED)
    current = state == State.PRINTED or (order.form == Form.TRUE_COPY and to_do)
    note = _day(order.closed_at) if over and order.closed_at else ""
    return [*steps, Step(last, "done" if over else "current" if current else "ahead", note)]


def _day(at: datetime) -> str:
    return day(at.astimezone(HONG_KONG).date())
