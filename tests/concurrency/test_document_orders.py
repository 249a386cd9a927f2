"""Orders of documents on a real PostgreSQL: one printing, one sending, one fee, whoever does it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from tests import world
from tests.concurrency.test_seats import at_once

from registrar.areas.awards.actions import dispatch_order as module
from registrar.areas.awards.actions.cancel_order import cancel_order
from registrar.areas.awards.actions.dispatch_order import dispatch_order
from registrar.areas.awards.actions.prepare_order import prepare_order
from registrar.areas.awards.actions.resume_orders import resume_order
from registrar.areas.awards.models import Certificate, DocumentOrder
from registrar.areas.awards.tests.ordering import (
    CHECK,
    NOW,
    POSTED,
    State,
    graduate,
    ordered,
    overdue_debt,
    pay_note,
    stored,
    student,
)
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.finance.queries.books import proof

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 6


def sending(order: DocumentOrder, number: str) -> Any:
    """Return the work of sending an order under a tracking number."""
    return lambda: dispatch_order(order.pk, delivery="registered_mail", tracking_number=number, actor=None, now=NOW)


def prepared() -> DocumentOrder:
    """Return a testimonial that is ready to be sent."""
    order = ordered(student(), "AR4", **POSTED)
    prepare_order(order.pk, address=CHECK, actor=world.user("registry1", "registry"), now=NOW)
    return order


def test_two_officers_send_at_once_and_one_number_stands() -> None:
    # Given a prepared order
    order = prepared()
    # When several officers send it at the same moment
    outcomes = at_once([sending(order, f"RR{n}") for n in range(SESSIONS)])
    # Then one did, and its number is the one on record
    assert sorted(outcomes) == [False] * (SESSIONS - 1) + [True]
    assert stored(order).tracking_number == f"RR{outcomes.index(True)}"


def test_without_the_lock_both_officers_would_send(monkeypatch: pytest.MonkeyPatch) -> None:
    # Negative control: no lock, and both look before either writes
    order = prepared()
    both_have_looked = threading.Barrier(2)

    def unlocked(order_id: int) -> DocumentOrder:
        found = DocumentOrder.objects.select_related("study__student").get(pk=order_id)
        both_have_looked.wait(timeout=20)
        return found

    monkeypatch.setattr(module, "locked_order", unlocked)
    assert at_once([sending(order, "RR1"), sending(order, "RR2")]) == [True, True]


def test_two_officers_prepare_at_once_and_one_document_is_made() -> None:
    # Given
    officer = world.user("registry1", "registry")
    order = ordered(graduate(), "AR4", delivery="collection")
    # When
    work = lambda: prepare_order(order.pk, address=CHECK, actor=officer, now=NOW).done  # noqa: E731
    outcomes = at_once([work] * SESSIONS)
    # Then
    assert sorted(outcomes) == [False] * (SESSIONS - 1) + [True]
    assert Certificate.objects.count() == 1


def test_a_withheld_order_resumed_by_many_is_charged_once() -> None:
    # Given an order that waited for a debt, now paid
    study = student()
    debt = overdue_debt(study)
    order = ordered(study, **POSTED)
    pay_note(debt)
    # When jobs and student look again at the same moment
    outcomes = at_once([lambda: resume_order(order.pk, actor=None, now=NOW).state] * SESSIONS)
    # Then its fee is asked for once
    assert set(outcomes) == {State.AWAITING_PAYMENT}
    assert RaisedCharge.objects.filter(kind="transcript").count() == 1
    assert DebitNote.objects.count() == 2
    assert proof().holds


def test_cancelled_and_prepared_at_once_one_of_them_wins() -> None:
    # Given
    officer = world.user("registry1", "registry")
    order = ordered(student(), "AR4", delivery="collection")
    # When
    cancelled, done = at_once(
        [
            lambda: cancel_order(order.pk, actor=None, now=NOW),
            lambda: prepare_order(order.pk, address=CHECK, actor=officer, now=NOW).done,
        ]
    )
    # Then
    assert cancelled != done
    assert stored(order).state == (State.CANCELLED if cancelled else State.PRINTED)
    assert Certificate.objects.count() == done
