"""Cancelling is asked twice, its reason is kept, and its students can take a replacement with one press."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog, Notice
from registrar.areas.registration.models import Cancellation, Offering, Registration
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def case():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    group, other = taught("COMP1011"), taught("COMP1012")
    study = world.study()
    world.register(study, group)
    return group, other, study


def signed_in(study) -> Client:
    client = Client()
    client.force_login(study.student, backend=BACKEND)
    return client


def cancel(office, group, other) -> None:
    sent = {"reason": "Too few students", "instead": [str(other.pk)], "confirmed": "1"}
    assert office.post(reverse("registration:cancel", args=[group.offering_id]), sent).status_code == 303


def test_it_is_asked_twice_and_only_then_done(case) -> None:
    group, other, study = case
    office = staff("office", "department", department="COMP")
    address = reverse("registration:cancel", args=[group.offering_id])
    # When the office opens the page and sends the form once
    page = office.get(address).content.decode()
    asked = office.post(address, {"reason": "Too few students", "instead": [str(other.pk)]}).content.decode()
    # Then who is hit was shown and logged, the question is put again, and nothing has happened
    assert "24000001D" in page
    assert AccessLog.objects.filter(subject=f"offering:{group.offering_id}").count() == 2
    assert "Cancel it for 1 student" in asked
    assert Offering.objects.get(pk=group.offering_id).state == "open"
    assert Registration.objects.get().state == "registered"
    # And when it is confirmed, it is done and the reason kept
    cancel(office, group, other)
    kept = Cancellation.objects.get()
    assert (kept.reason, kept.students, list(kept.instead.all())) == ("Too few students", 1, [other])
    assert Registration.objects.get().state == "removed"
    notice = Notice.objects.get(recipient=study.student)
    assert notice.link == reverse("registration:instead", args=[group.offering_id])
    assert "such as COMP1012" in notice.body_en


@pytest.mark.parametrize("sent", [{"confirmed": "1"}, {"reason": "x", "confirmed": "0"}, {"reason": "x"}])
def test_without_a_reason_or_with_another_number_of_students_nothing_happens(case, sent) -> None:
    group, _other, _study = case
    office = staff("office", "department", department="COMP")
    assert office.post(reverse("registration:cancel", args=[group.offering_id]), sent).status_code in (200, 422)
    assert Offering.objects.get(pk=group.offering_id).state == "open"
    assert Cancellation.objects.count() == 0


def test_a_student_takes_a_replacement_with_one_press(case) -> None:
    group, other, study = case
    cancel(staff("office", "department", department="COMP"), group, other)
    client, address = signed_in(study), reverse("registration:instead", args=[group.offering_id])
    assert "COMP1012" in client.get(address).content.decode()
    answer = client.post(address, {"group": str(other.pk)})
    assert answer.status_code == 303
    assert Registration.objects.get(state="registered").group == other


def test_a_replacement_that_is_full_is_refused_with_its_clause(case) -> None:
    group, other, study = case
    cancel(staff("office", "department", department="COMP"), group, other)
    type(other).objects.filter(pk=other.pk).update(quota=0)
    answer = signed_in(study).post(reverse("registration:instead", args=[group.offering_id]), {"group": str(other.pk)})
    assert answer.status_code == 422
    assert "is full: all 0 places are taken" in answer.content.decode()
    assert not Registration.objects.filter(state="registered").exists()


def test_others_find_nothing_and_a_forged_group_is_not_taken(case) -> None:
    group, other, study = case
    forged = taught("COMP1013")
    cancel(staff("office", "department", department="COMP"), group, other)
    address = reverse("registration:instead", args=[group.offering_id])
    assert signed_in(world.study("24000009D")).get(address).status_code == 404
    assert signed_in(study).post(address, {"group": str(forged.pk)}).status_code == 404
    assert not Registration.objects.filter(state="registered").exists()
