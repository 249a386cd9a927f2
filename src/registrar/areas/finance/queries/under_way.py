"""Payments that were begun at the bank and whose outcome is awaited."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from registrar.areas.finance.models import BankOrder, DebitNote
from registrar.areas.platform.clock import HONG_KONG

# An order that the bank has not answered by then is left to the Finance Office; a later callback is still taken.
GIVEN_UP = timedelta(days=7)
FETCHED = "open_orders"
UNPAID = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


def with_open_orders() -> Any:
    """Return what to prefetch with notes, so that asking about their open orders takes one query for all of them."""
    return Prefetch("orders", BankOrder.objects.filter(answered_at=None).order_by("opened_at", "pk"), FETCHED)


def open_orders(note: DebitNote) -> Sequence[BankOrder]:
    """Return the orders of a note that the bank has not answered, the oldest first; no query once fetched with it."""
    if hasattr(note, FETCHED):
        return list(getattr(note, FETCHED))
    return list(note.orders.filter(answered_at=None).order_by("opened_at", "pk"))


def awaited(order: BankOrder, now: datetime) -> bool:
    """Whether the bank may still be expected to answer an open order."""
    return order.answered_at is None and order.opened_at > now - GIVEN_UP


def begun_on(note: DebitNote, now: datetime) -> date | None:
    """Return the day on which the oldest payment under way was begun, None without one."""
    days = (order.opened_at.astimezone(HONG_KONG).date() for order in open_orders(note) if awaited(order, now))
    return min(days, default=None)


def orders_of_late_notes(now: datetime) -> QuerySet[BankOrder]:
    """Return the open orders of unpaid notes whose deadline day is over.

    Those of notes that were not marked yet whatever their age, the others while the bank may be expected to answer.
    """
    today = now.astimezone(HONG_KONG).date()
    rows = BankOrder.objects.filter(answered_at=None, debit_note__deadline__lt=today, debit_note__state__in=UNPAID)
    waiting = Q(debit_note__state=DebitNote.State.OUTSTANDING) | Q(opened_at__gt=now - GIVEN_UP)
    return rows.filter(waiting).order_by("opened_at", "pk")


def orders_given_up(now: datetime) -> QuerySet[BankOrder]:
    """Return the orders that nobody asks about any more and nobody has closed, the oldest first."""
    rows = BankOrder.objects.filter(answered_at=None, opened_at__lte=now - GIVEN_UP)
    return rows.select_related("debit_note__study__student__person").order_by("opened_at", "pk")
