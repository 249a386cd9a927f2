"""Dropping a subject and changing its group, on their pages."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_student_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _third_of_september():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))


def test_dropping_asks_first_and_shows_a_refusal_instead_of_the_button() -> None:
    # Given one subject only
    study = world.study()
    row = world.register(study, taught("COMP1011"))
    client = signed_in(study)
    # When the page is opened, and the button pressed all the same
    page = client.get(reverse("registration:drop", args=[row.pk])).content.decode()
    refused = client.post(reverse("registration:drop", args=[row.pk]))
    # Then it says what it would mean, and nothing happens
    assert "This is your last subject." in page
    assert ">Drop the subject</button>" not in page
    assert refused.status_code == 422
    row.refresh_from_db()
    assert row.state == "registered"


def test_a_page_for_dropping_that_is_too_late_leads_to_leaving() -> None:
    study = world.study()
    row = world.register(study, taught("COMP1011"))
    client, there = signed_in(study), reverse("registration:drop", args=[row.pk])
    leave = reverse("registration:withdraw", args=[row.pk])
    assert leave not in client.get(there).content.decode()
    clock.set_to(world.at("2024-09-20 10:00"))
    page = client.get(there).content.decode()
    assert leave in page
    assert ">Drop the subject</button>" not in page


def test_a_group_is_changed_on_its_page() -> None:
    study, first = world.study(), taught("COMP1011")
    second = world.group(first.offering.subject, code="1002")
    row = world.register(study, first)
    client, there = signed_in(study), reverse("registration:change", args=[row.pk])
    assert there in client.get(reverse("registration:subjects")).content.decode()
    answer = client.post(there, {"group": second.pk})
    assert answer.status_code == 303
    row.refresh_from_db()
    assert row.group == second


def test_a_subject_with_one_group_offers_no_change() -> None:
    study = world.study()
    row = world.register(study, taught("COMP1011"))
    client, there = signed_in(study), reverse("registration:change", args=[row.pk])
    assert there not in client.get(reverse("registration:subjects")).content.decode()
    page = client.get(there).content.decode()
    assert "The subject has no other group in this term." in page
    assert "Move to this group" not in page
