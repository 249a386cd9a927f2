"""What is owed by age and origin, with money on its way counted as received."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.queries.collections import ageing, ageing_by, by_day, by_state, owed_notes
from registrar.areas.finance.queries.held import due_on
from registrar.areas.platform import clock

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db
LATER = date(2024, 9, 10)
PAGE = "finance:collections"


@pytest.fixture
def short():
    """A note of HK$65,000 for which a transfer brought HK$64,940, due on 30 August."""
    owed = note(world.study(), line("65000.00", "tuition"), line())
    record_payment(
        bank_line(owed, "65340.00", channel="telegraphic_transfer", reference="W1", booked=True), actor=None, now=NOW
    )
    return owed


def browser(*roles):
    found = Client(headers={"accept-language": "en"})
    found.force_login(world.user("staff", *roles))
    return found


def test_held_money_counts_as_received(short):
    assert due_on(short) == Decimal("60.00")
    share = by_state("2024/25-S1")["outstanding"]
    assert (share.notes, share.amount, share.held) == (1, Decimal("60.00"), Decimal("65340.00"))
    assert [(str(day), one.amount) for day, one in by_day("2024/25-S1")] == [("2024-08-20", Decimal("65340.00"))]
    # When the deficit comes too, all of it is there, counted once
    record_payment(bank_line(short, "60.00", reference="F1"), actor=None, now=NOW)
    share = by_state("2024/25-S1")["paid"]
    assert (share.amount, share.held) == (Decimal("65400.00"), Decimal("0.00"))
    assert by_day("2024/25-S1")[0][1].amount == Decimal("65400.00")
    assert ageing(LATER)[2].amount == 0


@pytest.mark.parametrize(
    ("today", "place"),
    [
        (date(2024, 8, 30), 0),
        (date(2024, 8, 31), 1),
        (date(2024, 9, 6), 1),
        (date(2024, 9, 7), 2),
        (date(2024, 9, 14), 3),
        (date(2024, 9, 30), 4),
    ],
)
def test_ages_begin_on_the_day_after_their_edge(short, today, place):
    assert [share.amount for share in ageing(today)] == [Decimal(60 if at == place else 0) for at in range(5)]


def test_what_is_owed_is_broken_down_by_programme_kind_and_office(short):
    other = world.study("24000002D", programme=world.programme("61430"))
    note(other, line("400.00"), deadline=date(2024, 9, 20))
    found = {
        what: {key: [str(share.amount) for share in shares] for key, shares in ageing_by(what, LATER).items()}
        for what in ("programme", "kind", "office")
    }
    assert found == {
        "programme": {
            "61430": ["400.00", "0.00", "0.00", "0.00", "0.00"],
            "61435": ["0.00", "0.00", "60.00", "0.00", "0.00"],
        },
        "kind": {
            "caution_money": ["400.00", "0.00", "0.00", "0.00", "0.00"],
            "tuition": ["0.00", "0.00", "60.00", "0.00", "0.00"],
        },
        "office": {"": ["400.00", "0.00", "60.00", "0.00", "0.00"]},
    }
    first = next(owed_notes(LATER))
    assert (first.number, first.late, first.due) == (short.number, 11, Decimal("60.00"))


def test_the_files_hold_what_the_page_shows(short):
    clock.set_to(world.at("2024-09-10 10:00"))
    office = browser("finance")
    page = office.get(reverse(PAGE), {"by": "kind"}).content.decode()
    assert "HK$60.00" in page
    assert "HK$65,340.00 came by transfer" in page
    rows = rows_of(office.get(reverse(PAGE), {"by": "kind", "export": "csv"}))
    assert rows[1] == ["Tuition", "1", "0.00", "0.00", "60.00", "0.00", "0.00", "60.00"]
    rows = rows_of(office.get(reverse(PAGE), {"file": "notes", "export": "csv"}))
    assert rows[1][3:] == [
        *("Tuition", "Billing run", "2024-08-30", "11", "8 to 14 days late"),
        *("65400.00", "65340.00", "60.00"),
    ]


def rows_of(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_page_takes_the_same_queries_however_much_is_owed(short):
    clock.set_to(world.at("2024-09-10 10:00"))
    office, counts = browser("finance"), []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            office.get(reverse(PAGE), {"by": "office"})
        counts.append(len(queries))
        note(world.study(f"2400001{number}D"), line("500.00"))
    assert counts[0] == counts[1]


def test_nothing_owed_is_said_and_students_see_nothing(short):
    clock.set_to(world.at("2024-09-10 10:00"))
    record_payment(bank_line(short, "60.00", reference="F1"), actor=None, now=NOW)
    assert "Nothing is owed" in browser("auditor").get(reverse(PAGE)).content.decode()
    student = Client()
    student.force_login(short.study.student)
    assert student.get(reverse(PAGE), {"export": "csv"}).status_code == 403
