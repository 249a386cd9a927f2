"""An advisor's students: who is warned of, who isn't, and in which order."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.studies.models import Study, TermStanding

pytestmark = pytest.mark.django_db


@pytest.fixture
def advisor() -> Any:
    """An advisor on the tenth of September 2024, in add/drop."""
    clock.set_to(world.at("2024-09-10 10:00"))
    return world.user("advisor", "advisor")


def advised(advisor: Any, number: str, codes: tuple[str, ...] = (), **fields: Any) -> Study:
    """Return a student of the advisor who has registered these subjects of three credits."""
    made = world.study(number, advisor=advisor, **fields)
    for code in codes:
        world.register(made, world.group(world.subject(code), world.term()))
    return made


def shown(advisor: Any) -> list[tuple[str, list[str], list[str]]]:
    """Return number, warnings and advice of each row as the page orders them."""
    client = Client()
    client.force_login(advisor)
    answer = client.get(reverse("advising:advisees"))
    assert answer.status_code == 200
    return [
        (row["study"].student_number, [str(tag.text) for tag in row["tags"]], [str(one) for one in row["advice"]])
        for row in answer.context["rows"]
    ]


def test_ordinary_students_are_not_warned_and_the_gravest_come_first(advisor: Any) -> None:
    # Given one on probation, one with a falling GPA, one with six credits so far and one with nothing yet
    world.term()
    advised(advisor, "24000001D")
    advised(advisor, "24000002D", ("COMP1011", "COMP1012"))
    falling, poor = advised(advisor, "24000003D"), advised(advisor, "24000004D")
    for place, key in enumerate(("2022/23-S2", "2023/24-S1", "2023/24-S2")):
        term = world.term(key, ("2023-01-16", "2023-09-04", "2024-01-15")[place])
        gpa = ("3.20", "2.80", "2.40")[place]
        TermStanding.objects.create(
            study=falling, term=term, gpa=gpa, semester_gpa=gpa, standing="progressing", released_on="2024-06-20"
        )
    TermStanding.objects.create(
        study=poor, term=term, gpa="1.50", semester_gpa="1.50", standing="probation", released_on="2024-06-20"
    )
    # When, then
    assert shown(advisor) == [
        ("24000004D", ["Probation"], ["No plan"]),
        ("24000003D", ["GPA falling"], ["No plan"]),
        ("24000002D", [], ["Light load so far", "No plan"]),
        ("24000001D", [], ["No plan"]),
    ]


def test_a_load_stays_what_it_was_when_its_results_are_out(advisor: Any) -> None:
    # Given a student with nine credits, all of whose results came out before the term ended
    made = advised(advisor, "24000001D", ("COMP1011", "COMP1012", "COMP1013"))
    for one in made.registrations.select_related("offering__subject"):
        world.result(made, one.offering.subject, world.term(), "B", "3.0", released_on="2024-12-01")
    clock.set_to(world.at("2024-12-02 10:00"))
    # When, then
    assert shown(advisor) == [("24000001D", [], ["No plan"])]


def test_nobody_is_warned_whose_requirements_are_met(advisor: Any) -> None:
    # Given a graduand, and an enrolled student who has passed all that the programme asks for
    world.term()
    programme = world.programme("61436", credits_required=3)
    world.compulsory(programme, world.subject("COMP2011"))
    first = world.term("2018/19-S1", "2018-09-03")
    done = advised(advisor, "24000001D", programme=programme, cohort="2018/19", entry_term=first)
    world.result(done, world.subject("COMP2011"), first, "B", "3.0")
    advised(advisor, "24000002D", status="graduand", cohort="2018/19", entry_term=first)
    late = advised(advisor, "24000003D", cohort="2018/19", entry_term=first)
    clock.set_to(world.at("2024-10-20 10:00"))
    # When
    rows = shown(advisor)
    # Then only the third is told of
    assert rows[0][0] == late.student_number
    assert "Light load" in rows[0][1]
    assert rows[1:] == [("24000001D", [], []), ("24000002D", [], [])]
