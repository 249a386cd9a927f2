"""Asking the bank about orders that it has not answered."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from registrar.areas.finance.actions.answer_bank_order import take_answer
from registrar.areas.finance.gateway import BadCallback, gateway
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.queries.under_way import GIVEN_UP

log = logging.getLogger("registrar.finance")
# A payer is given this long at the bank's page before anybody asks, and the bank this long between two questions.
PATIENCE = timedelta(minutes=10)
MOST = 500


def ask_bank(*, now: datetime) -> int:
    """Ask about every open order that is due a question, and take the answers; return how many there were.

    Run twice or a day late it does no harm: an answer that came meanwhile gives the same result. Where the bank
    can't be reached the order stays open and is asked about again, until it is left to the Finance Office.
    """
    quiet = Q(asked_at=None) | Q(asked_at__lt=now - PATIENCE)
    due = BankOrder.objects.filter(
        quiet, answered_at=None, opened_at__lt=now - PATIENCE, opened_at__gt=now - GIVEN_UP
    ).order_by("opened_at", "pk")[:MOST]
    return ask_about(due, now=now)


def ask_about(orders: Iterable[BankOrder], *, now: datetime) -> int:
    """Ask about these orders, whenever they were asked about last; return how many the bank answered."""
    answered = 0
    for order in orders:
        try:
            told = gateway().ask(order, now)
            if told is not None:
                take_answer(told, now=now)
                answered += 1
        except (OSError, BadCallback) as error:
            log.warning("the bank gave no usable answer about order %s: %s", order.pk, error)
        BankOrder.objects.filter(pk=order.pk).update(asked_at=now)
    return answered
