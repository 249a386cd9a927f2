from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import BankOrder, DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.finance.signing import signature
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .books import NOW, bank_line, line, note
from .test_raise_debit_notes import bill

pytestmark = pytest.mark.django_db
OFFICE = ["notes", "collections", "questions", "journal", "trial_balance"]


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of billing."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def study():
    """A student who owes tuition, and HK$400 of an earlier note that is paid."""
    study = world.study()
    record_payment(bank_line(note(study)), actor=None, now=NOW)
    note(study, line("21050.00", "tuition"))
    return study


@pytest.fixture
def finance():
    return client(world.user("fin001", "finance"))


def open_note():
    return DebitNote.objects.get(state="outstanding")


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_my_fees_says_what_is_owed_by_when_and_why(study, language):
    page = client(study.student, language).get(reverse("finance:my_fees")).content.decode()
    assert "HK$21,050.00" in page
    assert ("Fri 30 Aug 2024" if language == "en" else "2024年8月30日") in page
    # the advised days, the clause and the decision of the line, and the receipt of the settled note
    assert ("Wed 28 Aug 2024" if language == "en" else "2024年8月28日") in page
    assert "polyu-2024-25" in page
    assert "8I-03" in page
    assert "R00000001" in page


def test_a_student_pays_through_the_sandbox_bank(study):
    # given the pay page, which offers FPS and explains why Alipay HK is not offered
    browser = client(study.student)
    owed = open_note()
    page = browser.get(reverse("finance:pay_note", args=[owed.number])).content.decode()
    assert 'value="fps"' in page
    assert 'value="alipay_hk"' not in page
    assert "Alipay HK takes fees other than tuition only." in page
    # when FPS is chosen and the bank pays exactly
    answer = browser.post(reverse("finance:pay_note", args=[owed.number]), {"channel": "fps"})
    assert answer.status_code == 303
    answer = browser.post(answer.url, {"what": "exact"}, follow=True)
    # then the result shows the receipt, which can be printed
    assert "Payment received" in answer.content.decode()
    assert DebitNote.objects.get(pk=owed.pk).state == "paid"
    receipt = Receipt.objects.get(payment__debit_note=owed)
    assert browser.get(reverse("finance:receipt", args=[receipt.number])).status_code == 200
    pdf = browser.get(reverse("finance:receipt_pdf", args=[receipt.number]))
    assert pdf.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("what", "said", "clause"),
    [
        ("short", "rejected", "8D-01"),
        ("over", "rejected", "8D-01"),
        ("late", "rejected", "8A-19"),
        ("declined", "declined", None),
        ("abandoned", "without paying", None),
    ],
)
def test_what_can_go_wrong_at_the_bank_is_explained_and_changes_nothing(study, what, said, clause):
    browser = client(study.student)
    owed = open_note()
    to_bank = browser.post(reverse("finance:pay_note", args=[owed.number]), {"channel": "fps"}).url
    page = browser.post(to_bank, {"what": what}, follow=True).content.decode()
    assert said in page
    assert open_note() == owed
    if clause:
        assert Payment.objects.get(debit_note=owed).decision.refusing == [f"polyu-2024-25:{clause}"]


def test_a_note_paid_in_another_tab_is_not_asked_for_again(study):
    # Given two orders for the same note, opened in two tabs, and the first of them paid
    browser, owed = client(study.student), open_note()
    pay = reverse("finance:pay_note", args=[owed.number])
    first, second = (browser.post(pay, {"channel": "fps"}).url for _ in range(2))
    browser.post(first, {"what": "exact"})
    # When the second is paid as well, and the page of payment is opened again
    told = browser.post(second, {"what": "exact"}, follow=True).content.decode()
    back = browser.get(pay)
    # Then the money goes back, the note counts as paid, and the note itself is shown
    assert f"The payment was rejected and the money goes back. Debit note {owed.number} is paid." in told
    assert "is still to be paid" not in told
    assert (back.status_code, back.url) == (303, reverse("finance:note", args=[owed.number]))
    assert browser.post(pay, {"channel": "fps"}).url == back.url


def test_an_overdue_note_invites_no_payment_that_would_be_sent_back(study):
    # Given a note that was not paid by its deadline
    DebitNote.objects.filter(state="outstanding").update(state="overdue", deadline=NOW.date() - timedelta(days=1))
    note_ = DebitNote.objects.get(state="overdue")
    browser, pay = client(study.student), reverse("finance:pay_note", args=[note_.number])
    # When the student looks at it
    pages = [browser.get(url).content.decode() for url in (reverse("finance:my_fees"), note_url(note_))]
    # Then no page leads to paying, and the way back is named
    assert [pay in page for page in pages] == [False, False]
    assert "AR118" in pages[0]
    assert browser.get(pay).url == note_url(note_)


def note_url(note_):
    return reverse("finance:note", args=[note_.number])


def test_a_receipt_is_seen_from_its_day_only():
    study = world.study()
    record_payment(bank_line(note(study), channel="atm"), actor=None, now=NOW)
    browser = client(study.student)
    number = Receipt.objects.get().number
    page = browser.get(reverse("finance:receipt", args=[number])).content.decode()
    assert "Thu 22 Aug 2024" in page
    assert "not ready yet" in page
    assert browser.get(reverse("finance:receipt_pdf", args=[number])).status_code == 404


def test_the_bank_reports_over_a_signed_callback(study):
    browser = client(study.student)
    browser.post(reverse("finance:pay_note", args=[open_note().number]), {"channel": "fps"})
    order = BankOrder.objects.get()
    body = (
        b'{"amount": "21050.00", "credited_at": "2024-08-20T10:00:00+08:00", "outcome": "paid", '
        b'"reference": "GW-7", "token": "' + str(order.token).encode() + b'"}'
    )
    bank = Client(enforce_csrf_checks=True)
    forged = bank.post(reverse("finance:bank_callback"), body, "application/json", headers={"X-Bank-Signature": "00"})
    assert forged.status_code == 400
    for _ in range(2):
        answer = bank.post(
            reverse("finance:bank_callback"), body, "application/json", headers={"X-Bank-Signature": signature(body)}
        )
        assert answer.json() == {"order": "paid", "payment": "accepted"}
    assert Payment.objects.filter(bank_reference="GW-7").count() == 1


def test_nobody_sees_the_account_of_another_student(study):
    other = client(world.study("24000002D").student)
    number, receipt = open_note().number, Receipt.objects.get().number
    for name, argument in [
        ("note", number),
        ("note_pdf", number),
        ("pay_note", number),
        ("receipt", receipt),
        ("receipt_pdf", receipt),
    ]:
        assert other.get(reverse(f"finance:{name}", args=[argument])).status_code == 404
    for name in OFFICE:
        assert other.get(reverse(f"finance:{name}")).status_code == 403
    assert other.get(reverse("finance:account", args=[study.pk])).status_code == 403
    assert other.get(reverse("finance:bank", args=[UUID(int=7)])).status_code == 404


def test_an_auditor_reads_and_changes_nothing(study):
    auditor = client(world.user("aud001", "auditor"))
    for name in OFFICE:
        assert auditor.get(reverse(f"finance:{name}")).status_code == 200
    number, payment = open_note().number, Payment.objects.get()
    assert auditor.get(reverse("finance:note", args=[number])).status_code == 200
    assert auditor.post(reverse("finance:cancel_note", args=[number])).status_code == 403
    assert auditor.post(reverse("finance:take_back", args=[payment.pk])).status_code == 403
    assert auditor.post(reverse("finance:pay_note", args=[number]), {"channel": "fps"}).status_code == 404
    assert DebitNote.objects.filter(state="outstanding").count() == 1


def test_a_look_of_staff_at_a_student_is_logged(study, finance):
    finance.get(reverse("finance:account", args=[study.pk]))
    finance.get(reverse("finance:note", args=[open_note().number]))
    assert list(AccessLog.objects.order_by("pk").values_list("page", "subject")) == [
        ("finance:account", f"study:{study.pk}"),
        ("finance:note", f"study:{study.pk}"),
    ]
    # and a student's look at an own note is not
    client(study.student).get(reverse("finance:note", args=[open_note().number]))
    assert AccessLog.objects.count() == 2


def test_the_office_cancels_a_note_and_reverses_a_payment(study, finance):
    owed, paid = open_note(), Payment.objects.get()
    finance.post(reverse("finance:cancel_note", args=[owed.number]))
    finance.post(reverse("finance:take_back", args=[paid.pk]))
    assert DebitNote.objects.get(pk=owed.pk).state == "cancelled"
    assert Payment.objects.get(pk=paid.pk).state == "reversed"
    page = finance.get(reverse("finance:trial_balance")).content.decode()
    assert "The books balance" in page


def test_the_office_matches_money_without_a_note(study, finance):
    record_payment(bank_line(open_note(), number="2400", reference="LOST"), actor=None, now=NOW)
    waiting = UnmatchedPayment.objects.get()
    assert "LOST" in finance.get(reverse("finance:questions")).content.decode()
    url = reverse("finance:match_unmatched", args=[waiting.pk])
    assert finance.post(url, {"number": "123"}).status_code == 422
    assert finance.post(url, {"number": "99999999"}).status_code == 422
    assert finance.post(url, {"number": open_note().number}).status_code == 303
    assert not DebitNote.objects.filter(state="outstanding").exists()


def test_what_could_not_be_priced_is_listed(finance):
    study = world.study(programme=world.programme("99999", funding="self_financed"))
    raise_debit_notes([bill(study, funding="self_financed", programme="99999")], term=world.term(), actor=None, now=NOW)
    page = finance.get(reverse("finance:questions")).content.decode()
    assert "24000001D" in page
    assert "The fee table does not list this programme." in page


@pytest.mark.parametrize("name", OFFICE)
def test_the_number_of_queries_does_not_grow_with_the_rows(name, finance):
    counts = []
    for first, last in ((10, 12), (12, 22)):
        for number in range(first, last):
            study = world.study(f"240001{number}D")
            record_payment(bank_line(note(study)), actor=None, now=NOW)
            note(study, line(str(Decimal(500)), "tuition"))
        finance.get(reverse(f"finance:{name}"))
        with CaptureQueriesContext(connection) as seen:
            assert finance.get(reverse(f"finance:{name}")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_lists_can_be_downloaded(study, finance):
    csv = b"".join(finance.get(reverse("finance:notes") + "?export=csv").streaming_content).decode("utf-8-sig")
    rows = [row.split(",") for row in csv.splitlines()]
    assert rows[0][0] == "Debit note"
    assert ["24000002", "24000001D", "CHAN Tai Man"] in [row[:3] for row in rows]
    xlsx = finance.get(reverse("finance:journal") + "?export=xlsx")
    assert xlsx.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("url", "found"),
    [("/fees/?q=53070", "HK$5,350.00"), ("/fees/ugc/?charged=2024/25&residency=nonlocal", "HK$160,000.00")],
)
def test_anybody_may_search_the_fee_tables(url, found):
    page = Client().get(url).content.decode()
    assert found in page
    assert "polyu-2024-25" in page


def test_documents_are_the_same_for_the_same_note(study):
    browser = client(study.student)
    url = reverse("finance:note_pdf", args=[open_note().number])
    assert browser.get(url).content == browser.get(url).content
