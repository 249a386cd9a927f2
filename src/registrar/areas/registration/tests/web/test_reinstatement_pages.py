"""Reinstatement, page by page."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.platform import clock
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.tests.web.test_student_pages import signed_in
from registrar.areas.studies.models import Study

pytestmark = pytest.mark.django_db
KEY = "1c6a2c1e-0000-4000-8000-000000000001"
MINE = "registration:my-reinstatement"


@pytest.fixture
def fallen():
    study = world.study()
    world.register(study, world.group(world.subject("COMP1011")))
    bill_term("2024/25-S1", actor=None, now=world.at("2024-08-20 10:00"))
    nullify_unpaid(actor=None, now=world.at("2024-09-28 01:10"))
    clock.set_to(world.at("2024-09-30 10:00"))
    return study


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def file(study) -> Reinstatement:
    sent = signed_in(study).post(reverse(MINE), {"reason": "In hospital", "idempotency_key": KEY})
    assert sent.status_code == 303
    return Reinstatement.objects.get()


def pay(row) -> None:
    note = row.charge.debit_note
    line = BankLine(f"B{note.number}", note.number, "fps", note.amount, clock.now())
    assert record_payment(line, actor=None, now=clock.now()).accepted


def test_home_fees_and_page_say_why_until_when_and_what_it_costs(fallen) -> None:
    client = signed_in(fallen)
    for address in (reverse("home"), reverse("finance:my_fees"), reverse(MINE)):
        page = client.get(address).content.decode()
        assert "28 Sep 2024" in page, address
        assert "12 October 2024" in page, address
    fees = client.get(reverse("finance:my_fees")).content.decode()
    assert "HK$500" in fees
    assert reverse(MINE) in fees
    assert "COMP1011" in client.get(reverse(MINE)).content.decode()


def test_from_the_application_to_the_subject(fallen) -> None:
    row = file(fallen)
    student, office = signed_in(fallen), client_of(world.user("o1", "department", department="COMP"))
    # Given an unpaid fee, the page leads to paying and the department may not decide
    mine = student.get(reverse(MINE)).content.decode()
    assert reverse("finance:pay_note", args=[row.charge.debit_note.number]) in mine
    here = reverse("registration:reinstatement", args=[row.pk])
    assert "Record the decision" not in office.get(here).content.decode()
    fees = student.get(reverse("finance:my_fees")).content.decode()
    assert "See how your application stands" in fees
    assert "No application for reinstatement" not in fees
    # When it is paid, the office finds it at home and decides
    pay(row)
    assert "Decide 1 application for reinstatement" in office.get(reverse("home")).content.decode()
    assert "With the department" in office.get(reverse("registration:reinstatements")).content.decode()
    assert "In hospital" in office.get(here).content.decode()
    data = {"answer": "approve", "words": "Exceptional", "idempotency_key": KEY[:-1] + "2"}
    assert office.post(here, data).status_code == 303
    # Then the student is back and sees each subject
    assert Study.objects.get().status == "active"
    mine = student.get(reverse(MINE)).content.decode()
    assert "Registered again" in mine
    assert "Exceptional" in mine


def test_a_decision_needs_a_reason(fallen) -> None:
    row = file(fallen)
    pay(row)
    office = client_of(world.user("o1", "department", department="COMP"))
    here = reverse("registration:reinstatement", args=[row.pk])
    assert office.post(here, {"answer": "approve", "words": "", "idempotency_key": KEY}).status_code == 422
    row.refresh_from_db()
    assert row.state == "open"


def test_nobody_else_sees_or_decides_it(fallen) -> None:
    row = file(fallen)
    pay(row)
    here = reverse("registration:reinstatement", args=[row.pk])
    data = {"answer": "approve", "words": "Yes", "idempotency_key": KEY}
    for who in (world.user("o2", "department", department="AMA"), world.user("t1", "teacher"), fallen.student):
        assert client_of(who).get(here).status_code in (403, 404)
        assert client_of(who).post(here, data).status_code in (403, 404)
    registry = client_of(world.user("r1", "registry"))
    assert registry.get(here).status_code == 200
    assert registry.post(here, data).status_code == 404
    other = signed_in(world.study("24000009D"))
    assert other.post(reverse("registration:take-back-reinstatement", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.state == "open"


def test_too_late_the_page_says_the_day_and_offers_no_form(fallen) -> None:
    clock.set_to(world.at("2024-10-13 10:00"))
    page = signed_in(fallen).get(reverse(MINE)).content.decode()
    assert "12 October 2024" in page
    assert "Send the application" not in page


def test_it_is_taken_back_from_the_page(fallen) -> None:
    row = file(fallen)
    client = signed_in(fallen)
    assert client.post(reverse("registration:take-back-reinstatement", args=[row.pk])).status_code == 303
    row.refresh_from_db()
    assert row.state == "taken_back"
    assert "Send the application" in client.get(reverse(MINE)).content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_many(fallen, django_assert_max_num_queries) -> None:
    file(fallen)
    registry = client_of(world.user("r1", "registry"))
    with django_assert_max_num_queries(16):
        registry.get(reverse("registration:reinstatements"))


def test_a_student_who_stands_finds_an_explanation() -> None:
    world.term()
    clock.set_to(world.at("2024-09-30 10:00"))
    assert "There is nothing to restore" in signed_in(world.study()).get(reverse(MINE)).content.decode()


def test_what_was_lost_and_what_is_asked_are_named_in_full(fallen) -> None:
    # Given an application whose fee is paid
    row = file(fallen)
    assert "How it was decided" not in signed_in(fallen).get(reverse(MINE)).content.decode()
    pay(row)
    # When the department reads it
    office = client_of(world.user("o1", "department", department="COMP"))
    page = office.get(reverse("registration:reinstatement", args=[row.pk])).content.decode()
    # Then codes come with their titles
    subject, programme = fallen.registrations.get().offering.subject, fallen.programme
    assert f"{subject.pk} {subject.title_en}; Group: " in page
    assert f"{programme.pk} {programme.title_en}" in page
