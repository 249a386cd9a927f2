"""What the page of a plan and the comparison of two ways say where something is missing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.advising.queries.consequences import Price, cannot_tell
from registrar.areas.advising.queries.planning import planned_of
from registrar.areas.advising.web.comparing import _price
from registrar.areas.platform import clock
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Any:
    """A student who has passed one subject of two, in a programme that asks for twelve credits."""
    programme = world.programme(credits_required=12)
    world.compulsory(programme, world.subject("COMP1011"))
    world.compulsory(programme, world.subject("COMP2011"), semester="S2")
    made = world.study(programme=programme, entry_term=world.term("2023/24-S1", "2023-09-04"), cohort="2023/24")
    world.result(made, world.subject("COMP1011"), world.term("2023/24-S1", "2023-09-04"), "B", "3.0")
    world.term()
    clock.set_to(world.at("2024-09-04 10:00"))
    return made


def signed_in(study: Any) -> Client:
    """Return the student's client."""
    client = Client()
    client.force_login(study.student)
    return client


@pytest.mark.parametrize(
    ("language", "told", "tile"),
    [("en", "6 more credits are needed for the award", "Something is missing"), ("zh-hant", "尚欠 6 學分", "尚有欠缺")],
)
def test_a_plan_without_enough_credits_does_not_claim_to_fill_everything(
    study: Any, language: str, told: str, tile: str
) -> None:
    """The tile and the card say the same: every subject is planned, and credits are still missing."""
    client = signed_in(study)
    client.post(reverse("advising:plan"), {"do": "add", "subject": "COMP2011", "term": "2024/25-S2"})

    page = client.get(reverse("advising:plan"), headers={"accept-language": language}).content.decode()

    assert tile in page
    assert told in page
    assert "The plan fills every requirement" not in page
    assert "計劃已符合全部要求" not in page


def test_a_subject_that_is_passed_is_said_to_be_passed(study: Any) -> None:
    """The rule on retakes says why it can't be planned again; nothing is stored."""
    page = signed_in(study).post(
        reverse("advising:plan"), {"do": "add", "subject": "COMP1011", "term": "2024/25-S2"}, follow=True
    )

    (told,) = [str(one) for one in page.context["messages"]]
    assert told == (
        "COMP1011 is passed already: it isn't planned again. "
        "COMP1011: latest grade B, a pass; only failed subjects can be retaken."
    )
    assert planned_of([study.pk]) == {}


def test_a_price_that_is_not_known_names_the_fact(study: Any) -> None:
    """The comparison says which fact of the fee rule is lacking."""
    facts = {"programme": "61435", "funding": "ugc", "residency": "local", "term": "2024/25-S1", "cohort": "2024/25"}
    decision = decide("finance.quote", facts | {"semesters": 2}, as_of=date(2024, 9, 4), university="polyu")

    said = _price(Price(why_not="unknown", unknown=cannot_tell(decision)))

    assert said == "not known: Level of the programme, on a UGC-funded one"
