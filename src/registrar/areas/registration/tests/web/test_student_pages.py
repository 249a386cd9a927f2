"""What students see and do."""

import re
from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.models import BasketItem, Meeting, Registration
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _third_of_september():
    world.term()
    clock.set_to(world.at("2024-09-03 10:00"))


def signed_in(study) -> Client:
    client = Client()
    client.force_login(study.student, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_subjects_are_found_by_words_day_and_what_fits() -> None:
    # Given a registered Monday class, and two offerings, one of them at the same time
    study, mine, clashing, free = world.study(), taught("COMP1011"), taught("COMP1012"), taught("COMP1013")
    for group, day in ((mine, 1), (clashing, 1), (free, 2)):
        meets(group, day, "09:30", "11:20")
    world.register(study, mine)
    client = signed_in(study)

    def found(**query: str) -> list[str]:
        page = client.get(reverse("registration:search"), query)
        assert page.status_code == 200
        return re.findall(r'id="s-(\w+)"', page.content.decode())

    # Then each way of searching finds what it should
    assert found() == ["COMP1012", "COMP1013", "COMP1011"], "what is taken already comes last"
    assert found(q="comp1012") == ["COMP1012"]
    assert found(q="comp 1012") == ["COMP1012"]
    assert found(q="科目 COMP1013") == ["COMP1013"]
    assert found(day="2") == ["COMP1013"]
    assert found(fits="on") == ["COMP1013"]
    assert found(level="2") == []
    assert found(category="compulsory", free="on", band="morning") == ["COMP1012", "COMP1013", "COMP1011"]


def test_the_search_takes_the_same_queries_for_one_and_for_many(django_assert_max_num_queries) -> None:
    study = world.study()
    for number in range(11, 31):
        meets(taught(f"COMP10{number}"), 1, "09:30", "11:20")
    client = signed_in(study)
    with django_assert_max_num_queries(30) as many:
        client.get(reverse("registration:search"))
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("registration:search"), {"q": "COMP1011"})
    assert len(many) == len(one)


def test_a_basket_is_planned_before_the_window_opens_and_says_so() -> None:
    # Given a day in June
    clock.set_to(world.at("2024-06-20 10:00"))
    study, group = world.study(), taught("COMP1011")
    client = signed_in(study)
    # When a group is planned
    client.post(reverse("registration:plan"), {"group": group.pk})
    page = client.get(reverse("registration:basket")).content.decode()
    # Then it is in the basket, with what submitting would be answered now
    assert BasketItem.objects.get().group_id == group.pk
    assert "Would be refused now" in page
    assert "Subjects can be chosen and changed from 29 July 2024, 08:30" in page
    assert Registration.objects.count() == StoredDecision.objects.count() == 0


def test_submitting_registers_what_can_be_and_explains_the_rest() -> None:
    # Given a free and a full group in the basket
    study, free, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    client = signed_in(study)
    for group in (free, full):
        client.post(reverse("registration:plan"), {"group": group.pk})
    # When the basket is submitted
    key = "6f1c2f0e-6c57-4d3e-9a3c-0d1c2b3a4f50"
    answer = client.post(reverse("registration:basket"), {"mode": "best_effort", "idempotency_key": key}, follow=True)
    page = answer.content.decode()
    # Then one is registered and out of the basket; the other says why, by which clause, and what would change it
    assert Registration.objects.get(study=study).group == free
    assert [item.group for item in BasketItem.objects.all()] == [full]
    assert "Group 1001 of COMP1012 is full: all 0 places are taken." in page
    assert "Student Handbook 2024/25, section 5A" in page
    assert "Choose another group of COMP1012" in page
    assert f"COMP1011, group 1001 · {free.offering.subject.title_en}" in page
    assert "Back to my basket" in page
    # And the same form again leads to the same page without registering anything more
    again = client.post(reverse("registration:basket"), {"mode": "best_effort", "idempotency_key": key})
    assert again.status_code == 303
    assert Registration.objects.count() == 1
    assert StoredDecision.objects.count() == 2


def test_a_light_load_is_told_once_for_the_whole_basket() -> None:
    # Given two subjects of three credits in the basket of a full-time student
    study, groups = world.study(), [taught("COMP1011"), taught("COMP1012")]
    client = signed_in(study)
    for group in groups:
        client.post(reverse("registration:plan"), {"group": group.pk})
    # When they are submitted
    page = client.post(reverse("registration:basket"), {"mode": "best_effort"}, follow=True).content.decode()
    # Then the page speaks of six credits once, and of three not at all; the decisions on record keep what they said
    assert page.count("6 credits so far") == 1
    assert "3 credits so far" not in page
    said = [one["message"]["key"] for row in StoredDecision.objects.all() for one in row.body["findings"]]
    assert said.count("registration.light_load.so_far") == 2


def test_all_or_nothing_keeps_the_basket() -> None:
    study, free, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    client = signed_in(study)
    for group in (free, full):
        client.post(reverse("registration:plan"), {"group": group.pk})
    page = client.post(reverse("registration:basket"), {"mode": "all_or_nothing"}, follow=True).content.decode()
    assert "Nothing was registered: you asked for all or nothing" in page
    assert Registration.objects.count() == 0
    assert BasketItem.objects.count() == 2


def test_what_is_somebody_elses_cannot_be_reached() -> None:
    # Given two students
    mine, other = world.study("24000001D"), world.study("24000002D")
    row = world.register(other, taught("COMP1011"))
    stored = StoredDecision.objects.create(
        rule="registration.add_subject", outcome="ALLOWED", subject=f"study:{other.pk}", body={}, rule_set="",
        as_of="2024-09-03", decided_at=world.at("2024-09-03 10:00"),
    )  # fmt: skip
    client = signed_in(mine)
    # When one opens the other's addresses
    addresses = [
        reverse("registration:drop", args=[row.pk]),
        reverse("registration:change", args=[row.pk]),
        reverse("registration:decision", args=[stored.pk]),
        reverse("registration:submitted") + f"?d={stored.pk}",
    ]
    # Then there is nothing there
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert client.post(reverse("registration:drop", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.state == "registered"


def test_a_basket_that_makes_a_full_load_is_not_called_light() -> None:
    # Given a full-time student with nothing, and choices of three credits
    study, groups = world.study(), [taught(f"COMP10{number}") for number in range(11, 14)]
    client, page = signed_in(study), reverse("registration:basket")
    # When two are in the basket / Then the light load is told
    for group in groups[:2]:
        client.post(reverse("registration:plan"), {"group": group.pk})
    assert "a full-time student needs 9" in client.get(page).content.decode()
    # When a third makes nine credits / Then it isn't, although the first alone would be light
    client.post(reverse("registration:plan"), {"group": groups[2].pk})
    assert "a full-time student needs 9" not in client.get(page).content.decode()


def test_a_basket_of_another_term_leads_on_within_that_term() -> None:
    # Given a choice for the term after this one
    study = world.study()
    later = world.term("2024/25-S2", "2025-01-13")
    group = world.group(world.subject("COMP1012"), later)
    client, asked = signed_in(study), {"term": later.pk}
    client.post(reverse("registration:plan"), {"group": group.pk})
    # When the basket and the search of that term are shown / Then their links keep to it
    assert f"?q=COMP1012&amp;term={later.pk}" in client.get(reverse("registration:basket"), asked).content.decode()
    search = client.get(reverse("registration:search"), asked).content.decode()
    assert f'href="{reverse("registration:basket")}?term={later.pk}"' in search


def test_the_timetable_waits_for_its_release() -> None:
    # Given a class, and a day before and after the release on 26 July
    study, group = world.study(), taught("COMP1011")
    meets(group, 1, "09:30", "11:20")
    world.register(study, group)
    client = signed_in(study)
    clock.set_to(world.at("2024-07-25 23:59"))
    before = client.get(reverse("registration:timetable")).content.decode()
    clock.set_to(world.at("2024-07-26 00:00"))
    after = client.get(reverse("registration:timetable")).content.decode()
    # Then the class is shown from that day on (HB24-5A-09/1)
    assert "It comes out on Fri 26 Jul 2024" in before
    assert "09:30–11:20" not in before
    assert "09:30–11:20" in after


def feed_of(client: Client) -> str:
    page = client.post(reverse("registration:renew-feed"), follow=True).content.decode()
    found = re.search(r'href="(http://testserver/calendar/[^"]+\.ics)"', page)
    assert found
    return found[1]


def test_the_calendar_repeats_weekly_without_holidays_and_idle_weeks() -> None:
    # Given a Wednesday class in weeks 1 to 5 except 4 (18 September, of week 3, is a public holiday)
    study, group = world.study(), taught("COMP1011")
    Meeting.objects.create(group=group, weekday=3, starts_at=time(9, 30), ends_at=time(11, 20), weeks=[1, 2, 3, 5])
    world.register(study, group)
    # When a calendar reads the address without signing in
    answer = Client().get(feed_of(signed_in(study)))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    # Then it starts on 4 September in Hong Kong time and leaves out week 3 and week 4
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["DTSTART"].dt == world.at("2024-09-04 09:30")
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20241002T013000Z"
    skipped = event["EXDATE"] if isinstance(event["EXDATE"], list) else [event["EXDATE"]]
    days = [day.dt for one in skipped for day in one.dts]
    assert days == [world.at("2024-09-18 09:30"), world.at("2024-09-25 09:30")]


def test_a_new_address_or_a_stopped_one_ends_the_old() -> None:
    study = world.study()
    client, phone = signed_in(study), Client()
    first = feed_of(client)
    assert phone.get(first).status_code == 200
    second = feed_of(client)
    assert [phone.get(address).status_code for address in (first, second)] == [404, 200]
    client.post(reverse("registration:stop-feed"))
    assert phone.get(second).status_code == 404


@pytest.mark.parametrize("name", ["search", "basket", "subjects", "timetable", "unqualified"])
def test_pages_are_for_students_and_in_chinese_too(name: str) -> None:
    study = world.study()
    world.register(study, taught("COMP1011"))
    client = signed_in(study)
    client.cookies["registrar_language"] = "zh-hant"
    assert client.get(reverse(f"registration:{name}")).status_code == 200
    staff = Client()
    staff.force_login(world.user("office", "department"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert staff.get(reverse(f"registration:{name}")).status_code == 403
    assert Client().get(reverse(f"registration:{name}")).status_code == 302


@pytest.mark.parametrize("sent", ["", "x", "²", "-1", "999999", "9" * 40, "9" * 5000])
def test_a_forged_group_is_a_page_not_found(sent: str) -> None:
    client = signed_in(world.study())
    assert client.post(reverse("registration:plan"), {"group": sent}).status_code == 404
    # Taking out what isn't in the basket does nothing; a number that no group can have is a page not found
    taken_out = client.post(reverse("registration:unplan"), {"group": sent})
    assert taken_out.status_code == (303 if sent == "999999" else 404)
    assert BasketItem.objects.count() == 0


def test_an_address_with_odd_characters_is_no_error_of_ours() -> None:
    client = signed_in(world.study())
    assert client.get(reverse("registration:submitted"), {"d": "²,x"}).status_code == 404
    assert client.get(reverse("registration:search"), {"level": "²", "day": "²"}).status_code == 200
    assert client.get(reverse("registration:search"), {"q": "a\0b"}).status_code == 400


def test_what_was_planned_for_an_earlier_term_does_not_fill_the_basket() -> None:
    # Given a basket that was left full a term ago
    study = world.study()
    client = signed_in(study)
    earlier = world.term("2023/24-S2", "2024-01-15")
    for number in range(20):
        old = world.group(world.subject(f"COMP20{number:02d}"), earlier)
        BasketItem.objects.create(study=study, offering=old.offering, group=old, added_at=clock.now())
    # When a group of this term is planned
    group = taught("COMP1011")
    client.post(reverse("registration:plan"), {"group": group.pk})
    # Then it is in the basket
    assert BasketItem.objects.filter(group=group).count() == 1
