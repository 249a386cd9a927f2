"""The page with everything that a student can do."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_exactly_the_eight_groups_each_leading_somewhere(django_assert_max_num_queries) -> None:
    # Given a student with an advisor (HB24-3B-01)
    study = world.study()
    study.advisor = world.user("advisor", "advisor", family="Ho", given="Ka Yi")
    study.save()
    clock.set_to(world.at("2024-09-03 10:00"))
    client = client_of(study.student)
    # When the page is opened
    with django_assert_max_num_queries(12):
        page = client.get(reverse("services")).content.decode()
    # Then there are the eight groups in their order, the advisor in the last, and every link answers
    assert re.findall(r'id="g-\w+">([^<]+)<', page) == [
        "Information",
        "My Profile",
        "My Subject Registration",
        "My Timetable",
        "My Results",
        "Graduation",
        "Application Forms",
        "My Advisor",
    ]
    assert "advisor@university.example" in page
    section = page[page.index('class="rg-columns"') :]
    links = set(re.findall(r'<a class="govuk-link" href="(/[^"]*)"', section[: section.index("g-advisor")]))
    assert len(links) > 12
    assert {link: client.get(link).status_code for link in links if "2fa" not in link} == {
        link: 200 for link in links if "2fa" not in link
    }


def test_others_have_no_such_page() -> None:
    assert client_of(world.user("teacher", "teacher")).get(reverse("services")).status_code == 403
