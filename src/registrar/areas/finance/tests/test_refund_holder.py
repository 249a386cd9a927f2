from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.urls import reverse
from tests import world

from registrar.areas.finance.models import Refund, StudentBankAccount
from registrar.areas.finance.refunds import same_holder
from registrar.areas.finance.web.refund_forms import BankAccountForm
from registrar.areas.platform import clock

from .books import NOW
from .refunding import ACCOUNT, granted, officers, paid, with_account
from .test_pages import client
from .test_refund_pages import FORM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("holder", "same"),
    [
        ("CHAN Tai Man", True),
        ("tai man chan", True),
        ("CHAN, Tai-Man", True),
        ("CHAN TAIMAN", True),
        ("CHAN Tai", False),
        ("WONG Tai Man", False),
    ],
)
def test_a_holder_is_compared_in_any_order_and_case(holder, same):
    assert same_holder(holder, SimpleNamespace(family_name="Chan", given_names="Tai Man")) is same


def test_another_holder_has_to_be_confirmed():
    person = world.study().student.person
    other = FORM | {"holder_name": "NOBODY Else"}
    assert list(BankAccountForm(other, person=person).errors) == ["holder_name"]
    assert BankAccountForm(other | {"other_holder": "on"}, person=person).is_valid()


def test_a_refund_to_another_holder_waits_until_the_office_accepts_the_name():
    with clock.at(NOW):
        clock.set_to(NOW)
        study = world.study()
        paid(study)
        account = with_account(study, replace(ACCOUNT, holder_name="NOBODY ELSE"))
        refund = granted(study)
        assert (refund.state, refund.held_for) == ("held", "holder")
        browser = client(officers()[0])
        address = reverse("finance:accept_holder", args=[refund.pk])
        page = browser.get(reverse("finance:refund", args=[refund.pk])).content.decode()
        assert address in page
        assert "NOBODY ELSE" in browser.get(address).content.decode()
        # an account that was not the one shown is not accepted, nor does the student accept it
        browser.post(address, {"account": account.pk + 1})
        assert client(study.student).post(address, {"account": account.pk}).status_code == 403
        refund.refresh_from_db()
        assert refund.state == "held"
        browser.post(address, {"account": account.pk})
        assert Refund.objects.get().state == "due"
        assert StudentBankAccount.objects.get().accepted_by.username == "fin001"
        with pytest.raises(IntegrityError, match="holder_accepted_by_somebody_else"):
            StudentBankAccount.objects.update(accepted_by=study.student)
