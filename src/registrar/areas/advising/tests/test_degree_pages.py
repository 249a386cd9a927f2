"""The pages of a degree: one's own, a student's as staff see it, a department's list, and the documents."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.catalogue.models import CurriculumSubject
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Any:
    """A student with one compulsory subject passed and one missing, on the fourth of September 2024."""
    programme = world.programme(credits_required=9)
    world.compulsory(programme, world.subject("COMP1011"))
    world.compulsory(programme, world.subject("COMP1012"))
    free = world.subject("AMA2011")
    CurriculumSubject.objects.create(
        programme=programme, subject=free, category="free_elective", stage=1, semester="S1"
    )
    made = world.study(programme=programme, entry_term=world.term("2023/24-S1", "2023-09-04"), cohort="2023/24")
    world.result(made, world.subject("COMP1011"), world.term("2023/24-S1", "2023-09-04"), "B", "3.0")
    world.term()
    clock.set_to(world.at("2024-09-04 10:00"))
    return made


def signed_in(user: Any) -> Client:
    """Return a client of somebody."""
    client = Client()
    client.force_login(user)
    return client


def test_a_student_sees_what_is_met_and_what_is_missing(study: Any) -> None:
    """The page names the passed subject, links to the missing one, and says when everything can be met."""
    page = signed_in(study.student).get(reverse("advising:mine"))

    text = page.content.decode()
    assert page.status_code == 200
    assert "COMP1011" in text
    assert "/my/registration/?q=COMP1012" in text
    assert page.context["earliest_term"] == "2024/25-S1"
    assert page.context["audit"].result["credits_passed"] == 3
    assert "/requirements/polyu-bachelor/#core" in text


def test_only_those_with_an_office_for_it_see_a_students_degree(study: Any) -> None:
    """The department of the programme and the advisor may look, and leave a trace; others find nothing."""
    address = reverse("advising:degree", args=[study.pk])
    office, other = (
        world.user("office", "department", department="COMP"),
        world.user("x", "department", department="AP"),
    )
    advisor, stranger = world.user("advisor", "advisor"), world.user("advisor2", "advisor")
    study.advisor = advisor
    study.save()

    answers = [signed_in(user).get(address).status_code for user in (office, advisor, other, stranger)]

    assert answers == [200, 200, 404, 404]
    looks = AccessLog.objects.filter(page="advising:degree").values_list("viewer__username", "subject")
    assert sorted(looks) == [("advisor", f"study:{study.pk}"), ("office", f"study:{study.pk}")]


def test_the_list_of_a_department_takes_the_same_queries_for_more_students(study: Any) -> None:
    """Students of other departments aren't listed; the audits of a page are read together."""
    client = signed_in(world.user("office", "department", department="COMP"))
    elsewhere = world.programme("99999", department=world.department("AP"))
    world.study("24000009D", programme=elsewhere)
    client.get(reverse("advising:degrees"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("advising:degrees"))
    for number in range(10, 16):
        world.study(f"240000{number}D", programme=study.programme)

    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("advising:degrees"))

    assert len(many) == len(one)
    assert len(page.context["page"].object_list) == 7
    export = client.get(reverse("advising:degrees") + "?export=csv")
    lines = b"".join(export.streaming_content).decode().splitlines()
    assert len(lines) == 8
    assert not any("24000009D" in line for line in lines)


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_anybody_can_read_every_requirement_document(language: str) -> None:
    """Each document of the list has a page with an anchor for each requirement."""
    client = Client(headers={"accept-language": language})
    listed = client.get(reverse("advising:documents"))
    pages = [one["url"] for _label, lines in listed.context["groups"] for one in lines]
    assert len(pages) >= 8
    for address in pages:
        assert client.get(address).status_code == 200
    assert 'id="electives"' in client.get(reverse("advising:document", args=["polyu-61801"])).content.decode()
    assert client.get(reverse("advising:document", args=["nothing"])).status_code == 404


def test_a_requirement_that_is_open_is_not_said_to_be_offered(study: Any) -> None:
    """In Chinese an open requirement is one still to be met; 開辦 is what an offering is."""
    client = signed_in(study.student)
    client.cookies["registrar_language"] = "zh-hant"

    text = client.get(reverse("advising:mine")).content.decode()

    assert "尚未符合" in text
    assert "開辦" not in text


def test_the_conditions_of_the_award_stand_beside_the_requirements(study: Any) -> None:
    """What is taken here of the least that must be, the GPA, and transfers under their cap."""
    term = world.term()
    study.standings.create(
        term=world.term("2023/24-S2", "2024-01-15"), standing="progressing", gpa="2.00", released_on=date(2024, 6, 1)
    )
    world.result(study, world.subject("COMP2011"), term, "T", None, origin="transferred")

    page = signed_in(study.student).get(reverse("advising:mine"))

    told = {str(one.label): (one.text, str(one.tag)) for one in page.context["conditions"]}
    assert told["GPA for the award"] == ("2.00, asked for 1.70", "Met")
    assert told["Transferred"][1] == "Met"
    assert set(told) == {"Taken here", "GPA for the award", "Transferred"}


def test_a_gpa_that_is_not_released_is_not_shown(study: Any) -> None:
    """Without a GPA that the student may see, the conditions can't be told."""
    study.standings.create(
        term=world.term("2023/24-S2", "2024-01-15"), standing="progressing", gpa="2.00", released_on=date(2030, 6, 1)
    )
    assert signed_in(study.student).get(reverse("advising:mine")).context["conditions"] == []
