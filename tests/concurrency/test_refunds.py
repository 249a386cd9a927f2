"""Refunds on a real PostgreSQL with sessions of their own: granted once, batched once, paid once."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests import world
from tests.concurrency.at_once import at_once

from registrar.areas.finance.actions import offset_transfer as transfer_module
from registrar.areas.finance.actions import release_batch as release_module
from registrar.areas.finance.actions.cancel_programme_refunds import cancel_programme_refunds
from registrar.areas.finance.actions.confirm_refund import confirm_refund
from registrar.areas.finance.actions.mark_returned import mark_returned
from registrar.areas.finance.actions.offset_transfer import offset_transfer
from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.refund_appeal_fee import refund_appeal_fee
from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds
from registrar.areas.finance.models import DebitNote, Refund, RefundBatch, RefundLine, Transaction
from registrar.areas.finance.queries import refund_proposals as proposals_module
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.tests.books import NOW, balances, bank_line
from registrar.areas.finance.tests.refunding import OTHER, appealed, granted, officers, paid, with_account
from registrar.areas.finance.tests.test_raise_debit_notes import AFTER, BEFORE, bill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 6


def failures(outcomes: list[Any]) -> list[Exception]:
    """Return what went wrong."""
    return [item for item in outcomes if isinstance(item, Exception)]


def ready(count: int = 1) -> tuple[Any, Any]:
    """Make so many students with a refund that is due, and two people of the Finance Office."""
    for number in range(count):
        study = world.study(f"2400{number:04d}D")
        paid(study)
        with_account(study)
        granted(study, cause=f"cause:{number}")
    return officers()


def test_a_refund_asked_by_many_at_once_is_granted_once() -> None:
    study = world.study()
    paid(study)
    term = world.term()
    one, other = officers()
    asked: dict[str, Any] = {"applied_on": NOW.date(), "event": "withdrawal", "approval": "AR6 1, 2024-08-19"}

    def ask() -> Any:
        return refund_term_tuition(study.pk, term, **asked, actor=one, now=NOW)

    outcomes = at_once([ask] * SESSIONS)
    assert failures(outcomes) == []
    assert sum(item.refund is not None for item in outcomes) == 1
    assert not Transaction.objects.filter(kind="refund").exists()
    # and a second person who confirms it many times at once books it once
    proposed = Refund.objects.get()
    said = at_once([lambda: confirm_refund(proposed.pk, actor=other, now=NOW)] * SESSIONS)
    assert failures(said) == []
    assert said.count(None) == 1
    assert Transaction.objects.filter(kind="refund").count() == 1
    assert balances()["income:tuition:ugc"] == Decimal(-5000)


@pytest.mark.parametrize("seed", range(3))
def test_an_appeal_upheld_by_many_at_once_never_brings_back_more_than_was_paid(seed: int) -> None:
    chance = random.Random(seed)
    papers = chance.randint(1, 6)
    charge = appealed(world.study(), papers=papers)

    def uphold(upheld: int) -> Callable[[], Any]:
        return lambda: refund_appeal_fee(charge.pk, matter="subject_result", upheld=upheld, actor=None, now=NOW)

    outcomes = at_once([uphold(chance.randint(1, papers)) for _ in range(SESSIONS)])
    assert failures(outcomes) == []
    granted_ = [item.refund.amount for item in outcomes if item.refund is not None]
    assert len(granted_) == 1
    assert list(Refund.objects.values_list("amount", flat=True)) == granted_
    assert granted_[0] <= Decimal(125 * papers)
    assert proof().holds


def everything_at_once(study: Any, one: Any) -> list[Callable[[], Any]]:
    """Return every way in which a term's tuition can be asked back, for one student."""
    term, fewer = world.term(), replace(bill(study), credits=1, subjects=())
    leaving: dict[str, Any] = {"applied_on": NOW.date(), "event": "withdrawal", "approval": "AR6 1, 2024-08-19"}
    told: dict[str, Any] = {"actor": None, "now": AFTER}
    return [
        lambda: raise_debit_notes([fewer], term=term, **told),
        lambda: offset_transfer(study.pk, term, Decimal("100.00"), **told),
        lambda: refund_term_tuition(study.pk, term, **leaving, actor=one, now=AFTER),
        lambda: cancel_programme_refunds(study.programme_id, from_term=term.pk, **told),
    ]


def billed_and_paid() -> Any:
    """Make a student who has paid for three credits."""
    study = world.study(mode="part_time", entry_term=world.term("2023/24-S1", "2023-09-04"))
    raise_debit_notes([bill(study, credits=3)], term=world.term(), actor=None, now=BEFORE)
    paying = bank_line(DebitNote.objects.get(), credited_at=BEFORE)
    assert record_payment(paying, actor=None, now=BEFORE).accepted
    return study


@pytest.mark.parametrize("seed", range(3))
def test_tuition_asked_back_in_every_way_at_once_is_never_more_than_was_paid(seed: int) -> None:
    study, (one, _) = billed_and_paid(), officers()
    work = everything_at_once(study, one) * 2
    random.Random(seed).shuffle(work)
    assert failures(at_once(work)) == []
    back = Refund.objects.exclude(state="cancelled").values_list("amount", flat=True)
    assert Decimal(0) < sum(back) <= Decimal(4215)
    assert proof().holds


def test_without_the_lock_only_the_database_keeps_two_refunds_below_what_was_paid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: the lock is taken away, and both sessions look before either writes
    study, (one, _) = billed_and_paid(), officers()
    _, transfers, leaves, _ = everything_at_once(study, one)
    both_have_looked = threading.Barrier(2)
    look = proposals_module.paid_tuition

    def look_together(*asked: Any) -> Any:
        found = look(*asked)
        both_have_looked.wait(timeout=20)
        return found

    monkeypatch.setattr(proposals_module, "paid_tuition", look_together)
    rows = {"studies.Study": {study.pk: study}}
    monkeypatch.setattr(transfer_module.locking, "lock", lambda wanted: rows)
    outcomes = at_once([transfers, leaves])
    # Then both propose the whole, and the database stops one of them
    assert [isinstance(item, IntegrityError) for item in failures(outcomes)] == [True]
    assert "more than was paid" in str(failures(outcomes)[0])
    assert Refund.objects.count() == 1
    assert proof().holds


def test_batches_prepared_by_many_at_once_share_no_refund() -> None:
    one, other = ready(5)

    def prepares(who: Any) -> Callable[[], Any]:
        return lambda: prepare_batch(actor=who, now=NOW)

    outcomes = at_once([prepares(who) for who in (one, other) * 3])
    assert failures(outcomes) == []
    assert RefundLine.objects.count() == 5
    assert sum(item.batch.lines_count for item in outcomes if item.batch) == 5


def test_a_batch_released_by_many_at_once_is_paid_once() -> None:
    one, other = ready(3)
    batch = prepare_batch(actor=one, now=NOW).batch
    assert batch is not None
    outcomes = at_once([lambda: release_batch(batch.pk, actor=other, now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert sum(item.refused is None for item in outcomes) == 1
    assert Transaction.objects.filter(kind="payout").count() == 3
    assert proof().holds


def test_an_account_changed_while_its_batch_is_released_never_gets_the_money() -> None:
    one, other = ready()
    batch = prepare_batch(actor=one, now=NOW).batch
    assert batch is not None
    study = Refund.objects.get().study
    work: list[Callable[[], Any]] = [
        lambda: release_batch(batch.pk, actor=other, now=NOW),
        lambda: with_account(study, OTHER, NOW),
    ]
    outcomes = at_once(work)
    # Either the payment went to the account of before, or it was dropped and waits
    assert failures(outcomes) == []
    refund = Refund.objects.get()
    line = RefundLine.objects.get()
    if refund.state == "paid":
        assert line.bank_account.number != OTHER.number
    else:
        assert (refund.state, refund.held_for) == ("held", "cooling_off")
        assert line.transaction is None


def test_a_payout_returned_by_many_at_once_is_reversed_once() -> None:
    one, other = ready()
    batch = prepare_batch(actor=one, now=NOW).batch
    assert batch is not None
    release_batch(batch.pk, actor=other, now=NOW)
    refund = Refund.objects.get()
    later = NOW + timedelta(days=2)
    work: list[Callable[[], Any]] = [lambda: mark_returned(refund.pk, "AC04", actor=one, now=later)] * SESSIONS
    work += [lambda: review_refunds(held_refunds(), actor=None, now=later)] * 2
    outcomes = at_once(work)
    assert failures(outcomes) == []
    assert Transaction.objects.filter(kind="reversal").count() == 1
    refund.refresh_from_db()
    assert (refund.state, refund.held_for) == ("held", "returned")
    assert proof().holds


def test_without_the_lock_only_the_database_stands_between_a_batch_and_a_second_payment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: the lock is taken away, and both sessions look before either writes
    one, other = ready()
    third = world.user("fin003", "finance")
    batch = prepare_batch(actor=one, now=NOW).batch
    assert batch is not None
    both_have_looked = threading.Barrier(2)

    def look_only(wanted: dict[str, Any]) -> dict[str, dict[Any, Any]]:
        rows = {label: apps.get_model(label).objects.in_bulk(list(keys)) for label, keys in wanted.items()}
        both_have_looked.wait(timeout=20)
        return rows

    monkeypatch.setattr(release_module.locking, "lock", look_only)

    def release(who: Any) -> Callable[[], Any]:
        def work() -> bool:
            with transaction.atomic():
                return release_batch(batch.pk, actor=who, now=NOW).refused is None

        return work

    outcomes = at_once([release(other), release(third)])
    # Then both take the batch for one that waits; one of them is stopped by a constraint, and it is paid once
    assert [item for item in outcomes if item is True] == [True]
    assert [isinstance(item, IntegrityError) for item in failures(outcomes)] == [True]
    assert Transaction.objects.filter(kind="payout").count() == 1
    assert RefundBatch.objects.get().state == "released"
    assert proof().holds
