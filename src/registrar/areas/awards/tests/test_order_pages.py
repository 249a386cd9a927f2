"""Pages of orders: what each reader sees and may do, in both languages, and what leaves a trace."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.awards.models import DocumentOrder
from registrar.areas.finance.models import BankOrder, DebitNote
from registrar.areas.platform import clock

from .ordering import NOW, POSTED, State, graduate, ordered, overdue_debt, stored, student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of the orders."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def registry():
    return client(world.user("registry1", "registry"))


def page_of(order, browser):
    return browser.get(reverse("awards:order", args=[order.number]))


def send(browser, name, *args, **data):
    return browser.post(reverse(f"awards:{name}", args=args), {"idempotency_key": str(uuid4()), **data})


@pytest.mark.parametrize(("language", "said"), [("en", "Free of charge"), ("zh-hant", "免費")])
def test_the_four_documents_stand_with_their_prices_and_where_they_come_from(language, said):
    # given / when (ALP-16)
    page = client(student().student, language).get(reverse("awards:my_documents")).content.decode()
    # then
    for text in ("AR3", "AR4", "AR106", "AR5", "HK$70.00", "HK$250.00", said):
        assert text in page
    assert "&lt;span" not in page


def test_a_student_orders_and_is_led_to_pay():
    # given (HB24-7A-01/1)
    study = student()
    browser = client(study.student)
    # when
    answer = send(browser, "order_document", "AR3", copies="2", **POSTED)
    # then
    order = DocumentOrder.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/documents/{order.number}/")
    note = order.charge.debit_note
    assert f"/finance/notes/{note.number}/pay/" in page_of(order, browser).content.decode()
    # and on the pay page there are the three cards and nothing else (HB24-7A-04/1, HB24-7A-04/2)
    pay_page = browser.get(reverse("finance:pay_note", args=[note.number]))
    choices = [code for code, _ in pay_page.context["form"].fields["channel"].choices]
    assert sorted(code for code in choices if code) == ["master", "unionpay", "visa"]
    # when a card is chosen, the bank is asked for exactly the fee
    browser.post(
        reverse("finance:pay_note", args=[note.number]), {"idempotency_key": str(uuid4()), "channel": "unionpay"}
    )
    assert (BankOrder.objects.get().channel, str(BankOrder.objects.get().amount)) == ("unionpay", "140.00")


def test_a_form_sent_twice_orders_once():
    # given
    browser, key = client(student().student), str(uuid4())
    address = reverse("awards:order_document", args=["AR4"])
    # when
    answers = [
        browser.post(address, {"idempotency_key": key, "copies": "1", "delivery": "collection"}) for _ in range(2)
    ]
    # then
    assert len({answer["Location"] for answer in answers}) == 1
    assert DocumentOrder.objects.count() == 1


def test_a_student_without_an_award_reads_why_not_and_what_would_change_it():
    browser = client(student().student)
    page = browser.get(reverse("awards:order_document", args=["AR106"])).content.decode()
    assert "There is no award yet" in page
    assert "Order it once you have graduated" in page
    assert 'name="copies"' not in page


def test_a_graduate_is_not_told_of_a_lost_parchment_before_saying_so():
    page = client(graduate().student).get(reverse("awards:order_document", args=["AR106"])).content.decode()
    assert 'name="parchment"' in page
    assert "never issued again" not in page


def test_the_parchment_that_waits_is_to_be_collected():
    # given (HB24-7C-06/2)
    browser = client(graduate().student)
    # when
    answer = send(browser, "order_document", "AR106", copies="1", parchment="waiting", **POSTED)
    # then
    assert answer.status_code == 422
    assert "Collect the parchment" in answer.content.decode()
    assert not DocumentOrder.objects.exists()
    assert not DebitNote.objects.exists()


def test_who_owes_reads_that_the_order_would_wait():
    study = student()
    overdue_debt(study)
    page = client(study.student).get(reverse("awards:order_document", args=["AR3"])).content.decode()
    assert "HK$120.00" in page
    assert "nothing is charged while it waits" in page


def test_registered_mail_needs_an_address():
    answer = send(client(student().student), "order_document", "AR4", copies="1", delivery="registered_mail")
    assert answer.status_code == 422
    assert not DocumentOrder.objects.exists()


def test_an_unknown_form_is_not_found():
    assert client(student().student).get(reverse("awards:order_document", args=["AR7"])).status_code == 404


def test_a_student_cancels_and_looks_again():
    # given a withheld order
    study = student()
    overdue_debt(study)
    order = ordered(study, **POSTED)
    browser = client(study.student)
    # when nothing has changed
    send(browser, "resume_order", order.number)
    assert stored(order).state == State.WITHHELD
    # when it is cancelled
    send(browser, "cancel_order", order.number)
    assert stored(order).state == State.CANCELLED


def test_nobody_touches_the_order_of_somebody_else():
    # given
    order = ordered(student(), **POSTED)
    stranger = client(student("24000002D").student)
    # when / then
    assert page_of(order, stranger).status_code == 404
    assert send(stranger, "cancel_order", order.number).status_code == 404
    assert stored(order).state == State.AWAITING_PAYMENT
