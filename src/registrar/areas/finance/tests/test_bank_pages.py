from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions import upload_bank_file as uploading
from registrar.areas.finance.actions.apply_bank_file import apply_bank_file
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.upload_bank_file import upload_bank_file
from registrar.areas.finance.models import BankFile, DebitNote, Payment, UnmatchedPayment
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import carry_out
from registrar.areas.platform.models import JobRun, StoredDecision

from .bank_samples import Entry, camt, entry, table
from .books import NOW, balances, bank_line, line, note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def finance():
    return client(world.user("fin001", "finance"))


@pytest.fixture
def owed():
    return note(world.study(), line("21050.00", "tuition"))


def text(browser, name, *args, **query):
    page = browser.get(reverse(f"finance:{name}", args=args), query)
    assert page.status_code == 200, (name, page.status_code)
    return page.content.decode()


def send(browser, name, *args, **data):
    """Post a form of a page as a browser does, with the key that the page gave."""
    address = reverse(f"finance:{name}", args=args)
    form = browser.get(address)
    return browser.post(address, data | {"idempotency_key": form.context["idempotency_key"]})


def upload(browser, content, name="bank.xml"):
    return send(browser, "upload_bank_file", file=SimpleUploadedFile(name, content))


def test_a_file_is_uploaded_looked_at_and_queued(finance, owed):
    # given a file with a payment, a payment a dollar short and a line that can't be read
    short = entry(owed, "B2", amount="21049.00")
    answer = upload(finance, camt(entry(owed, "B1"), short, Entry("B3", "1.00", day="never")))
    file = BankFile.objects.get()
    assert answer.headers["Location"] == reverse("finance:bank_file", args=[file.pk])
    # then the page says line by line what would become of it, and nothing is posted
    page = text(finance, "bank_file", file.pk)
    for said in (
        "Accepted",
        "Rejected: to be sent back",
        "Unreadable: the day is missing",
        "Nothing of this is posted",
    ):
        assert said in page
    assert not Payment.objects.exists()
    # when it is let go
    done = send(finance, "apply_bank_file", file.pk)
    run = JobRun.objects.get(name="finance.apply_bank_file")
    assert done.headers["Location"] == reverse("platform:job", args=[run.pk])
    # a second click queues nothing more
    send(finance, "apply_bank_file", file.pk)
    assert JobRun.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<html></html>", "x.xml", "not a bank notification"),
        (b"a,b\n1,2\n", "x.csv", "no column"),
        (camt(), "x.xml", "no lines"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "x.xml", "entities"),
        (b"\x00\x01 no tags here", "bank.XML", "read as XML"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(finance, content, name, said):
    answer = upload(finance, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not BankFile.objects.exists()


def test_the_same_file_again_leads_to_the_first(finance, owed):
    content = table(f"T1,{owed.number},ATM,21050.00,2024-08-20,,")
    first, second = upload(finance, content, "a.csv"), upload(finance, content, "b.csv")
    assert first.headers["Location"] == second.headers["Location"]
    assert "uploaded before" in finance.get(second.headers["Location"]).content.decode()


@pytest.mark.parametrize("name", ["bank_files", "unmatched", "upload_bank_file"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_finance_office_sees_its_pages_and_others_do_not(name, language, owed):
    assert text(client(world.user("fin001", "finance"), language), name)
    assert client(owed.study.student).get(reverse(f"finance:{name}")).status_code == 403


def test_the_pages_ask_as_much_for_many_rows_as_for_one(finance):
    studies = [world.study(f"2400{n:04d}D") for n in range(12)]
    told = [entry(note(one), f"B{n}") for n, one in enumerate(studies)]
    told += [Entry(f"L{n}", "5.00", "24999999") for n in range(12)]

    def queries(entries):
        file, _new = upload_bank_file(camt(*entries), "bank.xml", actor=None, now=NOW)
        apply_bank_file(file.pk, actor=None, now=NOW)
        counts = []
        for name, args in [("bank_files", []), ("bank_file", [file.pk]), ("unmatched", [])]:
            finance.get(reverse(f"finance:{name}", args=args))
            with CaptureQueriesContext(
                connection,
            ) as captured:
                text(finance, name, *args)
            counts.append(len(captured))
        return counts

    few = queries([told[0], told[12]])
    assert queries(told[1:]) == few


def test_lines_and_waiting_money_are_found_by_search_and_filter(finance, owed):
    file, _new = upload_bank_file(
        camt(entry(owed, "FOUND1"), Entry("LOST1", "5.00", "24999999")), "b.xml", actor=None, now=NOW
    )
    apply_bank_file(file.pk, actor=None, now=NOW)
    page = text(finance, "bank_file", file.pk, outcome="unmatched")
    assert "LOST1" in page
    assert "FOUND1" not in page
    assert "FOUND1" in text(finance, "bank_file", file.pk, q="found")
    assert "LOST1" in text(finance, "unmatched", q="lost")
    assert "LOST1" not in text(finance, "unmatched", q="other")
    assert "LOST1" not in text(finance, "unmatched", state="matched")
    assert "LOST1" in text(finance, "unmatched", reason="unknown")


def test_waiting_money_is_sent_back_with_a_reason(finance, owed):
    waiting = record_payment(bank_line(owed, number="", reference="LOST"), actor=None, now=NOW).unmatched
    assert "Match 1 payment to a debit note" in finance.get("/").content.decode()
    assert send(finance, "return_unmatched", waiting.pk, reason="").status_code == 422
    assert send(finance, "return_unmatched", waiting.pk, reason="Sender unknown").status_code in (302, 303)
    # whoever proposed it can't release it
    assert "LOST" in text(finance, "unmatched", state="asked")
    assert finance.post(reverse("finance:release_return", args=[waiting.pk])).status_code == 403
    # a second person can
    second = client(world.user("fin002", "finance"))
    for person, led in ((finance, False), (second, True)):
        home = person.get("/").content.decode()
        assert ("Release 1 payment that goes back" in home) is led
        assert "Match 1 payment" not in home
    assert "Sender unknown" in text(second, "release_return", waiting.pk)
    send(second, "release_return", waiting.pk)
    waiting.refresh_from_db()
    assert waiting.returned_at is not None
    assert "LOST" in text(finance, "unmatched", state="returned")
    assert finance.get(reverse("finance:return_unmatched", args=[waiting.pk])).status_code == 404


def test_rejected_money_can_only_be_sent_back(finance, owed):
    record_payment(bank_line(owed, "21049.00", booked=True), actor=None, now=NOW)
    waiting = UnmatchedPayment.objects.get()
    # nothing is offered that would be refused, and the home page says what is to be done
    page = text(finance, "match_unmatched", waiting.pk)
    assert "has to be sent back" in page
    assert 'name="number"' not in page
    home = finance.get("/").content.decode()
    assert "Send back 1 rejected payment" in home
    assert "to a debit note" not in home
    answer = send(finance, "match_unmatched", waiting.pk, number=owed.number)
    assert answer.status_code == 422
    assert DebitNote.objects.get().state == "outstanding"


def test_the_note_shows_its_code_its_ways_to_pay_and_its_slip(owed):
    # HB24-4A-04, HB24-8C-02, HB18-3A-04: number, items, amount, last day, state and the way to pay, own notes only
    student = client(owed.study.student)
    page = text(student, "note", owed.number)
    for said in (owed.number, "Tuition", "HK$21,050.00", "Fri 30 Aug 2024", "Outstanding", "Pay now"):
        assert said in page
    assert f'alt="FPS QR code for HK$21,050.00, debit note {owed.number}"' in page
    # HB24-8C-07/1, HB24-8C-08/1, HB24-8C-09/1
    for said in (f"Bill type 01, debit note number {owed.number}", "merchant code 77", "18031", "900 00 222 329"):
        assert said in page
    # HB24-8C-03/1, HB24-8C-03/2: two working days ahead in Hong Kong, five from elsewhere
    assert page.count("Best paid by Wed 28 Aug 2024") == 5
    assert page.count("Best paid by Fri 23 Aug 2024") == 5
    picture = student.get(reverse("finance:fps_code", args=[owed.number]))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"style=" not in picture.content
    slip = student.get(reverse("finance:bank_in_slip", args=[owed.number]))
    assert slip.content.startswith(b"%PDF")
    # and nobody else's
    other = client(world.study("24000009D").student)
    for name in ("note", "fps_code", "bank_in_slip"):
        assert other.get(reverse(f"finance:{name}", args=[owed.number])).status_code == 404


def test_a_paid_note_has_neither_code_nor_slip(owed):
    record_payment(bank_line(owed), actor=None, now=NOW)
    student = client(owed.study.student)
    assert "FPS QR code" not in text(student, "note", owed.number)
    for name in ("fps_code", "bank_in_slip"):
        assert student.get(reverse(f"finance:{name}", args=[owed.number])).status_code == 404


def test_what_a_transfer_left_is_asked_for_on_every_page(owed):
    record_payment(bank_line(owed, "20990.00", channel="telegraphic_transfer"), actor=None, now=NOW)
    student = client(owed.study.student)
    for name, args in [("my_fees", []), ("note", [owed.number]), ("pay_note", [owed.number])]:
        assert "HK$60.00" in text(student, name, *args)
    send(student, "pay_note", owed.number, channel="fps")
    assert owed.orders.get().amount == Decimal("60.00")


def test_the_receipt_of_a_topped_up_note_is_for_the_whole(owed):
    record_payment(bank_line(owed, "20990.00", channel="telegraphic_transfer", reference="WIRE1"), actor=None, now=NOW)
    payment = record_payment(bank_line(owed, "60.00", reference="TOP1"), actor=None, now=NOW).payment
    student, number = client(owed.study.student), payment.receipt.number
    page = text(student, "receipt", number)
    for said in ("HK$21,050.00", "HK$20,990.00", "WIRE1", "TOP1"):
        assert said in page
    printed = student.get(reverse("finance:receipt_pdf", args=[number])).content
    words = PdfReader(BytesIO(printed)).pages[0].extract_text()
    for said in ("21,050.00", "20,990.00", "60.00", "WIRE1"):
        assert said in words


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_everybody_can_read_how_to_pay(language):
    # HB24-8C-19/1: the channels that students are urged to use come first
    page = text(Client(headers={"accept-language": language}), "how_to_pay")
    names = (
        ["FPS", "ATM", "PPS", "Internet banking"]
        if language == "en"
        else ["轉數快", "自動櫃員機", "繳費靈", "網上銀行"]
    )
    places = [page.index(f">{name}</h3>") for name in names]
    assert places == sorted(places)
    assert "polyu.flywire.com" in page
    assert reverse("finance:fee_schedule") in page


def test_a_day_without_an_edition_promises_no_channel():
    clock.set_to(world.at("2021-09-03 10:00"))
    with clock.at(world.at("2021-09-03 10:00")):
        assert "No verified edition" in text(Client(), "how_to_pay")


def test_a_draft_is_checked_and_the_answer_kept(finance, owed):
    # HB24-8C-13/3
    day_given = {"received_on_day": "20", "received_on_month": "8", "received_on_year": "2024"}
    proper = day_given | {"instrument": "bank_draft", "payee_right": "on", "name_on_back": "on", "number_on_back": "on"}
    wrong = send(finance, "check_paper", owed.number, currency="OTHER", **proper)
    assert "not drawn in Hong Kong dollars" in wrong.content.decode()
    assert send(finance, "check_paper", owed.number, currency="HKD", **proper).status_code in (302, 303)
    kept = StoredDecision.objects.filter(rule="finance.paper_payment").order_by("pk")
    assert [one.outcome for one in kept] == ["REFUSED", "ALLOWED"]
    assert "bank" not in balances()


def test_a_long_file_is_looked_at_as_a_job(finance, owed, monkeypatch):
    # given a file that is longer than what is looked at at once
    monkeypatch.setattr(uploading, "AT_ONCE", 1)
    answer = upload(finance, camt(entry(owed, "B1"), Entry("L1", "5.00", "24999999")))
    file = BankFile.objects.get()
    page = finance.get(answer.headers["Location"]).content.decode()
    assert "being looked at" in page
    assert reverse("finance:apply_bank_file", args=[file.pk]) not in page
    # when the job has looked
    run = JobRun.objects.get(name="finance.check_bank_file")
    carry_out(run.pk, uploading.checking)
    # then it can be applied
    assert reverse("finance:apply_bank_file", args=[file.pk]) in text(finance, "bank_file", file.pk)
    assert [one.expected for one in file.lines.all()] == ["accepted", "unmatched"]
