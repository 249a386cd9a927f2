"""The statement of account: some days of it, with balances around them and clauses in it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.reverse_transaction import reverse_transaction
from registrar.areas.finance.models import DebitNote
from registrar.areas.platform import clock

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db
JULY = world.at("2024-07-20 10:00")
PAGE = "finance:my_statement"


@pytest.fixture
def study():
    """HK$400 of July paid in August, when tuition is charged."""
    study = world.study()
    old = note(study, now=JULY)
    record_payment(bank_line(old), actor=None, now=NOW)
    note(study, line("21050.00", "tuition"))
    clock.set_to(NOW)
    return study


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


def test_all_days_without_being_asked_with_the_clause_of_each_charge(study):
    page = client(study.student).get(reverse(PAGE))
    assert [str(row["balance"]) for row in page.context["lines"]] == ["HK$400.00", "HK$0.00", "HK$21,050.00"]
    assert (str(page.context["opening"]), str(page.context["balance"])) == ("HK$0.00", "HK$21,050.00")
    assert "8I-03" in page.content.decode()


def test_a_period_has_its_own_opening_and_closing_balance(study):
    page = client(study.student).get(reverse(PAGE), {"start": "2024-08-01", "end": "2024-08-31"})
    assert (str(page.context["opening"]), str(page.context["balance"])) == ("HK$400.00", "HK$21,050.00")
    assert len(page.context["lines"]) == 2
    quiet = client(study.student).get(reverse(PAGE), {"start": "2024-08-01", "end": "2024-08-10"}).content.decode()
    assert "Nothing was posted in these days" in quiet
    assert 'The balance stands at <span class="rg-money">HK$400.00</span>.' in quiet


@pytest.mark.parametrize(
    ("language", "said", "later"),
    [("en", "in your favour", "The university owes you"), ("zh-hant", "應退還你", "大學應退還你")],
)
def test_what_the_university_owes_is_said_in_words_without_a_minus(language, said, later):
    # given HK$400 paid in July for a note that was then reversed
    study = world.study()
    record_payment(bank_line(note(study, now=JULY)), actor=None, now=JULY)
    charge = DebitNote.objects.get().lines.get()
    reverse_transaction(charge.transaction, actor=None, now=NOW)
    clock.set_to(NOW)
    # when the student reads the statement, its balance of -400 is in words, also for days in which nothing happened
    page = client(study.student, language).get(reverse(PAGE))
    assert str(page.context["lines"][-1]["balance"]) == "-HK$400.00"
    shown = page.content.decode()
    assert said in shown
    assert "-HK$" not in shown
    assert "−HK$" not in shown
    quiet = client(study.student, language).get(reverse(PAGE), {"start": "2024-08-20", "end": "2024-08-20"})
    assert later in client(study.student, language).get(reverse(PAGE), {"start": "2024-08-21"}).content.decode()
    assert "−HK$" not in quiet.content.decode()
    # and the document says it in both languages
    document = client(study.student).get(reverse("finance:my_statement_pdf")).content
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    assert "in your favour" in text
    assert "應退還你" in text
    assert "−" not in text


def test_days_the_wrong_way_round_name_the_field_and_make_no_document(study):
    days = {"start": "2024-08-31", "end": "2024-08-01"}
    browser = client(study.student)
    assert '<a href="#id_end_day">The last day must not' in browser.get(reverse(PAGE), days).content.decode()
    assert browser.get(reverse("finance:my_statement_pdf"), days).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_document_is_the_same_for_the_same_days_in_any_language(study, language):
    days = {"start": "2024-08-01"}
    first = client(study.student, language).get(reverse("finance:my_statement_pdf"), days)
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == client(study.student).get(reverse("finance:my_statement_pdf"), days).content


def test_the_office_reads_the_same_days_and_the_balance_of_today(study):
    office = client(world.user("fin001", "finance"))
    page = office.get(reverse("finance:account", args=[study.pk]), {"end": "2024-07-31"})
    assert (len(page.context["lines"]), str(page.context["balance"])) == (1, "HK$400.00")
    assert "HK$21,050.00" in page.content.decode()
    assert office.get(reverse(PAGE)).status_code == 403
