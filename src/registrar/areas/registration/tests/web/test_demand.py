"""The demand of a term while its window is open."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import BasketItem, ReservedPlaces, WaitingEntry
from registrar.areas.registration.queries.seat_refusals import seat_refusals
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_staff_pages import staff

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:07")


@pytest.fixture(autouse=True)
def _open() -> None:
    world.term()
    clock.set_to(NOW)
    cache.clear()


def refused(number: str, group, now=NOW) -> None:
    study = world.study(number)
    line = submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=now).lines[0]
    assert line.registration_id is None


def test_the_page_counts_places_those_who_want_them_and_refusals() -> None:
    # Given a full group with a place taken, one kept and one student waiting, and one with a plan
    full, free = taught("COMP1011", quota=2), taught("COMP1012")
    world.register(world.study("24000001D"), full, "2024-09-03 10:01")
    ReservedPlaces.objects.create(group=full, cohort="2020/21", places=1)
    waits = world.study("24000002D")
    WaitingEntry.objects.create(study=waits, group=full, need_class=1, joined_at=NOW)
    BasketItem.objects.create(study=waits, group=full, offering=full.offering, added_at=NOW)
    refused("24000003D", full, world.at("2024-09-03 09:50"))
    refused("24000004D", full)
    # When the office looks
    page = staff("office", "department", department="COMP").get(reverse("registration:demand"))
    # Then the figures are those
    seen = page.context_data
    assert [tile.value for tile in seen["tiles"]] == ["1", "1", "1", "1", "2"]
    assert seen["clauses"] == [("polyu-2024-25:5A-05", 2)]
    assert [(one["group"].subject, one["group"].wanting) for one in seen["wanted"]] == [("COMP1011", 2)]
    assert [(one.label, one.values) for one in seen["points"][-2:]] == [("09:45", (0, 1)), ("10:00", (1, 1))]
    assert reverse("registration:quota", args=[full.pk]) in page.content.decode()
    assert free.offering.subject_id not in page.content.decode()


def test_a_refusal_is_counted_once_however_often_the_page_is_opened() -> None:
    # Given refusals in the settled past and just now
    full, opened = taught("COMP1011", quota=0), world.term().add_drop_from
    refused("24000003D", full, world.at("2024-09-03 09:50"))
    refused("24000004D", full)
    # When the page is opened again and again, and the second becomes settled
    counts = [
        sum(seat_refusals(opened, NOW + timedelta(minutes=minutes)).by_clause["COMP"].values())
        for minutes in (0, 0, 5, 20, 21, 90)
    ]
    # Then each is counted once, and after the clock is set back as well
    assert counts == [2] * 6
    assert sum(seat_refusals(opened, world.at("2024-09-03 09:55")).by_clause["COMP"].values()) == 1


def test_a_department_sees_its_own_demand_only() -> None:
    taught("COMP1011", quota=5)
    other = world.group(world.subject("AMA1011", department=world.department("AMA")), quota=0)
    refused("24000003D", other)
    seen = staff("office", "department", department="COMP").get(reverse("registration:demand"), {"department": "AMA"})
    assert [tile.value for tile in seen.context_data["tiles"]] == ["0", "0", "0", "0", "0"]
    registry = staff("registry", "registry").get(reverse("registration:demand"))
    assert [one["row"].department for one in registry.context_data["rows"]] == ["AMA", "COMP"]
    assert [one["refused"] for one in registry.context_data["rows"]] == [1, 0]


def test_the_page_asks_for_its_figures_by_itself() -> None:
    taught("COMP1011")
    office = staff("office", "department", department="COMP")
    part = office.get(reverse("registration:demand"), {"step": "5"}, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="demand" hx-get="/demand/?step=5" hx-trigger="every 30s"')
    assert "<html" not in part


def test_the_page_takes_the_same_queries_for_one_group_and_for_many(django_assert_max_num_queries) -> None:
    office, counts = staff("registry", "registry"), []
    office.get(reverse("registration:demand"))
    for number in range(2):
        for place in range(1 + number * 10):
            full = taught(f"COMP1{number}{place:02}", quota=0)
            refused(f"2400{number}{place:03}D", full)
        with django_assert_max_num_queries(20) as seen:
            office.get(reverse("registration:demand"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
