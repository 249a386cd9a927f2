"""What the pages say when a payment goes another way than forward."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions import close_bank_order as closing
from registrar.areas.finance.actions.act_as_bank import act_as_bank
from registrar.areas.finance.actions.ask_bank import ask_bank
from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.close_bank_order import close_bank_order
from registrar.areas.finance.actions.open_bank_order import open_bank_order
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import BankOrder, DebitNote, UnmatchedPayment
from registrar.areas.platform import clock

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db
BACK = world.at("2024-08-26 11:00")


@pytest.fixture(autouse=True)
def day():
    with clock.at(BACK):
        clock.set_to(BACK)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def owed():
    return note(world.study(), line("21050.00", "tuition"))


@pytest.fixture
def finance():
    return client(world.user("fin001", "finance"))


def text(browser, name, *args):
    page = browser.get(reverse(f"finance:{name}", args=args))
    assert page.status_code == 200, (name, page.status_code)
    return page.content.decode()


def test_a_note_that_the_money_does_not_fit_is_refused_with_the_reason(owed, finance):
    # Given money without a number, a dollar short of the note
    record_payment(bank_line(owed, "21049.00", number="", reference="LOST"), actor=None, now=NOW)
    waiting = UnmatchedPayment.objects.get()
    # When it is put to the note
    answer = finance.post(reverse("finance:match_unmatched", args=[waiting.pk]), {"number": owed.number})
    # Then the page says why not, and nothing has changed
    assert answer.status_code == 422
    assert "8D-01" in answer.content.decode()
    assert UnmatchedPayment.objects.get().matched_to is None
    assert DebitNote.objects.get().state == "outstanding"


@pytest.mark.parametrize(
    ("language", "void", "taken"),
    [("en", "This receipt is void.", "on Mon 26 Aug 2024"), ("zh-hant", "本收據作廢", "2024年8月26日")],
)
def test_the_receipt_of_a_payment_that_was_taken_back_is_void(owed, language, void, taken):
    # Given a paid note, with its receipt as it was
    paid = record_payment(bank_line(owed), actor=None, now=NOW).payment
    student, number = client(owed.study.student, language), paid.receipt.number
    assert void not in text(student, "receipt", number)
    before = student.get(reverse("finance:receipt_pdf", args=[number])).content
    # When the bank takes the payment back
    take_back_payment(paid.pk, actor=None, now=BACK)
    # Then the receipt says so on the page, on the note and on paper, in both languages
    page = text(student, "receipt", number)
    assert void in page
    assert taken in page
    on_note = text(student, "note", owed.number)
    assert taken in on_note
    assert ("Void receipt" if language == "en" else "作廢收據") in on_note
    first, second = (student.get(reverse("finance:receipt_pdf", args=[number])).content for _ in range(2))
    assert first == second != before
    words = PdfReader(BytesIO(first)).pages[0].extract_text()
    assert "Void" in words
    assert "26 Aug 2024" in words
    assert "作廢" in words
    assert "Void" not in PdfReader(BytesIO(before)).pages[0].extract_text()


def test_a_receipt_falls_with_the_transfer_that_its_payment_made_up_for(owed):
    # Given a transfer with a deficit, made up later
    wire = record_payment(
        bank_line(owed, "21000.00", channel="telegraphic_transfer", reference="WIRE"), actor=None, now=NOW
    ).payment
    paid = record_payment(bank_line(owed, "50.00", reference="REST"), actor=None, now=NOW).payment
    # When the bank takes the transfer back
    take_back_payment(wire.pk, actor=None, now=BACK)
    # Then the receipt for the whole note is void although its own payment is still held
    paid.refresh_from_db()
    assert paid.state == "held"
    page = text(client(owed.study.student), "receipt", paid.receipt.number)
    assert "This receipt is void." in page
    assert "Mon 26 Aug 2024" in page


def test_whoever_proposes_a_return_gets_no_form_to_release_it(owed):
    # Given money that one person proposes to send back
    record_payment(bank_line(owed, number="", reference="LOST"), actor=None, now=NOW)
    waiting = UnmatchedPayment.objects.get()
    first, second = world.user("fin001", "finance"), world.user("fin002", "finance")
    ask_return(waiting.pk, "Sender unknown", actor=first, now=NOW)
    release = reverse("finance:release_return", args=[waiting.pk])
    # When either looks
    own, other = (text(client(user), "match_unmatched", waiting.pk) for user in (first, second))
    # Then only the other is led to releasing it
    assert (release in own, release in other) == (False, True)
    assert "somebody else of the Finance Office must release it" in own
    assert "must release it" not in other
    assert client(first).get(release).status_code == 403
    assert client(first).post(release).status_code == 403
    assert UnmatchedPayment.objects.get().returned_at is None
    assert client(second).get(release).status_code == 200


def test_recording_what_the_bank_did_reads_as_an_action(owed, finance):
    paid = record_payment(bank_line(owed), actor=None, now=NOW).payment
    assert "Record that the bank took this payment back" in text(finance, "note", owed.number)
    assert "<h1" in text(finance, "take_back", paid.pk)
    assert "Record that the bank took a payment back" in text(finance, "take_back", paid.pk)


PAGES = [("my_fees", False), ("note", True), ("pay_note", True)]


def see(browser, name, named, owed):
    return text(browser, name, *([owed.number] if named else []))


@pytest.mark.parametrize(("name", "named"), PAGES)
@pytest.mark.parametrize(
    ("language", "said", "warned"),
    [("en", "Its outcome is awaited", "Don&#x27;t pay again"), ("zh-hant", "正等候結果", "請勿再次繳款")],
)
def test_a_payment_under_way_is_told_of_before_paying_again(owed, name, named, language, said, warned):
    student = client(owed.study.student, language)
    assert said not in see(student, name, named, owed)
    # Given an order that the bank has not answered
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    page = see(student, name, named, owed)
    # Then it is told with its amount and moment, until the answer comes
    assert said in page
    assert warned in page.replace("&#39;", "&#x27;").replace("Don't", "Don&#x27;t")
    assert "HK$21,050.00" in page
    assert ("Tue 20 Aug 2024, 10:00" if language == "en" else "2024年8月20日") in page
    BankOrder.objects.filter(pk=order.pk).update(answered_at=BACK, outcome="abandoned")
    assert said not in see(student, name, named, owed)


def test_an_order_that_is_given_up_waits_for_the_finance_office(owed, finance):
    # Given an order of which the bank never told, a week later
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    assert "never answered" not in text(finance, "questions")
    week = world.at("2024-08-28 10:00")
    clock.set_to(week)
    with clock.at(week):
        assert ask_bank(now=week) == 0
        # Then the office finds it and the student reads so
        close = reverse("finance:close_order", args=[order.pk])
        assert close in text(finance, "questions")
        assert "Ask the bank about 1 payment that it never confirmed" in finance.get("/").content.decode()
        assert "The Finance Office looks into it" in text(client(owed.study.student), "note", owed.number)
        assert client(owed.study.student).get(close).status_code == 403
        # And closes it without a payment
        assert finance.post(close).status_code == 303
        assert close not in text(finance, "questions")
    order.refresh_from_db()
    assert (order.outcome, order.answered_at is not None) == ("no_payment", True)
    assert DebitNote.objects.get().state == "outstanding"


def test_nothing_is_closed_while_the_bank_cannot_be_reached(owed, monkeypatch):
    class Down:
        def ask(self, order, now):
            raise ConnectionError("no route")

    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    monkeypatch.setattr(closing, "gateway", Down)
    assert close_bank_order(order.pk, actor=None, now=world.at("2024-08-28 10:00")).out_of_reach
    order.refresh_from_db()
    assert (order.outcome, order.answered_at) == ("", None)


def test_closing_asks_the_bank_once_more(owed, finance):
    # Given an order that was given up although the bank had the money in time
    order = open_bank_order(owed.pk, "fps", actor=None, now=NOW).order
    act_as_bank(order, "lost", now=NOW)
    week = world.at("2024-08-28 10:00")
    # When it is closed too early, and when its week is over
    assert not close_bank_order(order.pk, actor=None, now=BACK).answered
    order.refresh_from_db()
    assert order.answered_at is None
    assert close_bank_order(order.pk, actor=None, now=week).answered
    # Then the note is paid
    order.refresh_from_db()
    assert order.outcome == "paid"
    assert DebitNote.objects.get().state == "paid"


@pytest.mark.parametrize(
    ("language", "back", "ask"),
    [
        ("en", "goes back to the account that it came from", "ask the Finance Office"),
        ("zh-hant", "退回原來的帳戶", "請向財務處"),
    ],
)
def test_a_rejected_payment_says_what_becomes_of_the_money(owed, language, back, ask):
    # Given a payment a dollar short that the bank has booked
    answer = record_payment(bank_line(owed, "21049.00", reference="SHORT1", booked=True), actor=None, now=NOW)
    student = client(owed.study.student, language)
    # Then both pages say where the money goes, and whom to ask with which reference
    for page in (text(student, "my_fees"), text(student, "note", owed.number)):
        for said in (back, ask, "SHORT1", "HK$21,049.00"):
            assert said in page
    # And when it was sent back, on which day
    ask_return(answer.unmatched.pk, "Short", actor=None, now=NOW)
    return_payment(answer.unmatched.pk, actor=world.user("fin001", "finance"), now=BACK)
    page = text(student, "note", owed.number)
    assert back not in page
    assert ("It was sent back on Mon 26 Aug 2024" if language == "en" else "2024年8月26日") in page


@pytest.mark.parametrize("state", ["outstanding", "overdue"])
def test_after_the_deadline_one_thing_is_said(owed, state):
    # Given tuition unpaid on the day after the deadline, before and after the nightly job
    DebitNote.objects.update(state=state)
    late = world.at("2024-08-31 00:30")
    clock.set_to(late)
    with clock.at(late):
        student = client(owed.study.student)
        fees, page = text(student, "my_fees"), text(student, "note", owed.number)
        # Then nothing asks for a payment that would be sent back
        for shown in (fees, page):
            assert "The last day of payment, Fri 30 Aug 2024, is over." in shown
            assert "ask the Finance Office" in shown
            assert "AR118" in shown
            assert reverse("finance:pay_note", args=[owed.number]) not in shown
        assert "Pay exactly" not in fees
        assert "debit note to pay, by" not in fees
        assert "Ways to pay" not in page
        assert student.get(reverse("finance:pay_note", args=[owed.number])).status_code == 303


def test_a_payment_under_way_puts_off_what_follows_only_if_it_was_begun_in_time(owed):
    # Given an order opened before the deadline, and the same one opened after it
    order = open_bank_order(owed.pk, "fps", actor=None, now=world.at("2024-08-30 20:00")).order
    late = world.at("2024-08-31 00:30")
    clock.set_to(late)
    with clock.at(late):
        student, over = client(owed.study.student), "The last day of payment, Fri 30 Aug 2024, is over."
        in_time = text(student, "my_fees"), text(student, "note", owed.number)
        BankOrder.objects.filter(pk=order.pk).update(opened_at=world.at("2024-08-31 00:10"))
        too_late = text(student, "my_fees"), text(student, "note", owed.number)
    # Then only the second is told that the deadline is over; both hear of the payment
    assert [over in page for page in in_time + too_late] == [False, False, True, True]
    assert all("Its outcome is awaited" in page for page in in_time + too_late)
