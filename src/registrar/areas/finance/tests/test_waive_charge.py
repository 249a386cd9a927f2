"""Waivers: who may, who must agree, and what of it the student and the books see."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.waive_charge import NotOwed, SamePerson, second_waiver, waive_charge
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import ChargeWaiver, DebitNote, RaisedCharge
from registrar.areas.finance.offices import Desk
from registrar.areas.finance.queries.charge_figures import charge_figures
from registrar.areas.finance.tests.books import balances, bank_line
from registrar.areas.platform.models import Notice
from registrar.kernel import Outcome

pytestmark = pytest.mark.django_db

NOW = world.at("2024-10-02 10:00")


@pytest.fixture
def librarian():
    return world.user("librarian", "library")


@pytest.fixture
def colleague():
    return world.user("colleague", "library")


def fine(amount="45.00", kind="library_overdue"):
    """Charge a student a library fine."""
    world.term()
    cause = Cause(kind, world.study().pk, "L1", office="library", amount=Decimal(amount), reason="Returned late")
    (answer,) = raise_charges([cause], actor=None, now=NOW)
    return answer.charge


def test_the_office_waives_its_own_charge_and_the_student_is_told(librarian):
    # given
    charge = fine()
    # when
    done = waive_charge(charge.pk, office="library", reason="The book drop was locked", actor=librarian, now=NOW)
    # then
    charge.refresh_from_db()
    assert done.granted
    assert (charge.state, charge.debit_note.state) == ("waived", "cancelled")
    assert balances() == {}
    assert Notice.objects.filter(kind="finance.charge_waived").count() == 1
    assert ChargeWaiver.objects.get().decision.outcome == "ALLOWED"


def test_waiving_twice_changes_nothing(librarian):
    # given
    charge = fine()
    first = waive_charge(charge.pk, office="library", reason="Locked", actor=librarian, now=NOW)
    # when
    again = waive_charge(charge.pk, office="library", reason="Other words", actor=librarian, now=NOW)
    # then
    assert again.waiver == first.waiver
    assert ChargeWaiver.objects.get().reason == "Locked"
    assert Notice.objects.filter(kind="finance.charge_waived").count() == 1


@pytest.mark.parametrize(
    ("office", "reason", "key"),
    [("student_affairs", "Hardship", "finance.waiver.other_office"), ("library", "  ", "finance.waiver.no_reason")],
)
def test_another_office_and_a_waiver_without_reason_are_refused(librarian, office, reason, key):
    # given
    charge = fine()
    # when
    done = waive_charge(charge.pk, office=office, reason=reason, actor=librarian, now=NOW)
    # then
    assert [finding.message.key for finding in done.decision.refusals] == [key]
    assert not ChargeWaiver.objects.exists()
    assert DebitNote.objects.get().state == "outstanding"


def test_a_paid_charge_is_refused_with_a_refund_as_the_way_out(librarian):
    # given
    charge = fine()
    assert record_payment(bank_line(charge.debit_note, credited_at=NOW), actor=None, now=NOW).accepted
    before = balances()
    # when
    done = waive_charge(charge.pk, office="finance", reason="Paid by mistake", actor=librarian, now=NOW)
    # then
    (refusal,) = done.decision.refusals
    assert refusal.message.key == "finance.waiver.paid"
    assert refusal.cure.message.key == "finance.waiver.refund_it"
    assert (balances(), RaisedCharge.objects.get().state) == (before, "charged")
    assert not ChargeWaiver.objects.exists()


def test_above_the_limit_a_second_person_decides(librarian, colleague):
    # given
    charge = fine("1000.10", "library_loss")
    # when
    asked = waive_charge(charge.pk, office="library", reason="Found again", actor=librarian, now=NOW)
    # then nothing is off yet, and the same person can't agree
    assert (asked.decision.outcome, asked.waiver.state) == (Outcome.NEEDS_APPROVAL, "proposed")
    with pytest.raises(SamePerson):
        second_waiver(asked.waiver.pk, agreed=True, office="library", actor=librarian, now=NOW)
    assert DebitNote.objects.get().state == "outstanding"
    # when a colleague agrees
    done = second_waiver(asked.waiver.pk, agreed=True, office="library", actor=colleague, now=NOW)
    # then
    assert done.granted
    assert DebitNote.objects.get().state == "cancelled"
    assert balances() == {}


def test_the_second_person_may_decline_and_it_can_be_proposed_again(librarian, colleague):
    # given
    charge = fine("1000.10", "library_loss")
    asked = waive_charge(charge.pk, office="library", reason="Found again", actor=librarian, now=NOW)
    # when
    second_waiver(asked.waiver.pk, agreed=False, office="library", actor=colleague, now=NOW)
    # then
    assert DebitNote.objects.get().state == "outstanding"
    again = waive_charge(charge.pk, office="library", reason="Here it is", actor=librarian, now=NOW)
    assert again.waiver.pk != asked.waiver.pk


def test_the_database_wants_two_persons(librarian):
    # given
    charge = fine("1000.10", "library_loss")
    asked = waive_charge(charge.pk, office="library", reason="Found again", actor=librarian, now=NOW)
    # when, round the action
    with pytest.raises(IntegrityError, match="two_persons_waive"), transaction.atomic():
        ChargeWaiver.objects.filter(pk=asked.waiver.pk).update(state="granted", decided_by=librarian, decided_at=NOW)
    # then
    assert ChargeWaiver.objects.get().state == "proposed"


def test_what_was_never_owed_has_nothing_to_waive(librarian):
    # given a request that waits for an amount (HB24-4C-11)
    world.term()
    (asked,) = raise_charges([Cause("data_access", world.study().pk, "dar:1")], actor=None, now=NOW)
    # when
    with pytest.raises(NotOwed):
        waive_charge(asked.charge.pk, office="finance", reason="No", actor=librarian, now=NOW)
    # then
    assert not ChargeWaiver.objects.exists()


def test_the_figures_of_an_office_count_what_waits_for_another_person(librarian, colleague):
    # given a charge that is waived by one, one that waits for a second person, and one that was declined before
    study = world.study()
    world.term()
    causes = [
        Cause("library_loss", study.pk, f"L{n}", office="library", amount=Decimal("1500.00"), reason="Lost")
        for n in range(2)
    ]
    small = Cause("library_overdue", study.pk, "S", office="library", amount=Decimal("45.00"), reason="Late")
    first, second, third = [answer.charge for answer in raise_charges([*causes, small], actor=None, now=NOW)]
    waits = waive_charge(first.pk, office="library", reason="Found", actor=librarian, now=NOW).waiver
    declined = waive_charge(second.pk, office="library", reason="Found", actor=librarian, now=NOW).waiver
    second_waiver(declined.pk, agreed=False, office="library", actor=colleague, now=NOW)
    waive_charge(third.pk, office="library", reason="Locked", actor=librarian, now=NOW)
    # when
    desks = [Desk("library")]
    mine, hers = charge_figures(desks, librarian), charge_figures(desks, colleague)
    # then
    assert waits.state == "proposed"
    assert (mine.to_second, hers.to_second) == (0, 1)
    assert (hers.outstanding, hers.outstanding_amount, hers.asked) == (2, Decimal("3000.00"), 0)
    assert charge_figures([Desk("student_affairs")], colleague).outstanding == 0
