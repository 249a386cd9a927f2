from decimal import Decimal

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.refund_term_tuition import refund_term_tuition
from registrar.areas.finance.models import DebitNote, Refund
from registrar.areas.finance.web.forms import MatchForm
from registrar.areas.finance.web.refund_forms import BankAccountForm
from registrar.areas.people.models import Person
from registrar.areas.platform import clock
from registrar.areas.studies.actions.change_status import change_status

from .books import NOW
from .refunding import granted, officers, paid
from .test_pages import client
from .test_refund_pages import FORM, grant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of billing."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


@pytest.fixture
def study():
    """A student who paid HK$21,050."""
    study = world.study()
    paid(study)
    return study


def test_a_deferment_on_record_needs_no_form(study):
    told = {"term": "2024/25-S1", "reason": "ar7", "actor": None, "now": NOW}
    asked = {"applied_on": NOW.date(), "event": "deferment", "actor": None, "now": NOW}
    refused = refund_term_tuition(study.pk, world.term(), **asked)
    assert refused.refused.key == "finance.refund.no_event"
    assert not Refund.objects.exists()
    change_status([study.pk], "deferred", **told)
    # a withdrawal is not a deferment
    asked_else = asked | {"event": "withdrawal"}
    assert refund_term_tuition(study.pk, world.term(), **asked_else).refund is None
    page = client(officers()[0]).get(reverse("finance:refund_details") + "?student=24000001D&ground=deferment")
    assert "No deferment or withdrawal" not in page.content.decode()
    assert refund_term_tuition(study.pk, world.term(), **asked).refund.amount == Decimal(16050)


def test_a_dearer_programme_is_said_to_raise_a_note_before_it_does(study):
    browser = client(officers()[0])
    page, address = grant(browser, "transfer", term="2024/25-S1", amount="25000")
    assert "This will raise a debit note of HK$3,950.00" in page.content.decode()
    browser.post(address)
    owed = DebitNote.objects.exclude(state="paid").get()
    assert owed.amount == Decimal(3950)
    said = client(study.student).get(reverse("finance:note", args=[owed.number])).content.decode()
    assert "Tuition: shortfall after a transfer of study" in said
    assert "Other fee" not in said
    assert "This will raise" not in browser.get(address).content.decode()


@pytest.mark.parametrize("amount", ["9989999999990.01", "10000000", "١٢٣", "1.001", "NaN", "1e400"])
def test_an_amount_that_no_fee_can_be_is_sent_back_with_its_field(study, amount):
    asked = reverse("finance:refund_details") + "?student=24000001D&ground=transfer"
    answer = client(officers()[0]).post(asked, {"term": "2024/25-S1", "amount": amount})
    assert answer.status_code == 422
    if amount.startswith(("99", "10")):
        assert "Tuition of the semester on the new programme: enter at most HK$9,999,999.99" in answer.content.decode()


def test_digits_of_other_keyboards_are_made_ascii_or_sent_back():
    form = BankAccountForm(FORM | {"branch_code": "３８３", "number": "１２３４５６７８９"})
    assert form.is_valid()
    assert (form.cleaned_data["branch_code"], form.cleaned_data["number"]) == ("383", "123456789")
    for name, typed in (("branch_code", "٣٨٣"), ("number", "१२३४५६७८९")):
        assert list(BankAccountForm(FORM | {name: typed}).errors)[:1] == [name]
    match = MatchForm({"number": "２４００００１２"})
    assert match.is_valid()
    assert match.cleaned_data["number"] == "24000012"
    assert not MatchForm({"number": "٢٤٠٠٠٠١٢"}).is_valid()


@pytest.mark.parametrize(("language", "name"), [("en", "CHAN"), ("zh-hant", "陳大文")])
def test_the_list_names_students_in_the_readers_script(study, language, name):
    Person.objects.filter(pk=study.student_id).update(name_zh="陳大文", family_name="Chan", given_names="Tai Man")
    granted(study)
    page = client(officers()[0], language).get(reverse("finance:refunds")).content.decode()
    assert name in page
    assert ("陳大文" in page) == (language != "en")
