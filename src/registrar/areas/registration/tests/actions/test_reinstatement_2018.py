"""Reinstatement under the edition of 2018/19, which charges approved cases only."""

from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.models import DebitNote
from registrar.areas.registration.actions.decide_reinstatement import decide_reinstatement
from registrar.areas.registration.actions.follow_reinstatements import follow_reinstatements
from registrar.areas.registration.tests.actions.test_reinstatement import ask, pay, state_of
from registrar.areas.studies.models import StatusChange, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return world.user("office1", "department", department="COMP")


def fell(study):
    StatusChange.objects.create(
        study=study,
        before="active",
        after="nullified",
        term_id="2018/19-S1",
        reason="unpaid_fees",
        at=world.at("2018-10-08 01:10"),
    )


def test_the_edition_of_2018_charges_approved_cases_only(officer):
    # HB18-3W-03/1, HB18-3W-03/2: given a nullification of October 2018
    world.term("2018/19-S1", "2018-09-03")
    study = world.study("18000001D", status="nullified", cohort="2018/19", entry_term=world.term("2018/19-S1"))
    fell(study)
    row = ask(study, world.at("2018-10-22 10:00")).reinstatement
    assert (row.form, row.charge) == ("AS118", None)
    # when it is approved, HK$400 is charged, and the registration waits for them
    then = world.at("2018-10-24 10:00")
    decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=then)
    row.refresh_from_db()
    assert (row.state, row.charge.debit_note.amount) == ("approved", Decimal("400.00"))
    assert follow_reinstatements(now=then) == 0
    # HB18-FEE-I-07/1: when they are paid
    pay(row.charge.debit_note, then, "pps")
    assert follow_reinstatements(now=then) == 1
    assert (state_of(row), Study.objects.get().status) == ("reinstated", "active")
    # and nothing is done twice
    assert follow_reinstatements(now=then) == 0


def test_the_edition_of_2018_charges_nothing_for_a_refusal(officer):
    # HB18-FEE-I-07/2
    world.term("2018/19-S1", "2018-09-03")
    study = world.study("18000001D", status="nullified", cohort="2018/19", entry_term=world.term("2018/19-S1"))
    fell(study)
    row = ask(study, world.at("2018-10-22 10:00")).reinstatement
    decide_reinstatement(row.pk, approved=False, words="No", actor=officer, now=world.at("2018-10-24 10:00"))
    assert state_of(row) == "refused"
    assert not DebitNote.objects.exists()
