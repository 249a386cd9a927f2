from collections import Counter
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from tests import world

from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.bank_file_lines import UnreadableFile
from registrar.areas.finance.models import BankFile, BankFileLine, DebitNote, Payment, Transaction, UnmatchedPayment
from registrar.areas.finance.queries.books import proof
from registrar.areas.platform.jobs import Progress

from .bank_samples import Entry, camt, entry, table
from .books import NOW, balances, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db
ROUND_THE_ACTIONS = [
    "UPDATE finance_bankfileline SET outcome = 'accepted' WHERE file_id = %(file)s",
    "UPDATE finance_bankfileline SET problem = 'amount', outcome = 'accepted' WHERE file_id = %(file)s",
    """INSERT INTO finance_transaction (kind, reference, posted_on, posted_at)
       SELECT kind, reference, posted_on, posted_at FROM finance_transaction WHERE kind = 'payment'""",
    """INSERT INTO finance_bankfile (stored_id, name, format, message, problem, uploaded_at)
       SELECT stored_id, name, format, message, problem, uploaded_at FROM finance_bankfile WHERE id = %(file)s""",
]


def upload(content, name="bank.xml"):
    return upload_bank_file(content, name, actor=None, now=NOW)[0]


def expected(file):
    return list(file.lines.order_by("place").values_list("expected", flat=True))


def applied(file, **options):
    counts = apply_bank_file(file.pk, actor=None, now=NOW, **options)
    check_constraints_now()
    assert proof().holds
    return counts


def mixed(first, second):
    """A file with an exact, a short, a doubled, an unknown, a seven-digit and an unreadable line."""
    return camt(
        entry(first, "B1"),
        entry(second, "B2", amount="399.00"),
        entry(first, "B1"),
        Entry("B4", "10.00", "24999999"),
        # HB24-8C-18/2
        Entry("B5", "11.00", "2400001"),
        Entry("B6", "12.00", "24000001", day="yesterday"),
    )


@pytest.fixture
def notes():
    return note(world.study()), note(world.study("24000002D"))


def test_each_line_gets_its_own_answer_and_the_rest_is_kept(notes):
    # when a mixed file is uploaded
    file = upload(mixed(*notes))
    # then nothing is posted, and each line says what would become of it
    assert expected(file) == ["accepted", "rejected", "duplicate", "unmatched", "unmatched", "unreadable"]
    assert not Payment.objects.exists()
    assert Transaction.objects.exclude(kind="charge").count() == 0
    # when it is applied
    counts = applied(file)
    # then it has become of them
    assert counts == {"accepted": 1, "rejected": 1, "duplicate": 1, "unmatched": 2, "unreadable": 1}
    assert expected(file) == list(file.lines.order_by("place").values_list("outcome", flat=True))
    assert [n.state for n in DebitNote.objects.order_by("number")] == ["paid", "outstanding"]
    assert balances()["bank"] == Decimal("820.00")
    assert balances()["liability:unmatched"] == Decimal("-420.00")
    assert Counter(UnmatchedPayment.objects.values_list("reason", flat=True)) == {"unknown": 2, "rejected": 1}
    file.refresh_from_db()
    assert file.applied_at == NOW


def test_the_same_file_twice_changes_nothing(notes):
    content = mixed(*notes)
    file = upload(content)
    applied(file)
    before = balances(), Transaction.objects.count(), Payment.objects.count()
    # when it comes again, under another name, and is applied again
    again, new = upload_bank_file(content, "copy.xml", actor=None, now=NOW)
    assert (again, new) == (file, False)
    applied(again)
    # then nothing has changed
    assert (balances(), Transaction.objects.count(), Payment.objects.count()) == before
    assert BankFile.objects.count() == 1


def test_the_same_lines_in_another_file_are_seen_before(notes):
    applied(upload(mixed(*notes)))
    before = balances()
    other = upload(camt(*[entry(notes[0], "B1"), entry(notes[1], "B2", amount="399.00")], version="04"))
    assert expected(other) == ["repeated", "repeated"]
    assert applied(other) == {"repeated": 2}
    assert balances() == before


def test_the_same_reference_with_other_facts_is_told_and_not_posted(notes):
    applied(upload(camt(entry(notes[0], "B1"))))
    before = balances()
    other = upload(camt(entry(notes[1], "B1")))
    assert expected(other) == ["conflict"]
    assert applied(other) == {"conflict": 1}
    assert balances() == before


def test_a_file_that_breaks_off_is_kept_up_to_the_break(notes):
    whole = camt(entry(notes[0], "B1"), entry(notes[1], "B2"))
    file = upload(whole[: whole.index(b"B2") + 30])
    assert file.problem == "breaks_off"
    assert applied(file) == {"accepted": 1, "unreadable": 1}
    # and the whole file later adds the rest
    assert applied(upload(whole)) == {"repeated": 1, "accepted": 1}
    assert {n.state for n in DebitNote.objects.all()} == {"paid"}


def test_a_reversal_takes_the_payment_back_once(notes):
    owed = notes[0]
    applied(upload(camt(entry(owed, "B1"))))
    back = camt(entry(owed, "B1", side="DBIT", reversal=True))
    file = upload(back)
    assert expected(file) == ["taken_back"]
    assert applied(file) == {"taken_back": 1}
    owed.refresh_from_db()
    assert owed.state == "outstanding"
    assert "bank" not in balances()
    # another file that says so again
    assert applied(upload(camt(entry(owed, "B1", side="DBIT", reversal=True), version="04"))) == {"repeated": 1}
    # a reversal of what never came
    assert applied(upload(camt(entry(owed, "B77", side="DBIT", reversal=True)))) == {"nothing": 1}


def test_money_that_waits_is_taken_back_too(notes):
    applied(upload(camt(Entry("B4", "10.00", "24999999"))))
    assert applied(upload(camt(Entry("B4", "10.00", side="DBIT", reversal=True)))) == {"taken_back": 1}
    assert "liability:unmatched" not in balances()
    assert UnmatchedPayment.objects.get().returned_at == NOW


def test_a_payment_and_its_reversal_in_one_file(notes):
    file = upload(camt(entry(notes[0], "B1"), entry(notes[0], "B1", side="DBIT", reversal=True)))
    assert expected(file) == ["accepted", "taken_back"]
    assert applied(file) == {"accepted": 1, "taken_back": 1}
    assert DebitNote.objects.get(pk=notes[0].pk).state == "outstanding"


def test_a_transfer_in_a_file_is_held_and_made_up():
    owed = note(world.study(), line("65000.00", "tuition"))
    file = upload(camt(entry(owed, "W1", amount="64940.00", code="TTR"), entry(owed, "W2", amount="60.00")))
    assert expected(file) == ["held", "accepted"]
    assert applied(file) == {"held": 1, "accepted": 1}
    assert DebitNote.objects.get().state == "paid"


def test_a_gateway_payment_in_the_banks_file_is_the_one_that_the_gateway_told_of(notes):
    owed = notes[0]
    assert open_bank_order(owed.pk, "fps", actor=None, now=NOW).order is not None
    record_payment(bank_line(owed, reference="SBX-AA"), actor=None, now=NOW)
    file = upload(camt(entry(owed, "B1", end_to_end="SBX-AA")))
    assert expected(file) == ["repeated"]
    assert applied(file) == {"repeated": 1}
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "bill", "channel"),
    [("ATM", "01", "atm"), ("PPS", "", "pps"), ("IBK", "01", "internet_banking"), ("CTR", "", "hang_seng_counter")],
)
def test_bill_payment_services_are_put_to_their_notes(notes, code, bill, channel):
    # HB24-8C-18/1: the eight digits name the note. HB24-8C-07/1, HB24-8C-08/1, HB24-8C-09/1, HB18-FEE-C-03/1
    applied(upload(camt(entry(notes[0], "B1", number=bill + notes[0].number, code=code))))
    payment = Payment.objects.get()
    assert (payment.channel, payment.state) == (channel, "accepted")
    assert payment.receipt.available_on.isoformat() == "2024-08-22"


def test_a_table_is_applied_like_a_notification(notes):
    rows = [f"T1,{notes[0].number},ATM,400.00,2024-08-20,,", f"T2,{notes[1].number},ATM"]
    assert applied(upload(table(*rows), "bank.csv")) == {"accepted": 1, "unreadable": 1}


def test_a_run_that_broke_off_goes_on_where_it_stopped(notes):
    file = upload(mixed(*notes))

    class Broken(Progress):
        def advance(self, steps=1):
            raise RuntimeError("the worker was killed")

    with pytest.raises(RuntimeError, match="killed"):
        apply_bank_file(file.pk, actor=None, now=NOW, progress=Broken(), portion=1)
    assert file.lines.exclude(outcome="").count() == 3
    assert applied(file)["accepted"] == 1
    assert balances()["bank"] == Decimal("820.00")


def test_an_empty_or_too_large_file_is_refused_and_nothing_is_kept():
    for content, key in [(camt(), "empty"), (b"x" * 8_000_001, "size")]:
        with pytest.raises(UnreadableFile) as refused:
            upload(content)
        assert refused.value.key == key
    assert not BankFile.objects.exists()


def test_the_database_refuses_a_second_posting_of_one_bank_line(notes):
    # given a line that was posted
    applied(upload(camt(entry(notes[0], "B1"))))
    before = balances()
    # when SQL goes round every action and posts it in another file
    other = upload(camt(entry(notes[0], "B1"), version="04"))
    for text in ROUND_THE_ACTIONS:
        # then the database refuses
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text, {"file": other.pk})
    assert balances() == before


def test_a_thousand_lines_take_a_fixed_number_of_statements(django_assert_max_num_queries):
    owed = [note(world.study(f"2400{n:04d}D")) for n in range(30)]
    small = upload(camt(*[entry(one, f"S{n}") for n, one in enumerate(owed[:5])]))
    large = upload(camt(*[entry(one, f"L{n}") for n, one in enumerate(owed[5:])]))
    with django_assert_max_num_queries(60):
        apply_bank_file(small.pk, actor=None, now=NOW)
    with django_assert_max_num_queries(60):
        apply_bank_file(large.pk, actor=None, now=NOW)
    assert BankFileLine.objects.filter(outcome="accepted").count() == 30
