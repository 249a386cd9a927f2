"""Money put to the wrong student's note is taken off it again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests import world

from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.cancel_refund import cancel_refund
from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.actions.undo_match import undo_match
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.models import DebitNote, Payment, Transaction, UndoneMatch, UnmatchedPayment
from registrar.areas.finance.queries.books import proof
from registrar.areas.finance.queries.taken_back import receipt_taken_off, receipt_void_on
from registrar.areas.platform.models import Notice

from .bank_samples import Entry, camt
from .books import NOW, balances, bank_line, check_constraints_now, note
from .refunding import granted, paid

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture
def notes():
    return note(world.study()), note(world.study("24000002D"))


@pytest.fixture
def officer():
    return world.user("fin001", "finance")


def by_hand(owed):
    waiting = record_payment(bank_line(owed, number="", reference="LOST"), actor=None, now=NOW).unmatched
    return match_payment(waiting.pk, owed.number, actor=None, now=NOW).payment


def by_bank(owed):
    return record_payment(bank_line(owed, reference="LOST"), actor=None, now=NOW).payment


@pytest.mark.parametrize("come", [by_hand, by_bank])
def test_a_wrong_match_is_undone_and_the_money_settles_the_right_note(notes, officer, come):
    wrong, right = notes
    payment = come(wrong)
    # when it is undone, twice
    first = undo_match(payment.pk, " Meant for another student ", actor=officer, now=NOW)
    again = undo_match(payment.pk, "Once more", actor=officer, now=NOW)
    check_constraints_now()
    # then the note is unpaid as before, nothing is charged, and the money is owed to whoever paid
    payment.refresh_from_db()
    wrong.refresh_from_db()
    assert (payment.state, wrong.state, wrong.deadline) == ("taken_off", "outstanding", date(2024, 8, 30))
    assert again.repeated
    assert again.undone == first.undone == UndoneMatch.objects.get()
    assert (first.undone.reason, first.undone.undone_by) == ("Meant for another student", officer)
    assert balances() == {
        "bank": Decimal("400.00"),
        "liability:caution_money": Decimal("-800.00"),
        "liability:unmatched": Decimal("-400.00"),
        "receivable:24000001D": Decimal("400.00"),
        "receivable:24000002D": Decimal("400.00"),
    }
    assert DebitNote.objects.count() == 2
    # the reversal is linked to what it takes back, and the receipt is void
    assert payment.transaction.reversed_by.kind == "reversal"
    assert receipt_void_on(payment.receipt) == NOW.date()
    assert receipt_taken_off(payment.receipt)
    # the student is told with an apology
    told = Notice.objects.get(kind="finance.match_undone", recipient=wrong.study.student)
    assert "We are sorry" in told.body_en
    assert "30 August 2024" in told.body_en
    # and the money, which waits with its history, settles the right note
    waiting = UnmatchedPayment.objects.get()
    assert (waiting.matched_to, waiting.reason) == (None, "taken_off")
    answer = match_payment(waiting.pk, right.number, actor=officer, now=NOW)
    check_constraints_now()
    assert answer.accepted
    assert answer.payment.receipt.number != payment.receipt.number
    assert proof().holds
    assert balances() == {
        "bank": Decimal("400.00"),
        "liability:caution_money": Decimal("-800.00"),
        "receivable:24000001D": Decimal("400.00"),
    }
    # a bank file that brings the same line again changes nothing
    repeated = record_payment(bank_line(wrong, reference="LOST"), actor=None, now=NOW)
    assert repeated.repeated
    assert repeated.payment == answer.payment


def test_a_second_wrong_match_is_undone_like_the_first(notes, officer):
    wrong, right = notes
    payment = by_bank(wrong)
    for _ in range(3):
        waiting = undo_match(payment.pk, "Wrong", actor=officer, now=NOW).undone.waiting
        payment = match_payment(waiting.pk, right.number, actor=officer, now=NOW).payment
    check_constraints_now()
    assert UndoneMatch.objects.count() == 3
    assert waiting.undone_matches.count() == 3
    assert balances()["bank"] == Decimal("400.00")
    assert "liability:unmatched" not in balances()
    assert payment.transaction.reference == "payment:LOST#4"


def test_the_money_may_go_back_instead(notes, officer):
    payment = by_bank(notes[0])
    waiting = undo_match(payment.pk, "Nobody's", actor=officer, now=NOW).undone.waiting
    ask_return(waiting.pk, "Sender unknown", actor=officer, now=NOW)
    return_payment(waiting.pk, actor=world.user("fin002", "finance"), now=NOW)
    check_constraints_now()
    assert "bank" not in balances()
    assert "liability:unmatched" not in balances()


def test_a_proposal_to_send_it_back_does_not_outlive_a_match(notes, officer):
    waiting = record_payment(bank_line(notes[0], number="", reference="LOST"), actor=None, now=NOW).unmatched
    ask_return(waiting.pk, "Sender unknown", actor=officer, now=NOW)
    payment = match_payment(waiting.pk, notes[0].number, actor=officer, now=NOW).payment
    waiting = undo_match(payment.pk, "Wrong", actor=officer, now=NOW).undone.waiting
    assert (waiting.return_asked_at, waiting.return_asked_by, waiting.return_reason) == (None, None, "")


@pytest.mark.parametrize(
    ("new", "state", "deadline", "kind"),
    [
        (None, "overdue", date(2024, 8, 30), "finance.match_undone_late"),
        (date(2024, 9, 20), "outstanding", date(2024, 9, 20), "finance.match_undone"),
    ],
)
def test_after_the_deadline_the_note_is_overdue_or_has_a_later_day(notes, officer, new, state, deadline, kind):
    payment = by_bank(notes[0])
    undo_match(payment.pk, "Wrong", actor=officer, now=LATER, new_deadline=new)
    owed = DebitNote.objects.get(pk=notes[0].pk)
    assert (owed.state, owed.deadline) == (state, deadline)
    assert Notice.objects.filter(kind=kind).count() == 1


def test_without_a_reason_or_with_a_day_that_has_passed_nothing_is_undone(notes, officer):
    payment = by_bank(notes[0])
    with pytest.raises(ValueError, match="reason"):
        undo_match(payment.pk, "  ", actor=officer, now=NOW)
    with pytest.raises(ValueError, match="past"):
        undo_match(payment.pk, "Wrong", actor=officer, now=NOW, new_deadline=date(2024, 8, 19))
    assert Payment.objects.get().state == "accepted"


def test_what_was_refunded_keeps_the_payment_until_the_refund_is_cancelled(officer):
    study = world.study()
    owed = paid(study)
    payment, refund = owed.payments.get(), granted(study)
    before = balances()
    answer = undo_match(payment.pk, "Wrong", actor=officer, now=NOW)
    assert answer.refused.key == "finance.undo_match.refunded"
    assert answer.cure.message.key == "finance.undo_match.cancel_refund"
    assert balances() == before
    assert not UndoneMatch.objects.exists()
    # and the database says so too, to those who go round the action
    with pytest.raises(IntegrityError, match="something was given back"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state="taken_off")
    # the cure cures
    assert cancel_refund(refund.pk, actor=officer, now=NOW) is None
    assert undo_match(payment.pk, "Wrong", actor=officer, now=NOW).undone is not None


def test_a_payment_that_does_not_count_is_not_taken_off(notes, officer):
    rejected = record_payment(bank_line(notes[0], "399.00"), actor=None, now=NOW).payment
    assert undo_match(rejected.pk, "Wrong", actor=officer, now=NOW).refused.key == "finance.undo_match.not_counting"
    payment = by_bank(notes[1])
    take_back_payment(payment.pk, actor=None, now=NOW)
    assert undo_match(payment.pk, "Wrong", actor=officer, now=NOW).refused.key == "finance.undo_match.not_counting"


def test_a_transfer_that_was_held_and_made_up_opens_the_note_again(notes, officer):
    owed = notes[0]
    wire = record_payment(
        bank_line(owed, "300.00", channel="telegraphic_transfer", reference="WIRE"), actor=None, now=NOW
    ).payment
    rest = record_payment(bank_line(owed, "100.00", reference="REST"), actor=None, now=NOW).payment
    undo_match(wire.pk, "Wrong", actor=officer, now=NOW)
    check_constraints_now()
    rest.refresh_from_db()
    assert (rest.state, DebitNote.objects.get(pk=owed.pk).state) == ("held", "outstanding")
    assert "300.00" in Notice.objects.get(kind="finance.match_undone").body_en
    assert receipt_taken_off(rest.receipt)


def test_what_the_bank_takes_back_leaves_the_queue_or_the_right_note(notes, officer):
    # given a payment that the bank's file brought, taken off its note
    wrong, right = notes
    payment = by_bank(wrong)
    waiting = undo_match(payment.pk, "Wrong", actor=officer, now=NOW).undone.waiting
    back = camt(Entry("LOST", "400.00", side="DBIT", reversal=True, day=str(NOW.date())))
    # when it is put to another note and then taken back by the bank
    match_payment(waiting.pk, right.number, actor=officer, now=NOW)
    file, _new = upload_bank_file(back, "back.xml", actor=None, now=NOW)
    assert apply_bank_file(file.pk, actor=None, now=NOW) == {"taken_back": 1}
    check_constraints_now()
    # then nothing of it stays in the books: the bank has it, and nobody else is owed it
    assert "bank" not in balances()
    assert "liability:unmatched" not in balances()
    assert DebitNote.objects.get(pk=right.pk).state == "outstanding"


def test_money_taken_back_while_it_waits_again_goes_back(notes, officer):
    payment = by_bank(notes[0])
    undo_match(payment.pk, "Wrong", actor=officer, now=NOW)
    back = camt(Entry("LOST", "400.00", side="DBIT", reversal=True, day=str(NOW.date())))
    file, _new = upload_bank_file(back, "back.xml", actor=None, now=NOW)
    assert apply_bank_file(file.pk, actor=None, now=NOW) == {"taken_back": 1}
    check_constraints_now()
    assert "bank" not in balances()
    assert Transaction.objects.filter(kind="returned").count() == 1


def in_the_books_twice(payment, other):
    UnmatchedPayment.objects.filter(bank_reference=payment.bank_reference).update(matched_to=None)


def taken_off_without_a_trace(payment, other):
    Payment.objects.filter(pk=payment.pk).update(state="taken_off")
    DebitNote.objects.filter(pk=payment.debit_note_id).update(state="outstanding")


def matched_to_a_strangers_payment(payment, other):
    stray = record_payment(bank_line(other, number="", reference="STRAY"), actor=None, now=NOW).unmatched
    UnmatchedPayment.objects.filter(pk=stray.pk).update(matched_to=by_bank_as(other))


def by_bank_as(owed):
    return record_payment(bank_line(owed, reference="OTHER"), actor=None, now=NOW).payment


@pytest.mark.parametrize("wrong", [in_the_books_twice, taken_off_without_a_trace, matched_to_a_strangers_payment])
def test_the_database_keeps_money_in_one_place(notes, wrong):
    payment = by_hand(notes[0])
    check_constraints_now()
    wrong(payment, notes[1])
    with pytest.raises(IntegrityError, match="does not stand in one place"):
        check_constraints_now()


def test_the_database_counts_a_bank_line_once_at_a_time(notes, officer):
    payment = by_bank(notes[0])
    fields = {
        "debit_note": notes[1],
        "channel": "fps",
        "amount": payment.amount,
        "received_at": NOW,
        "decision": payment.decision,
    }
    with pytest.raises(IntegrityError, match="a_bank_line_counts_once"), transaction.atomic():
        Payment.objects.create(bank_reference="LOST", state="rejected", **fields)
    undo_match(payment.pk, "Wrong", actor=officer, now=NOW)
    # taken off once, it never counts again, and what was noted stays
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state="accepted")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        UndoneMatch.objects.update(reason="Another")
    with pytest.raises(ProgrammingError, match="or delete rows"), transaction.atomic():
        UndoneMatch.objects.all().delete()


def test_the_database_wants_a_reason(notes, officer):
    payment = by_bank(notes[0])
    waiting = undo_match(payment.pk, "Wrong", actor=officer, now=NOW).undone.waiting
    other = by_bank_as(notes[1])
    with pytest.raises(IntegrityError, match="undone_for_a_reason"), transaction.atomic():
        UndoneMatch.objects.create(payment=other, waiting=waiting, reason="", undone_at=NOW)
