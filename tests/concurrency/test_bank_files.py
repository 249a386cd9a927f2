"""Files of the bank on a real PostgreSQL with sessions of their own: each line moves money once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from tests import world
from tests.concurrency.test_seats import at_once

from registrar.areas.finance.actions import apply_bank_file as applying
from registrar.areas.finance.actions import record_payments
from registrar.areas.finance.actions.act_as_bank import act_as_bank
from registrar.areas.finance.actions.answer_bank_order import take_answer
from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.models import BankFile, BankFileLine, DebitNote, Entry, Payment, Transaction
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.sandbox import as_told
from registrar.areas.finance.tests.bank_samples import Entry as Told
from registrar.areas.finance.tests.bank_samples import camt, entry
from registrar.areas.finance.tests.books import NOW, note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SESSIONS = 6


def failures(outcomes: list[Any]) -> list[Exception]:
    return [item for item in outcomes if isinstance(item, Exception)]


def upload(content: bytes) -> BankFile:
    return upload_bank_file(content, "bank.xml", actor=None, now=NOW)[0]


def test_one_file_applied_by_many_at_once_is_posted_once() -> None:
    # Given a file with payments of twelve notes, money of strangers and a reversal
    owed = [note(world.study(f"2400{n:04d}D")) for n in range(12)]
    told = [entry(one, f"B{n}") for n, one in enumerate(owed)]
    told += [Told("L1", "5.00", "24999999"), entry(owed[0], "B0", side="DBIT", reversal=True)]
    file = upload(camt(*told))
    # When it is applied by many at the same moment, in small portions
    outcomes = at_once([lambda: apply_bank_file(file.pk, actor=None, now=NOW, portion=3)] * SESSIONS)
    # Then the work of one is done, and everybody is told the same
    assert failures(outcomes) == []
    assert {tuple(sorted(found.items())) for found in outcomes} == {
        (("accepted", 12), ("taken_back", 1), ("unmatched", 1))
    }
    assert Transaction.objects.filter(kind="payment").count() == 12
    assert Transaction.objects.filter(kind="unmatched").count() == 1
    assert Transaction.objects.filter(kind="reversal").count() == 1
    assert proof().holds


def test_one_file_uploaded_by_many_at_once_is_one_file() -> None:
    owed = note(world.study())
    content = camt(entry(owed, "B1"))
    outcomes = at_once([lambda: upload(content).pk] * SESSIONS)
    assert failures(outcomes) == []
    assert len(set(outcomes)) == 1
    assert BankFile.objects.count() == 1
    assert BankFileLine.objects.count() == 1


def test_without_the_lock_of_the_file_only_the_database_stands_between_a_line_and_a_second_posting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Negative control: no lock at all, and both sessions look before either writes
    owed = note(world.study())
    file = upload(camt(entry(owed, "B1")))
    both_have_looked = threading.Barrier(2)

    def look_only(wanted: dict[str, Any]) -> dict[str, dict[Any, Any]]:
        rows = {label: apps.get_model(label).objects.in_bulk(list(keys)) for label, keys in wanted.items()}
        if "finance.DebitNote" in wanted:
            both_have_looked.wait(timeout=20)
        return rows

    monkeypatch.setattr(record_payments.locking, "lock", look_only)
    monkeypatch.setattr(applying, "record_payments", lambda lines, **told: record_payments._record(lines, **_old(told)))
    outcomes = at_once([lambda: apply_bank_file(file.pk, actor=None, now=NOW)] * 2)
    # Then both want to post the line; one is stopped by a constraint, and the books hold
    assert [type(item) for item in failures(outcomes)] == [IntegrityError]
    assert Transaction.objects.filter(kind="payment").count() == 1
    assert Entry.objects.filter(account__code="bank").count() == 1
    assert proof().holds


def _old(told: dict[str, Any]) -> dict[str, Any]:
    """The parts of the action's arguments under the names of its inner half."""
    return {"actor": told["actor"], "now": told["now"]}


def test_a_callback_and_the_banks_file_tell_of_one_payment_at_the_same_moment() -> None:
    # Given payments that the gateway tells of and that stand in the bank's file as well
    pairs = []
    for n in range(4):
        owed = note(world.study(f"2400{n:04d}D"))
        order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
        assert order is not None
        pairs.append((owed, act_as_bank(order, "exact", now=NOW)))
    file = upload(camt(*[entry(owed, f"B{n}", end_to_end=known.reference) for n, (owed, known) in enumerate(pairs)]))
    # When both arrive at once
    calls = [lambda known=known: take_answer(as_told(known, "paid"), now=NOW) for _, known in pairs]
    outcomes = at_once([*calls, lambda: apply_bank_file(file.pk, actor=None, now=NOW, portion=1)])
    # Then each payment is there once, and each note is paid
    assert failures(outcomes) == []
    assert Payment.objects.filter(state="accepted").count() == Payment.objects.count() == 4
    assert set(BankFileLine.objects.values_list("outcome", flat=True)) <= {"accepted", "repeated"}
    assert set(DebitNote.objects.values_list("state", flat=True)) == {"paid"}
    assert proof().holds


def test_money_sent_back_by_many_at_once_goes_back_once() -> None:
    file = upload(camt(Told("L1", "5.00", "24999999")))
    apply_bank_file(file.pk, actor=None, now=NOW)
    waiting = file.lines.get().unmatched
    ask_return(waiting.pk, "unknown", actor=None, now=NOW)
    second = world.user("fin002", "finance")
    outcomes = at_once([lambda: return_payment(waiting.pk, actor=second, now=NOW)] * SESSIONS)
    assert failures(outcomes) == []
    assert Transaction.objects.filter(kind="returned").count() == 1
    assert proof().holds
