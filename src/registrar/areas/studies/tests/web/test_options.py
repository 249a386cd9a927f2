"""Pages on which Minors and further Majors are entered and given up."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.studies.models import StudyOption

pytestmark = pytest.mark.django_db
DAY = {"filed_on_day": "10", "filed_on_month": "9", "filed_on_year": "2024"}


@pytest.fixture
def study():
    world.term()
    clock.set_to(world.at("2024-09-10 10:00"))
    found = world.study(cohort="2023/24", stage=2, entry_term=world.term("2023/24-S1", "2023-09-04"))
    found.standings.create(
        term=world.term("2023/24-S2", "2024-01-15"), standing="progressing", gpa="3.10", released_on=date(2024, 6, 1)
    )
    return found


def staff(net_id: str, *roles: str, department: str = "") -> Client:
    client = Client()
    user = world.user(net_id, *roles, department=department)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name: str, study, *more: str) -> str:
    return reverse(f"studies:{name}", args=[study.pk, *more])


def test_the_registry_enters_a_second_major_and_ends_it(study) -> None:
    client = staff("registry", "registry")
    form = {**DAY, "code": "SM-COMP", "taken_from": "2024/25-S1", "first_host": "approved", "second_host": ""}
    # When the second host has not decided / Then the page says whose turn it is, and nothing is recorded
    waiting = client.post(address("option-new", study, "second_major"), form)
    assert waiting.status_code == 422
    assert "The host of the Second Major has not decided yet." in waiting.content.decode()
    assert StudyOption.objects.count() == 0
    # When it has / Then the option is on the record and on the student's own page
    done = client.post(address("option-new", study, "second_major"), form | {"second_host": "approved"})
    assert done.status_code == 303
    assert "Second Major in Computing" in client.get(address("options", study)).content.decode()
    # When it is given up with the word of its host
    end = {**DAY, "last_term": "ahead", "ends_from": "2024/25-S1", "approved_by": "second_major_department"}
    assert client.post(address("option-end", study, "second_major"), end).status_code == 303
    page = client.get(address("options", study)).content.decode()
    assert "Given up" in page
    assert StudyOption.objects.get().given_up_by.username == "registry"


def test_what_the_student_is_not_asked_is_not_on_the_form(study) -> None:
    page = staff("registry", "registry").get(address("option-new", study, "minor"))
    assert page.status_code == 200
    assert {"major_consents", "allowed_at_admission"}.isdisjoint(page.context_data["form"].fields)


def test_another_department_finds_nothing(study) -> None:
    client = staff("away", "department", department="AMA")
    pages = [("options",), ("option-new", "minor"), ("option-end", "minor")]
    assert [client.get(address(name, study, *more)).status_code for name, *more in pages] == [404] * 3


def test_an_unknown_kind_is_no_page(study) -> None:
    client = staff("registry", "registry")
    assert client.get(address("option-new", study, "third_major")).status_code == 404
    assert client.get(address("option-end", study, "second_major")).status_code == 404
