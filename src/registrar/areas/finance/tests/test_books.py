"""The database itself holds the books together: every way round the actions is refused."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests import world

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.reverse_transaction import reverse_transaction
from registrar.areas.finance.actions.reverse_transactions import AlreadyReversed
from registrar.areas.finance.models import Charge, DebitNote, Entry, Payment, Transaction
from registrar.areas.finance.queries.books import proof, trial_balance

from .books import NOW, balances, bank_line, check_constraints_now, note

pytestmark = pytest.mark.django_db


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else None


def until_the_end(text, *values):
    sql(text, *values)
    check_constraints_now()


def refused(text, *values, says=""):
    """Run SQL round the ORM up to the end of its transaction, expect the database to refuse it, see nothing changed."""
    before = balances(), list(DebitNote.objects.values_list("number", "state", "amount").order_by("pk"))
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        until_the_end(text, *values)
    assert (balances(), list(DebitNote.objects.values_list("number", "state", "amount").order_by("pk"))) == before
    assert proof().holds


POSTED = (
    "WITH t AS (INSERT INTO finance_transaction (kind, reference, posted_on, posted_at) "
    "VALUES ('charge', 'raw', '2024-08-20', now()) RETURNING id) "
)


@pytest.fixture
def owed():
    """A note of HK$400 that is not paid."""
    return note(world.study())


@pytest.fixture
def paid(owed):
    """The payment that settles it."""
    return record_payment(bank_line(owed), actor=None, now=NOW).payment


def test_an_unbalanced_transaction(owed):
    bank, income = house_accounts()["bank"], house_accounts()["income:other_fees"]
    entries = "INSERT INTO finance_entry (transaction_id, account_id, side, amount) SELECT t.id, v.a, v.s, v.m FROM t, "
    refused(
        POSTED + entries + "(VALUES (%s, 'debit', 10.00), (%s, 'credit', 9.99)) v(a, s, m)",
        bank,
        income,
        says="does not balance",
    )


def test_a_transaction_without_entries_or_with_one_side(owed):
    refused(POSTED + "SELECT 1", says="no two sides")
    entry = "INSERT INTO finance_entry (transaction_id, account_id, side, amount) SELECT id, %s, 'debit', 5 FROM t"
    refused(POSTED + entry, house_accounts()["bank"], says="no two sides|does not balance")


def test_an_entry_of_nothing_or_less(owed):
    entry = "INSERT INTO finance_entry (transaction_id, account_id, side, amount) VALUES (%s, %s, 'debit', %s)"
    posted, bank = Transaction.objects.get().pk, house_accounts()["bank"]
    for amount in ("0", "-5"):
        refused(entry, posted, bank, amount, says="entry_amount_positive")
    refused(entry, posted, bank, "5", says="does not balance")


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE finance_entry SET amount = 1",
        "UPDATE finance_entry SET side = 'credit' WHERE side = 'debit'",
        "DELETE FROM finance_entry",
        "UPDATE finance_transaction SET reference = 'other'",
        "DELETE FROM finance_transaction",
    ],
)
def test_entries_and_transactions_are_never_edited_or_deleted(owed, text):
    refused(text, says="Cannot")


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE finance_charge SET amount = 1, unit_price = 1",
        "UPDATE finance_charge SET clause = 'polyu-2024-25:8I-09'",
        "DELETE FROM finance_charge",
        "UPDATE finance_debitnote SET amount = 1",
        "UPDATE finance_debitnote SET number = '00000001'",
        "DELETE FROM finance_debitnote",
    ],
)
def test_charges_and_notes_stay_as_they_were_issued(owed, text):
    refused(text, says="Cannot|never_deleted|read")


def test_a_note_is_paid_only_by_an_accepted_payment(owed):
    refused("UPDATE finance_debitnote SET state = 'paid'", says="paid exactly when")


def test_a_paid_note_does_not_become_unpaid_by_itself(paid):
    refused("UPDATE finance_debitnote SET state = 'outstanding'", says="paid exactly when|not exactly")


COPY = (
    "INSERT INTO finance_payment (debit_note_id, channel, amount, bank_reference, received_at, state, decision_id, "
    "transaction_id) SELECT debit_note_id, channel, {amount}, {reference}, received_at, {state}, decision_id, "
    "{posted} FROM finance_payment"
)


def test_one_bank_reference_is_posted_once(paid):
    refused(
        COPY.format(amount="amount", reference="bank_reference", state="'rejected'", posted="NULL"),
        says="bank_reference",
    )


def test_a_note_is_not_paid_twice(paid):
    refused(
        COPY.format(amount="amount", reference="'OTHER'", state="state", posted="transaction_id"),
        says="a_note_is_paid_once|unique",
    )


def test_an_accepted_payment_is_posted_and_exact(paid):
    refused("UPDATE finance_payment SET state = 'rejected'", says="accepted_means_posted")
    refused("UPDATE finance_payment SET amount = 1", says="Cannot|read")
    refused("DELETE FROM finance_payment", says="Cannot")


def test_a_charge_agrees_with_its_transaction_and_its_note(owed):
    # given a balanced posting of HK$10 between two accounts of the university, not the student's
    bank, income = house_accounts()["bank"], house_accounts()["income:other_fees"]
    text = POSTED + (  # noqa: S608 (a test, and no value comes from outside)
        ", e AS (INSERT INTO finance_entry (transaction_id, account_id, side, amount) "
        "SELECT t.id, v.a, v.s, 10.00 FROM t, (VALUES (%s, 'debit'), (%s, 'credit')) v(a, s)) "
        "INSERT INTO finance_charge (study_id, term_id, kind, basis, quantity, unit_price, amount, clause, "
        "decision_id, debit_note_id, transaction_id) "
        "SELECT c.study_id, c.term_id, 'other', 'once', 1, 10, 10, c.clause, c.decision_id, {note}, t.id "
        "FROM finance_charge c, t"
    )
    refused(text.format(note="NULL"), bank, income, says="not what its transaction posts")
    refused(text.format(note="c.debit_note_id"), bank, income, says="not what its transaction posts|sum of its lines")


def test_the_same_thing_is_charged_once(owed):
    text = (
        "INSERT INTO finance_charge (study_id, term_id, kind, basis, quantity, unit_price, amount, clause, "
        "decision_id, debit_note_id, transaction_id) "
        "SELECT study_id, term_id, kind, basis, quantity, unit_price, amount, clause, "
        "decision_id, debit_note_id, transaction_id FROM finance_charge"
    )
    refused(text, says="charged_once|transaction_id")


def test_a_reversal_mirrors_its_original_and_happens_once(owed):
    original = Charge.objects.get().transaction
    before = balances()
    reversal = reverse_transaction(original, actor=None, now=NOW)
    check_constraints_now()
    sides = lambda row: sorted(Entry.objects.filter(transaction=row).values_list("account__code", "side", "amount"))  # noqa: E731
    swapped = {"debit": "credit", "credit": "debit"}
    assert sides(reversal) == sorted((code, swapped[side], amount) for code, side, amount in sides(original))
    assert before
    assert balances() == {}
    for row in (original, reversal):
        with pytest.raises(AlreadyReversed):
            reverse_transaction(row, actor=None, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transaction.objects.filter(pk=reversal.pk).model.objects.create(
            kind="reversal", reference="again", posted_on=NOW.date(), posted_at=NOW, reverses=original
        )


def test_the_trial_balance_proves_itself_and_would_notice(owed):
    lines = trial_balance()
    assert sum(line.balance for line in lines) == 0
    assert [(line.code, line.balance) for line in lines] == [
        ("liability:caution_money", Decimal("-400.00")),
        ("receivable", Decimal("400.00")),
    ]
    assert proof().holds
    # and when the guards are taken away and somebody edits an entry, the proof says so
    check_constraints_now()
    with transaction.atomic():
        sql("ALTER TABLE finance_entry DISABLE TRIGGER USER")
        sql("UPDATE finance_entry SET amount = 399 WHERE side = 'credit'")
        found = proof()
        transaction.set_rollback(True)
    assert (found.unbalanced, found.charges_off, found.holds) == (1, 0, False)
    assert Payment.objects.count() == 0
