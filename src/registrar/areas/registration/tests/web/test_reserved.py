"""The page of reserved places."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.models import ReservedPlaces
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))
    world.programme()
    return world.group(world.subject("COMP1011"), quota=3)


def test_places_are_kept_changed_and_released_on_the_page(group) -> None:
    # Given the office of the department
    office = staff("office", "department", department="COMP")
    address = reverse("registration:reserved", args=[group.pk])
    day = {"release_on_day": "10", "release_on_month": "9", "release_on_year": "2024"}
    # When places are kept until a day
    answer = office.post(address, {"programme": "61435", "cohort": "2023/24", "places": "2", **day})
    assert answer.status_code == 303
    row = ReservedPlaces.objects.get()
    assert (row.programme_id, row.cohort, row.places, str(row.release_on)) == ("61435", "2023/24", 2, "2024-09-10")
    page = office.get(address).content.decode()
    assert "cohort 2023/24" in page
    assert "Until 10 Sep 2024" in page
    assert 'aria-label="Places: taken 0, kept 2, waited for 0, free 1"' in page
    # And released by hand
    assert office.post(reverse("registration:release", args=[row.pk])).status_code == 303
    row.refresh_from_db()
    assert row.released_at is not None


def test_too_many_are_answered_with_how_many_can_be_kept(group) -> None:
    office = staff("office", "department", department="COMP")
    answer = office.post(reverse("registration:reserved", args=[group.pk]), {"cohort": "2023/24", "places": "4"})
    assert answer.status_code == 422
    assert "Between 1 and 3 places can be kept" in answer.content.decode()
    assert ReservedPlaces.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"places": "1"}, "Choose a programme, a cohort or both."),
        (
            {
                "cohort": "2023/24",
                "places": "1",
                "release_on_day": "3",
                "release_on_month": "9",
                "release_on_year": "2024",
            },
            "Choose a day after today.",
        ),
    ],
)
def test_a_form_that_says_too_little_is_refused(group, sent, says) -> None:
    office = staff("office", "department", department="COMP")
    answer = office.post(reverse("registration:reserved", args=[group.pk]), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ReservedPlaces.objects.count() == 0


def test_another_department_finds_nothing(group) -> None:
    reserve = ReservedPlaces.objects.create(group=group, cohort="2023/24", places=1)
    other = staff("office", "department", department="AMA")
    assert other.get(reverse("registration:reserved", args=[group.pk])).status_code == 404
    assert other.post(reverse("registration:release", args=[reserve.pk])).status_code == 404
    reserve.refresh_from_db()
    assert reserve.released_at is None


def test_the_page_takes_the_same_queries_for_one_reserve_and_for_many(group, django_assert_max_num_queries) -> None:
    office = staff("office", "department", department="COMP")
    counts = []
    for cohorts in (["2023/24"], ["2022/23", "2021/22"]):
        for cohort in cohorts:
            ReservedPlaces.objects.create(group=group, cohort=cohort, places=1)
        with django_assert_max_num_queries(20) as seen:
            office.get(reverse("registration:reserved", args=[group.pk]))
        counts.append(len(seen))
    assert counts[0] == counts[1]
