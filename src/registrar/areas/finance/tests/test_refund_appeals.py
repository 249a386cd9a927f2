from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.finance.actions.refund_appeal_fee import refund_appeal_fee
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import Payment, RaisedCharge, Refund
from registrar.areas.platform import clock

from .books import NOW, balances, check_constraints_now
from .refunding import appealed, granted, officers, paid
from .test_pages import client

pytestmark = pytest.mark.django_db


def uphold(charge, upheld):
    return refund_appeal_fee(charge.pk, matter="subject_result", upheld=upheld, actor=None, now=NOW)


def test_the_fee_of_an_upheld_appeal_comes_back_once():
    # HB24-6I-04/4: given the fee of two papers, paid under the reference of the appeal
    study = world.study()
    charge = appealed(study)
    # when one paper is upheld, twice
    first, second = uphold(charge, 1), uphold(charge, 2)
    # then the fee of that paper comes back, out of that very charge, and nothing more
    check_constraints_now()
    assert (first.refund.amount, first.refund.charge_id) == (Decimal(125), charge.pk)
    assert second.refused.key == "finance.refund.granted_before"
    assert uphold(appealed(study, "A-18"), 0).refund is None
    assert balances()["income:other_fees"] == Decimal(-375)


def test_more_papers_than_charged_and_unpaid_fees_bring_nothing_back():
    study = world.study()
    assert uphold(appealed(study), 3).decision.refusals[0].message.key == "finance.appeal_fee_refund.more"
    unpaid = uphold(appealed(study, "A-18", pay=False), 1)
    assert unpaid.decision.refusals[0].message.key == "finance.appeal_fee_refund.unpaid"
    back = appealed(study, "A-19")
    take_back_payment(Payment.objects.get(debit_note=back.debit_note).pk, actor=None, now=NOW)
    assert not uphold(back, 1).decision.allowed
    with pytest.raises(RaisedCharge.DoesNotExist):
        refund_appeal_fee(0, matter="subject_result", upheld=1, actor=None, now=NOW)
    assert not Refund.objects.exists()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=st.integers(1, 9), upheld=st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_whatever_is_upheld_never_brings_back_more_than_was_paid(papers, upheld):
    with transaction.atomic():
        charge = appealed(world.study(), papers=papers)
        for number in upheld:
            uphold(charge, number)
        check_constraints_now()
        back = sum(Refund.objects.filter(charge=charge).values_list("amount", flat=True))
        fits = [number for number in upheld if 0 < number <= papers]
        assert back == (125 * fits[0] if fits else 0)
        assert back <= charge.debit_note.amount
        transaction.set_rollback(True)


def test_the_database_refuses_a_refund_above_what_was_paid():
    # round the ORM's own look: more than the charge, no charge at all, and more than the term's tuition
    study = world.study()
    refund = uphold(appealed(study), 1).refund
    paid(study, "1000.00")
    with pytest.raises(IntegrityError, match="more than was paid for the term"), transaction.atomic():
        granted(study, "1000.01")
    row = {name: getattr(refund, name) for name in ("kind", "clause", "source", "granted_at", "decision_id")}
    row |= {"study": study, "state": "held", "held_for": "no_account"}
    other = appealed(study, "A-18")
    for amount, charge in (("250.01", other), ("1.00", None), ("1.00", appealed(study, "A-19", pay=False))):
        with pytest.raises(IntegrityError, match="more than was paid for its charge"), transaction.atomic():
            Refund.objects.create(**row, amount=Decimal(amount), charge=charge, reference="by hand")
    assert Refund.objects.count() == 1


def asked():
    return reverse("finance:refund_details") + "?student=24000001D&ground=appeal"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_without_a_paid_fee_the_page_says_so_and_grants_nothing(language):
    with clock.at(NOW):
        clock.set_to(NOW)
        charge = appealed(world.study(), pay=False)
        browser = client(officers()[0], language)
        page = browser.get(asked()).content.decode()
        said = "has paid no appeal fee" if language == "en" else "沒有已繳而未退還的上訴費用"
        assert said in page
        assert "<select" not in page
        sent = {"charge": charge.pk, "matter": "subject_result", "upheld": "1"}
        assert browser.post(asked(), sent).status_code == 422
        assert browser.get(reverse("finance:refund_details") + "?student=99&ground=appeal").status_code == 404
        assert not Refund.objects.exists()


def test_the_office_picks_the_paid_appeal_and_types_no_amount():
    with clock.at(NOW):
        clock.set_to(NOW)
        charge = appealed(world.study())
        browser = client(officers()[0])
        assert "A-17: 2 papers at HK$125.00" in browser.get(asked()).content.decode()
        sent = {"charge": charge.pk, "matter": "subject_result", "upheld": "3", "amount": "9000", "papers": "9"}
        wrong = browser.post(asked(), sent)
        assert wrong.status_code == 422
        assert "The fee was charged for 2 papers." in wrong.content.decode()
        address = browser.post(asked(), sent | {"upheld": "2"}).url
        assert "amount" not in address
        browser.post(address)
        assert Refund.objects.get().amount == Decimal(250)
        # the refunded appeal is no longer offered
        assert "has paid no appeal fee" in browser.get(asked()).content.decode()
