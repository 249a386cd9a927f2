"""What the pages say when a payment goes another way than forward."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DebitNote, UnmatchedPayment
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
