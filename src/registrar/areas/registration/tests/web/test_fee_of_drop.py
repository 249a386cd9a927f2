"""What dropping a subject would do to the fees, on my subjects and on the page that drops it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.web.fee_of_drop import fees_of_drops

pytestmark = pytest.mark.django_db
DURING, AFTER = world.at("2024-09-03 10:00"), world.at("2024-10-21 10:00")


@pytest.fixture
def by_credit():
    """A self-financed student who pays by the credit, with two subjects of three credits."""
    taught = world.programme("61030", funding="self_financed", level="taught_postgraduate", mode="part_time")
    study = world.study(programme=taught, cohort="2024/25", mode="part_time", stream="BF")
    for code in ("COMP5011", "COMP5021"):
        world.register(study, world.group(world.subject(code, credits=3)))
    return study


def answers(study, now, *subjects):
    return fees_of_drops(study.pk, world.term(), subjects, now)


def test_by_the_credit_the_fee_falls_until_add_drop_closes(by_credit):
    # Given fees by the credit / When add/drop runs
    one = answers(by_credit, DURING, "COMP5011")[0]
    # Then the credits come off and come back by the clause on fewer credits
    assert one["text"].startswith("Tuition falls by HK$")
    assert one["clause"] == "polyu-2024-25:8A-17"
    assert one["until"]


def test_after_add_drop_nothing_comes_back(by_credit):
    one = answers(by_credit, AFTER, "COMP5011")[0]
    assert one == {
        "subject": "COMP5011",
        "text": "Nothing comes back: a subject left after add/drop stays charged.",
        "clause": "polyu-2024-25:5G-03",
        "until": "",
    }


def test_a_flat_fee_does_not_change_but_for_the_last_subject():
    study = world.study()
    for code in ("COMP1011", "COMP1012"):
        world.register(study, world.group(world.subject(code)))
    both = answers(study, DURING, "COMP1011", "COMP1012")
    assert {one["text"] for one in both} == {"Nothing changes: the fee is the same for any number of subjects."}
    assert {one["clause"] for one in both} == {"polyu-2024-25:4K-04"}
    other = world.study("24000002D")
    world.register(other, world.group(world.subject("COMP1013")))
    assert answers(other, DURING, "COMP1013")[0]["text"].startswith("It is your last subject")


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_pages_say_it(by_credit, language):
    clock.set_to(DURING)
    browser = Client(headers={"accept-language": language})
    browser.force_login(by_credit.student)
    page = browser.get(reverse("registration:subjects")).content.decode()
    said = "Tuition falls by HK$" if language == "en" else "學費減少"
    assert page.count(said) == 2
    row = by_credit.registrations.first()
    assert said in browser.get(reverse("registration:drop", args=[row.pk])).content.decode()


def test_my_subjects_takes_the_same_queries_for_three_subjects_and_for_four(by_credit):
    clock.set_to(DURING)
    browser, counts = Client(), []
    browser.force_login(by_credit.student)
    for code in ("COMP5031", "COMP5041"):
        world.register(by_credit, world.group(world.subject(code, credits=3)))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("registration:subjects"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
