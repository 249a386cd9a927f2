"""Who is registered: per group, offering and department, to sort, search, download and print."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    one = taught("COMP1011")
    two = world.group(one.offering.subject, code="1002")
    three = taught("COMP1012")
    for number, group in (("24000002D", one), ("24000001D", two), ("24000003D", three)):
        world.register(world.study(number, student=world.user(number.lower(), "student", family=f"F{number}")), group)
    return one


def listed(page) -> list[str]:
    return [str(row[place].value) for row in page.context_data["body"] for place in (0,)]


def test_an_offering_lists_the_students_of_all_its_groups_and_looking_is_logged(case) -> None:
    # Given the office of the department
    office, address = staff("office", "department", department="COMP"), None
    address = reverse("registration:enrolment", args=[case.offering_id])
    # When it opens, sorts, searches, downloads and prints the list
    assert listed(office.get(address)) == ["24000001D", "24000002D"]
    assert listed(office.get(address, {"sort": "group__code"})) == ["24000002D", "24000001D"]
    assert listed(office.get(address, {"q": "F24000002"})) == ["24000002D"]
    lines = b"".join(office.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    sheet = office.get(address, {"print": "1"}).content.decode()
    # Then each shows who is there, and leaves its trace
    assert len(lines) == 3
    assert "Signature" in sheet
    assert "2 students" in sheet
    pages = list(AccessLog.objects.order_by("pk").values_list("page", "subject"))
    subject = f"offering:{case.offering_id}"
    names = ["", "", "", ":csv", ":print"]
    assert pages == [(f"registration:enrolment{name}", subject) for name in names]


def test_a_department_lists_its_own_subjects(case) -> None:
    other = world.group(world.subject("AMA1011", department=world.department("AMA")))
    world.register(world.study("24000009D"), other)
    address = reverse("registration:enrolments")
    office = staff("office", "department", department="COMP")
    assert listed(office.get(address)) == ["COMP1011", "COMP1011", "COMP1012"]
    assert listed(office.get(address, {"q": "comp 1012"})) == ["COMP1012"]
    registry = staff("registry", "registry")
    assert listed(registry.get(address, {"department": "AMA"})) == ["AMA1011"]
    assert AccessLog.objects.latest("pk").subject == "term:2024/25-S1 AMA"


def test_another_department_finds_no_list(case) -> None:
    other = staff("office", "department", department="AMA")
    assert other.get(reverse("registration:enrolment", args=[case.offering_id])).status_code == 404
    assert listed(other.get(reverse("registration:enrolments"))) == []


def test_the_lists_take_the_same_queries_for_few_and_for_many(case, django_assert_max_num_queries) -> None:
    registry = staff("registry", "registry")
    addresses = [reverse("registration:enrolments"), reverse("registration:enrolment", args=[case.offering_id])]
    for address in (*addresses, f"{addresses[1]}?print=1"):
        counts = []
        for number in range(2):
            with django_assert_max_num_queries(25) as seen:
                registry.get(address)
            counts.append(len(seen))
            if not number:
                for place in range(10):
                    world.register(
                        world.study(f"25{addresses.index(address.split('?')[0])}{len(address):03}{place:02}D"), case
                    )
        assert counts[0] == counts[1]
