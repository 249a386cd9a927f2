"""Orders of documents."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.awards.models import CertificationHold, DocumentOrder
from registrar.areas.finance.queries.under_way import begun_on
from registrar.areas.people.policies import Role, roles_of
from registrar.areas.studies.queries.of_student import of_student

State = DocumentOrder.State
TO_PREPARE = (State.PAID, State.RECEIVED)
TO_CANCEL = (State.AWAITING_DECISION, State.WITHHELD, State.AWAITING_PAYMENT, State.PAID, State.RECEIVED)
# Of a fee that is settled, as the student account has it: paid, or let off.
SETTLED = Q(charge__debit_note__state="paid") | Q(charge__state="waived")


def all_orders() -> QuerySet[DocumentOrder]:
    """Return every order with the people and the fee that its pages show."""
    return DocumentOrder.objects.select_related(
        "study__student__person",
        "study__programme__department__faculty",
        "charge__debit_note",
        "transcript",
        "decision",
        "prepared_by__person",
        "closed_by__person",
        "answered_by__person",
    )


def orders_of(user: Any) -> list[DocumentOrder]:
    """Return the orders of somebody's studies, the newest first; one query."""
    return list(all_orders().filter(study__student=user))


def submitted_orders() -> QuerySet[DocumentOrder]:
    """Return the orders that offices see: what was never paid was never submitted (polyu-2024-25:7A-01)."""
    given_up = Q(state=State.CANCELLED, asked_to_pay_at__isnull=False)
    unpaid = (Q(state=State.AWAITING_PAYMENT) | given_up) & ~SETTLED
    return all_orders().exclude(unpaid | Q(state=State.LAPSED))


def orders_for(user: Any) -> QuerySet[DocumentOrder]:
    """Return the submitted orders that somebody of an office sees: all, or the true copies of the own Faculty's awards.

    One query for the departments of a Faculty office, none for the registry and auditors.
    """
    rows = submitted_orders()
    held = roles_of(user)
    if Role.REGISTRY in held or Role.AUDITOR in held:
        return rows
    mine = held.get(Role.DEPARTMENT, set())
    copies = rows.filter(form=DocumentOrder.Form.TRUE_COPY)
    if "" in mine:
        return copies
    return copies.filter(study__programme__department__faculty__departments__in=mine).distinct()


def submitted(order: DocumentOrder) -> bool:
    """Whether an order has reached the offices, as `submitted_orders` has it."""
    given_up = order.state == State.CANCELLED and order.asked_to_pay_at is not None
    unpaid = (order.state == State.AWAITING_PAYMENT or given_up) and not (
        order.charge_id is not None and settled(order)
    )
    return not (unpaid or order.state == State.LAPSED)


def one_order(number: str) -> DocumentOrder | None:
    """Return the order of a number, None without one."""
    return all_orders().filter(number=number).first()


def matching_orders(rows: QuerySet[DocumentOrder], text: str) -> QuerySet[DocumentOrder]:
    """Return those whose number, tracking number or student a text names."""
    named = Q(number__icontains=text) | Q(tracking_number__icontains=text)
    return rows.filter(named | of_student(text, "study__"))


def settled(order: DocumentOrder) -> bool:
    """Whether nothing is to be paid for an order any more: no fee, paid, or let off."""
    charge: Any = order.charge
    if charge is None:
        return True
    note = charge.debit_note
    return charge.state == "waived" or (note is not None and note.state == "paid")


def state_of(order: DocumentOrder) -> State:
    """Return how an order stands this moment: paid as soon as its fee is, though nothing was written since."""
    if order.state == State.AWAITING_PAYMENT and order.charge_id is not None and settled(order):
        return State.PAID
    return State(order.state)


def payment_begun(order: DocumentOrder, now: datetime) -> bool:
    """Whether a payment of the order's fee is under way at the bank."""
    charge: Any = order.charge
    return charge is not None and charge.debit_note is not None and begun_on(charge.debit_note, now) is not None


def holds_in_force() -> QuerySet[CertificationHold]:
    """Return what the registry has on record against certifying studies, with the students."""
    rows = CertificationHold.objects.filter(ended_at=None)
    return rows.select_related("study__student__person", "raised_by__person")
