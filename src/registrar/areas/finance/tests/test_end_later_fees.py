"""Fees of the terms after the last one fall away with the registrations."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from tests import world

from registrar.areas.finance.actions.end_later_fees import end_later_fees
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import DebitNote, Refund

from .books import bank_line, check_constraints_now, line

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2024/25-S1", "2024/25-S2"
NOW = world.at("2025-01-24 10:00")


def charged(study, term, amount, *, kind="tuition_initial", basis="credit", pay=False):
    new = NewNote(study, "ugc", (replace(line(amount, kind), basis=basis),))
    with transaction.atomic():
        (owed,) = issue_notes([new], term=term, deadline=date(2025, 2, 28), actor=None, now=NOW)
    if pay:
        assert record_payment(replace(bank_line(owed), credited_at=NOW), actor=None, now=NOW).accepted
        owed.refresh_from_db()
    return owed


@pytest.fixture
def terms():
    return world.term(FIRST), world.term(SECOND, "2025-01-13")


def test_what_is_unpaid_for_later_terms_is_cancelled_and_the_last_term_stays(terms):
    # given: a consecutive subject billed whole in Semester One, and two notes of Semester Two (HB24-6J-02/1, 8A-18)
    study = world.study()
    last, later = charged(study, terms[0], "8430.00"), charged(study, terms[1], "4215.00")
    flat = charged(study, terms[1], "21050.00", kind="tuition", basis="semester")
    # when, twice
    done = end_later_fees(study.pk, FIRST, actor=None, now=NOW)
    again = end_later_fees(study.pk, FIRST, actor=None, now=NOW)
    # then
    check_constraints_now()
    assert {note.pk for note in done.cancelled} == {later.pk, flat.pk}
    assert (again.cancelled, again.refunds) == ((), ())
    states = dict(DebitNote.objects.values_list("pk", "state"))
    assert states == {last.pk: "outstanding", later.pk: "cancelled", flat.pk: "cancelled"}
    assert not Refund.objects.exists()


def test_credits_paid_for_a_later_term_come_back_once(terms):
    # given
    study = world.study()
    charged(study, terms[1], "4215.00", pay=True)
    # when
    first = end_later_fees(study.pk, FIRST, actor=None, now=NOW).refunds
    second = end_later_fees(study.pk, FIRST, actor=None, now=NOW).refunds
    # then
    check_constraints_now()
    assert [(one.amount, one.kind, one.term_id) for one in first] == [(Decimal(4215), "fewer_credits", SECOND)]
    assert (second, Refund.objects.count()) == ((), 1)


def test_a_flat_fee_that_was_paid_is_left_to_the_finance_office(terms):
    # given
    study = world.study()
    charged(study, terms[1], "21050.00", kind="tuition", basis="semester", pay=True)
    # when
    done = end_later_fees(study.pk, FIRST, actor=None, now=NOW)
    # then
    assert (done.cancelled, done.refunds, Refund.objects.count()) == ((), (), 0)


def test_what_was_paid_for_the_last_term_stays_whole(terms):
    # given (HB24-6J-02: a consecutive subject paid in full in its first term brings no refund)
    study = world.study()
    charged(study, terms[0], "8430.00", pay=True)
    # when
    done = end_later_fees(study.pk, FIRST, actor=None, now=NOW)
    # then
    assert (done.refunds, Refund.objects.count()) == ((), 0)
