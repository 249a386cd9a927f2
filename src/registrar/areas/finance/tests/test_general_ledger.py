"""The general ledger's files against the trial balance, and what is asked wrongly."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.queries.books import trial_balance
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db
JULY = world.at("2024-07-20 10:00")
PAGE = "finance:general_ledger"


@pytest.fixture(autouse=True)
def day():
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


@pytest.fixture
def office():
    """A note of July paid in August, and a note of August that is open."""
    study = world.study()
    old = note(study, now=JULY)
    record_payment(bank_line(old), actor=None, now=NOW)
    note(study, line("21050.00", "tuition"))
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(world.user("fin001", "finance"))
    return browser


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_all_entries_sum_to_the_trial_balance(office):
    # Given books of two months, when all of it is exported
    answer = office.get(reverse(PAGE), {"start": "2024-07-01", "end": "2024-08-31", "export": "csv"})
    heads, *entries, total = rows_of(answer)
    # Then the totals balance, and by account they are the trial balance
    assert heads[:2] == ["Posting", "Date"]
    assert total[-2:] == ["21850.00", "21850.00"]
    sums = {}
    for row in entries:
        code = "receivable" if row[7] else row[4]
        debit, credit = sums.get(code, (Decimal(0), Decimal(0)))
        sums[code] = debit + Decimal(row[8] or 0), credit + Decimal(row[9] or 0)
    assert sums == {one.code: (one.debit, one.credit) for one in trial_balance()}
    # and a receivable names its student, in neutral words for the account
    assert {row[7] for row in entries if row[4].startswith("receivable")} == {"24000001D"}
    assert AccessLog.objects.get().subject == "download:ledger"


def test_the_summary_carries_balances_over(office):
    answer = office.get(reverse(PAGE), {"start": "2024-08-01", "end": "2024-08-31", "export": "csv", "file": "summary"})
    _heads, *lines, total = rows_of(answer)
    assert {row[0]: row[3:] for row in lines} == {
        "bank": ["0.00", "400.00", "0.00", "400.00"],
        "income:tuition:ugc": ["0.00", "0.00", "21050.00", "-21050.00"],
        "liability:caution_money": ["-400.00", "0.00", "0.00", "-400.00"],
        "receivable": ["400.00", "21050.00", "400.00", "21050.00"],
    }
    assert total[3:] == ["0.00", "21450.00", "21450.00", "0.00"]
    # Closing balances are those of the trial balance on the same day
    assert {row[0]: Decimal(row[6]) for row in lines} == {one.code: one.balance for one in trial_balance(NOW.date())}


def test_a_spreadsheet_holds_amounts_as_numbers(office):
    answer = office.get(reverse(PAGE), {"start": "2024-07-01", "end": "2024-07-31", "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[8:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        (400, None),
        (None, 400),
        (400, 400),
    ]


def test_days_without_postings_give_an_empty_file_and_say_so(office):
    days = {"start": "2024-08-01", "end": "2024-08-10"}
    page = office.get(reverse(PAGE), days).content.decode()
    assert "Nothing was posted from 1 Aug 2024 to 10 Aug 2024" in page
    assert "HK$400.00" in page  # what stood before still stands
    (_heads, total) = rows_of(office.get(reverse(PAGE), days | {"export": "csv"}))
    assert total[-2:] == ["0.00", "0.00"]


def test_a_period_the_wrong_way_round_names_the_field_and_gives_no_file(office):
    days = {"start": "2024-08-31", "end": "2024-08-01", "export": "csv"}
    answer = office.get(reverse(PAGE), days)
    page = answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert '<a href="#id_end_day">The last day must not come before the first.</a>' in page
    assert not AccessLog.objects.exists()


def test_the_trial_balance_stands_as_at_a_day(office):
    page = office.get(reverse("finance:trial_balance"), {"as_at": "2024-07-31"}).content.decode()
    assert "HK$400.00" in page
    assert "HK$21,050.00" not in page
    _heads, *lines, total = rows_of(
        office.get(reverse("finance:trial_balance"), {"as_at": "2024-07-31", "export": "csv"})
    )
    assert [row[0] for row in lines] == ["liability:caution_money", "receivable"]
    assert total[3:] == ["400.00", "400.00", "0.00"]
    early = office.get(reverse("finance:trial_balance"), {"as_at": "2024-06-30"}).content.decode()
    assert "Nothing had been posted by the end of this day" in early


def test_a_file_takes_the_same_queries_however_many_entries(office):
    counts = []
    for days in ({"start": "2024-07-01", "end": "2024-07-31"}, {"start": "2024-07-01", "end": "2024-08-31"}):
        with CaptureQueriesContext(connection) as queries:
            lines = rows_of(office.get(reverse(PAGE), days | {"export": "csv"}))
        counts.append((len(lines), len(queries)))
    (few, before), (many, after) = counts
    assert (few, many) == (4, 8)
    assert before == after


def test_students_see_neither(office):
    browser = Client()
    browser.force_login(world.study("24000002D").student)
    for name in (PAGE, "finance:trial_balance"):
        assert browser.get(reverse(name), {"export": "csv"}).status_code == 403
