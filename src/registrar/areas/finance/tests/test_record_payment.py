from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import DebitNote, Payment, Receipt, Transaction, UnmatchedPayment
from registrar.kernel import Outcome

from .books import DEADLINE, NOW, balances, bank_line, check_constraints_now, line, note

pytestmark = pytest.mark.django_db


def test_the_exact_amount_settles_the_note_and_gives_a_receipt():
    # given a note of HK$400
    owed = note(world.study())
    assert balances() == {"liability:caution_money": Decimal("-400.00"), "receivable:24000001D": Decimal("400.00")}
    # when exactly that is paid by FPS
    answer = record_payment(bank_line(owed), actor=None, now=NOW)
    # then the note is paid, the books say so, and the receipt can be seen the same day
    check_constraints_now()
    assert answer.accepted
    assert DebitNote.objects.get().state == "paid"
    assert balances() == {"bank": Decimal("400.00"), "liability:caution_money": Decimal("-400.00")}
    assert [(r.number, str(r.available_on)) for r in Receipt.objects.all()] == [("R00000001", "2024-08-20")]


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"amount": Decimal("399.00")}, "polyu-2024-25:8D-01"),
        ({"amount": Decimal("401.00")}, "polyu-2024-25:8D-01"),
        ({"credited_at": world.at("2024-08-31 00:00")}, "polyu-2024-25:8A-19"),
        ({"channel": "registry_counter"}, "polyu-2024-25:8C-01"),
    ],
)
def test_anything_else_is_rejected_and_nothing_is_posted(changes, clause):
    owed = note(world.study())
    before = balances()
    # when
    answer = record_payment(bank_line(owed, **changes), actor=None, now=world.at("2024-08-31 09:00"))
    # then it is on record with its clause, and neither the note nor the books have moved
    check_constraints_now()
    assert answer.decision.outcome is Outcome.REFUSED
    assert [str(f.clause) for f in answer.decision.refusals] == [clause]
    assert Payment.objects.get().state == "rejected"
    assert DebitNote.objects.get().state == "outstanding"
    assert balances() == before
    assert not Receipt.objects.exists()


def test_a_wallet_in_hong_kong_does_not_take_tuition():
    owed = note(world.study(), line("21050.00", "tuition"))
    answer = record_payment(bank_line(owed, channel="alipay_hk"), actor=None, now=NOW)
    assert [str(f.clause) for f in answer.decision.refusals] == ["polyu-2024-25:8C-04"]


def test_the_last_second_of_the_deadline_day_is_in_time():
    owed = note(world.study())
    answer = record_payment(
        bank_line(owed, credited_at=world.at(f"{DEADLINE} 23:59:59")), actor=None, now=world.at("2024-09-02 09:00")
    )
    assert answer.accepted


def test_the_same_bank_reference_gives_the_same_answer_and_posts_once():
    owed = note(world.study())
    first = record_payment(bank_line(owed), actor=None, now=NOW)
    posted = Transaction.objects.count()
    # when the bank sends the line again
    second = record_payment(bank_line(owed), actor=None, now=NOW)
    # then
    assert second.repeated
    assert second.payment == first.payment
    assert second.decision == type(second.decision).from_json(first.decision.to_json())
    assert Transaction.objects.count() == posted
    assert Receipt.objects.count() == 1


def test_a_second_payment_of_a_paid_note_is_rejected():
    owed = note(world.study())
    record_payment(bank_line(owed), actor=None, now=NOW)
    answer = record_payment(bank_line(owed, reference="ANOTHER"), actor=None, now=NOW)
    assert not answer.accepted
    assert [f.message.key for f in answer.decision.refusals] == ["finance.payment.note_paid"]
    assert balances()["bank"] == Decimal("400.00")


def test_money_for_an_unknown_note_waits_as_a_liability():
    note(world.study())
    line = bank_line(DebitNote.objects.get(), number="2401234", reference="LOST")
    # when it comes twice
    answers = [record_payment(line, actor=None, now=NOW) for _ in range(2)]
    # then it is posted once
    assert answers[0].unmatched == answers[1].unmatched
    assert UnmatchedPayment.objects.count() == 1
    assert balances()["liability:unmatched"] == Decimal("-400.00")
    assert DebitNote.objects.get().state == "outstanding"


def test_the_student_is_told_in_both_languages():
    study = world.study()
    record_payment(bank_line(note(study)), actor=None, now=NOW)
    kinds = {n.kind: n for n in study.student.notices.all()}
    assert set(kinds) == {"finance.debit_note", "finance.paid"}
    assert kinds["finance.debit_note"].subject_en == "Debit note 24000001: HK$400.00 due by 30 August 2024"
    assert kinds["finance.debit_note"].subject_zh == "繳費通知單24000001：請於2024年8月30日或之前繳付HK$400.00"


def test_what_the_bank_rejects_is_charged_once():
    # given a note, and a cheque for it that is dishonoured
    owed = note(world.study())
    cheque = bank_line(owed, refused=True)
    # when the bank says so twice (HB24-8I-07/1)
    answer = record_payment(cheque, actor=None, now=NOW)
    record_payment(cheque, actor=None, now=NOW)
    # then the note is still owed, and HK$200 besides, on a note of its own
    assert answer.decision.refusals[0].clause.clause == "8D-02"
    assert dict(DebitNote.objects.values_list("amount", "state")) == {
        Decimal("400.00"): "outstanding",
        Decimal("200.00"): "outstanding",
    }
    # when a second cheque bounces (HB24-8I-07/2)
    record_payment(bank_line(owed, refused=True, reference="SECOND"), actor=None, now=NOW)
    # then
    assert DebitNote.objects.filter(amount=Decimal("200.00")).count() == 2
    check_constraints_now()


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        ("fps", "2024-08-20"),
        ("alipay_hk", "2024-08-20"),
        ("wechat_pay_hk", "2024-08-20"),
        ("alipay", "2024-08-20"),
        ("wechat_pay", "2024-08-20"),
        ("atm", "2024-08-22"),
        ("pps", "2024-08-22"),
        ("internet_banking", "2024-08-22"),
        ("hang_seng_counter", "2024-08-22"),
        ("telegraphic_transfer", "2024-08-27"),
        ("flywire", "2024-08-27"),
        ("bank_draft", "2024-08-20"),
    ],
)
def test_each_channel_gives_its_receipt_after_its_working_days(channel, day):
    # HB24-8C-05: at once, two or five working days after Tuesday 20 August; a draft on the day of crediting
    record_payment(bank_line(note(world.study()), channel=channel), actor=None, now=NOW)
    assert Receipt.objects.get().available_on.isoformat() == day
