"""What students and departments see of waiting lists."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.actions.plan_group import plan_group
from registrar.areas.registration.models import ClosedList, Registration, WaitingEntry
from registrar.areas.registration.tests.queues import NOW, full, offered_past_quota, waits
from registrar.areas.registration.tests.web.test_student_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _third_of_september():
    world.term()
    clock.set_to(NOW)


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"registration:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def member(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_full_group_leads_to_its_list_and_the_list_tells_the_place_and_why() -> None:
    # Given a full group for which one of a better class waits
    group, study = full(), world.study()
    waits(world.study("24000005D"), group, need=1)
    client = signed_in(study)
    join = reverse("registration:join-list", args=[group.pk])
    # When the student follows the link of the search, and joins
    assert join in page(client, "search", q="COMP1011")
    asked = page(client, "join-list", group.pk)
    answer = client.post(join, follow=True).content.decode()
    # Then the place was told before and after, with the clause, the reading and the stored decision
    assert "You would be 2nd in the queue" in asked
    entry = WaitingEntry.objects.get(study=study)
    assert "2nd of 2" in answer
    assert "it is compulsory in your programme" in answer
    assert "This is our reading where the handbook is silent." in answer
    assert reverse("registration:decision", args=[entry.decision_id]) in answer
    assert "You are on its waiting list" in page(client, "search", q="COMP1011")


def test_a_refused_line_leads_to_the_list() -> None:
    # Given a full group in the basket
    group, study = full(), world.study()
    client = signed_in(study)
    client.post(reverse("registration:plan"), {"group": group.pk})
    join = reverse("registration:join-list", args=[group.pk])
    # When the basket is seen and submitted
    seen = page(client, "basket")
    answer = client.post(reverse("registration:basket"), {"mode": "best_effort"}, follow=True).content.decode()
    # Then both pages lead to the list
    assert join in seen
    assert join in answer


def test_who_cannot_take_it_sees_why_instead_of_a_button_and_groups_with_places() -> None:
    # Given a full group with an unmet pre-requisite, and another group with places
    group, study = full(), world.study()
    group.offering.subject.requisites.create(kind="prerequisite", other=world.subject("COMP1000"))
    other = world.group(group.offering.subject, code="1002", quota=9)
    client = signed_in(study)
    # When the page is opened, and the button pressed all the same
    seen = page(client, "join-list", group.pk)
    answer = client.post(reverse("registration:join-list", args=[group.pk]))
    # Then it says why, offers the other group, and nothing is written
    assert ">Join the waiting list</button>" not in seen
    assert "pre-requisite" in seen
    assert f'value="{other.pk}"' in seen
    assert answer.status_code == 422
    assert not WaitingEntry.objects.exists()


def test_an_offer_leads_the_home_page_and_is_taken_with_one_press() -> None:
    # Given an open offer
    entry = offered_past_quota(full())
    client = signed_in(entry.study)
    # When the student comes home, and takes the place
    home = client.get("/").content.decode()
    lists = page(client, "waiting")
    answer = client.post(reverse("registration:accept-offer", args=[entry.pk]), follow=True).content.decode()
    # Then it stood first, with its end, and the subject is theirs
    hero = home[home.index("rg-hero__title") :]
    assert hero.index("A place in COMP1011 is offered to you") < 100
    assert "23 hours left" in lists
    assert "COMP1011 is registered. The place is yours." in answer
    assert Registration.objects.get(study=entry.study).state == "registered"


def test_what_stands_in_the_way_of_an_offer_is_seen_before_it_is_taken() -> None:
    # Given an open offer of a subject whose pre-requisite is not passed
    entry = offered_past_quota(full())
    entry.group.offering.subject.requisites.create(kind="prerequisite", other=world.subject("COMP1000"))
    client = signed_in(entry.study)
    # When the page is opened / Then it says so, nothing is decided, and the offer stands
    seen = page(client, "accept-offer", entry.pk)
    assert "Something stands in the way" in seen
    assert "COMP1000" in seen
    entry.refresh_from_db()
    assert entry.state == "offered"
    assert not Registration.objects.filter(study=entry.study).exists()


def test_a_basket_leads_to_the_offer_and_not_to_the_queue() -> None:
    # Given an open offer of a group that is planned
    entry = offered_past_quota(full())
    plan_group(entry.study_id, entry.group_id, now=clock.now())
    # When the basket is opened / Then the place is the student's to take
    seen = page(signed_in(entry.study), "basket")
    assert "A place is kept for you" in seen
    assert reverse("registration:accept-offer", args=[entry.pk]) in seen
    assert reverse("registration:join-list", args=[entry.group_id]) not in seen


def test_a_late_answer_says_so_and_changes_nothing() -> None:
    entry = offered_past_quota(full())
    clock.set_to(world.at("2024-09-04 10:01"))
    client = signed_in(entry.study)
    answer = client.post(reverse("registration:accept-offer", args=[entry.pk]))
    assert answer.status_code == 422
    assert "it went to the next student" in answer.content.decode()
    assert not Registration.objects.filter(study=entry.study).exists()
    assert "A place in COMP1011 is offered" not in client.get("/").content.decode()


def test_declining_and_leaving_ask_first() -> None:
    # Given an offer and a place in a queue
    group, study = full(), world.study()
    offer, entry = offered_past_quota(full("COMP1012"), "24000008D"), waits(study, group)
    # When each is confirmed, and then once more from a stale page
    for name, one in (("decline-offer", offer), ("leave-list", entry)):
        client = signed_in(one.study)
        assert page(client, name, one.pk)
        assert one.state == WaitingEntry.objects.get(pk=one.pk).state
        for said in ("You have", "This has changed meanwhile"):
            assert said in client.post(reverse(f"registration:{name}", args=[one.pk]), follow=True).content.decode()
    # Then both have ended
    assert set(WaitingEntry.objects.values_list("state", flat=True)) == {"declined", "left"}


def test_somebody_elses_entry_cannot_be_reached() -> None:
    entry = offered_past_quota(full())
    client = signed_in(world.study("24000002D"))
    for name in ("accept-offer", "decline-offer", "leave-list"):
        assert client.post(reverse(f"registration:{name}", args=[entry.pk])).status_code == 404
    assert client.get(reverse("registration:join-list", args=[999_999])).status_code == 404
    entry.refresh_from_db()
    assert entry.state == "offered"


def test_only_students_are_led_from_the_order_to_their_lists() -> None:
    # Given a student and a teacher / When both read the order / Then only the student is led to lists of their own
    mine = reverse("registration:waiting")
    assert mine in page(signed_in(world.study()), "list-order")
    teacher = Client()
    teacher.force_login(world.user("t", "teacher"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert mine not in page(teacher, "list-order")


def test_the_order_is_published_to_everybody() -> None:
    # When somebody who isn't signed in asks
    seen = page(Client(), "list-order")
    # Then the classes stand in their order, with the hours and the readings
    places = [seen.index(text) for text in ("In the final year", "due by its pattern", "after a fail", "Beyond the")]
    assert places == sorted(places)
    assert "An offer is kept for 24 hours" in seen
    assert "A student stands in 5 lists at most" in seen


def test_the_office_sees_the_queue_and_closes_it_with_a_reason() -> None:
    # Given a queue of a computing subject with an open offer, and offices
    group = full()
    offer, entry = offered_past_quota(group), waits(world.study("24000005D"), group, need=4)
    office = member(world.user("office", "department", department="COMP"))
    other = member(world.user("elsewhere", "department", department="MATH"))
    auditor = member(world.user("auditor", "auditor"))
    # When each looks
    seen = page(office, "queue", group.pk)
    # Then the office sees the order and what it may do, the auditor only the order, the other office nothing
    assert seen.index(offer.study.student_number) < seen.index(entry.study.student_number)
    assert reverse("registration:quota", args=[group.pk]) in seen
    assert reverse("registration:reserved", args=[group.pk]) in seen
    close = reverse("registration:close-list", args=[group.pk])
    assert close in seen
    assert close not in page(auditor, "queue", group.pk)
    assert [one.get(close).status_code for one in (other, auditor)] == [404, 404]
    assert other.get(reverse("registration:queue", args=[group.pk])).status_code == 404
    # When it is closed without and with a reason
    refused = office.post(close, {"reason": ""})
    assert (refused.status_code, ClosedList.objects.exists()) == (422, False)
    answer = office.post(close, {"reason": "A second class opens"}, follow=True).content.decode()
    # Then the reason stands there, who waited is in the past, and the student reads why
    assert "1 student has been told" in answer
    assert "A second class opens" in answer
    assert entry.study.student_number in page(office, "queue", group.pk, show="ended")
    assert "A second class opens" in page(signed_in(entry.study), "waiting")
    # And it can be opened again
    office.post(reverse("registration:open-list", args=[group.pk]))
    assert not ClosedList.objects.exists()


@pytest.mark.parametrize("name", ["waiting", "queue"])
def test_the_pages_take_the_same_queries_for_one_and_for_many(name, django_assert_max_num_queries) -> None:
    # Given a student in one list, then in four and with a past
    study, group = world.study(), full()
    waits(study, group)
    world.group(group.offering.subject, code="1002")
    client = signed_in(study) if name == "waiting" else member(world.user("registry", "registry"))
    key = () if name == "waiting" else (group.pk,)
    page(client, name, *key)
    with django_assert_max_num_queries(40) as few:
        page(client, name, *key)
    for number in range(2, 5):
        other = full(f"COMP101{number}")
        world.group(other.offering.subject, code="1002")
        waits(study, other)
        waits(world.study(f"2400004{number}D"), group)
    waits(study, full("COMP1020"), state="left", ended_at=NOW)
    with django_assert_max_num_queries(40) as many:
        page(client, name, *key)
    assert len(few) == len(many)
