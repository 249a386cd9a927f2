"""The pages of a ballot: ranking, the registry's round, results, and what is not shown too early."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun
from registrar.areas.registration.actions.publish_ballot import publish_ballot
from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish
from registrar.areas.registration.queries.ballot_results import hash_of
from registrar.areas.registration.tests.actions import ballots
from registrar.areas.registration.web.views.wishes import moved

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def ballot() -> Ballot:
    made = ballots.a_round()
    clock.set_to(ballots.IN_ROUND)
    return made


def test_a_list_is_made_from_the_basket_with_plain_buttons(ballot: Ballot) -> None:
    # Given a basket of two
    study = world.study()
    one, two = ballots.taught("COMP1011", 5), ballots.taught("COMP1012", 5)
    client = signed_in(study.student)
    for group in (one, two):
        client.post(reverse("registration:plan"), {"group": group.pk})
    page = reverse("registration:wishes", args=[ballot.pk])
    # When the second is moved up, and the list handed in
    shown = client.get(page).content.decode()
    assert shown.index(f"w-{one.pk}") < shown.index(f"w-{two.pk}")
    step = client.post(page, {"w": f"{one.pk},{two.pk}", "move": f"up:{two.pk}"})
    assert step.status_code == 303
    assert step.url == f"{page}?w={two.pk},{one.pk}#w-{two.pk}"
    assert not BallotEntry.objects.exists(), "a move hands nothing in"
    done = client.post(page, {"w": f"{two.pk},{one.pk}"}, follow=True)
    # Then it stands in that order, and the page of the ballot shows it with its ticket
    assert list(BallotWish.objects.order_by("rank").values_list("group_id", flat=True)) == [two.pk, one.pk]
    said = text_of(done)
    assert "Your wishes are in" in said
    assert str(BallotEntry.objects.get().ticket) in said
    assert "1 COMP1012" in said


@pytest.mark.parametrize(
    ("verb", "key", "order"),
    [
        ("up", 1, [1, 2, 3]),
        ("up", 3, [1, 3, 2]),
        ("down", 1, [2, 1, 3]),
        ("down", 3, [1, 2, 3]),
        ("out", 2, [1, 3]),
        ("in", 4, [1, 2, 3, 4]),
        ("in", 2, [1, 2, 3]),
        ("up", 9, [1, 2, 3]),
    ],
)
def test_moves(verb: str, key: int, order: list[int]) -> None:
    assert moved([1, 2, 3], verb, key) == order


def test_what_stands_against_a_wish_is_shown_before(ballot: Ballot) -> None:
    # Given two groups at the same hour, and one whose pre-requisite is missing
    study = world.study()
    one, two, three = (ballots.taught(f"COMP101{n}", 5) for n in range(3))
    for group in (one, two):
        group.meetings.create(weekday=1, starts_at="09:30", ends_at="11:20", weeks=[1, 2, 3])
    three.offering.subject.requisites.create(kind="prerequisite", alternative=1, other=world.subject("COMP1001"))
    # When they are listed
    page = reverse("registration:wishes", args=[ballot.pk])
    answer = signed_in(study.student).get(page, {"w": f"{one.pk},{two.pk},{three.pk}"})
    # Then the clash and the refusal stand beside them, and the class with its reason
    said = text_of(answer)
    assert "Meets at the same time as COMP1010, which you rank higher" in said
    assert said.count("Would be refused as things are") == 1
    assert "Class 2 of 5 for COMP1010: it is compulsory in your programme" in said


def test_a_forged_list_is_no_page_and_writes_nothing(ballot: Ballot) -> None:
    # Given a group of another term, and one that doesn't exist
    study = world.study()
    other = world.group(world.subject("COMP1099"), world.term("2024/25-S2", "2025-01-13"))
    client, page = signed_in(study.student), reverse("registration:wishes", args=[ballot.pk])
    # When they are handed in
    answers = [client.post(page, {"w": str(key)}) for key in (other.pk, 10**9)]
    # Then it is a page not found, shown ones are left out, and nothing was written
    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(page, {"w": f"{other.pk},x,{10**30}"}).status_code == 200
    assert not BallotEntry.objects.exists()


def test_a_late_list_comes_back_with_the_finding(ballot: Ballot) -> None:
    # Given a round that has closed since the page was opened
    study, group = world.study(), ballots.taught("COMP1011", 5)
    clock.set_to(ballots.AFTER)
    # When the list is handed in
    answer = signed_in(study.student).post(reverse("registration:wishes", args=[ballot.pk]), {"w": str(group.pk)})
    # Then it is refused with its clause
    assert answer.status_code == 422
    assert "Wishes were taken until 1 August 2024, 23:59" in text_of(answer)
    assert not BallotEntry.objects.exists()


def test_the_registry_runs_a_round_and_the_seed_stays_hidden(ballot: Ballot) -> None:
    # Given lists of three students, a registry officer and a student
    registry, group = world.user("reg", "registry"), ballots.taught("COMP1011", 1)
    students = ballots.rivals(3)
    for study in students:
        ballots.wish(ballot, study, group)
    office, page = signed_in(registry), reverse("registration:ballot", args=[ballot.pk])
    student = signed_in(students[0].student)
    mine, file = (reverse(f"registration:{name}", args=[ballot.pk]) for name in ("my-ballot", "ballot-file"))
    addresses = (page, reverse("registration:ballots"), mine, reverse("registration:wishes", args=[ballot.pk]))

    def hidden() -> bool:
        return all(ballots.SEED not in one.get(a).content.decode() for one in (office, student) for a in addresses)

    # When the round is open: numbers, and no seed
    assert "Students with a list 3" in text_of(office.get(page))
    assert hidden()
    assert student.get(file).status_code == 404
    # and drawn: still no seed, no outcome for students
    clock.set_to(ballots.AFTER)
    ballots.draw(ballot)
    assert hidden()
    assert "Place given" not in text_of(student.get(mine))
    assert student.get(file).status_code == 404
    # and published: seed, outcome and file for everybody
    publish_ballot(ballot.pk, actor=registry, now=ballots.AFTER)
    assert ballots.SEED in office.get(page).content.decode()
    said = text_of(student.get(mine))
    assert ballots.SEED in said
    assert "It came up in turn 1 of class 2" in said
    content = student.get(file).content.decode()
    assert hash_of(content) == Ballot.objects.get().result_hash
    assert "24100" not in content, "tickets only"


def test_a_draw_is_queued_from_its_page_once_the_round_is_over(ballot: Ballot) -> None:
    # Given the registry, before and after the close
    office = signed_in(world.user("reg", "registry"))
    draw = reverse("registration:draw-ballot", args=[ballot.pk])
    early = office.post(draw, follow=True)
    assert "The round is not at this point now." in text_of(early)
    assert not JobRun.objects.exists()
    clock.set_to(ballots.AFTER)
    # When it is asked for
    office.post(draw)
    # Then there is a job for it
    assert JobRun.objects.get().name == "registration.draw_ballot"


@pytest.mark.parametrize("name", ["ballots", "new-ballot", "ballot", "draw-ballot", "publish-ballot"])
def test_students_and_departments_run_no_ballots(ballot: Ballot, name: str) -> None:
    arguments = [] if name in ("ballots", "new-ballot") else [ballot.pk]
    for user in (world.study().student, world.user("office", "department", department="COMP")):
        assert signed_in(user).get(reverse(f"registration:{name}", args=arguments)).status_code == 403


def test_a_round_is_set_up_by_form(ballot: Ballot) -> None:
    # Given the registry, a term with a round under way, and the next term
    world.term("2024/25-S2", "2025-01-13")
    office, page = signed_in(world.user("reg", "registry")), reverse("registration:new-ballot")
    times = {"opens_hour": "09:00", "closes_hour": "23:59", "results_hour": "12:00"}
    for name, day in (("opens", 2), ("closes", 6), ("results", 9)):
        times |= {f"{name}_on_day": day, f"{name}_on_month": 12, f"{name}_on_year": 2024}
    # When rounds for both are sent, and one whose times cross
    taken = office.post(page, {"term": "2024/25-S1", **times})
    crossed = office.post(page, {"term": "2024/25-S2", **times, "closes_on_day": 1})
    made = office.post(page, {"term": "2024/25-S2", **times})
    # Then only the good one is set up, with a commitment and the hours of Hong Kong
    assert (taken.status_code, crossed.status_code, made.status_code) == (422, 422, 303)
    row = Ballot.objects.get(term_id="2024/25-S2")
    assert row.opens_at == world.at("2024-12-02 09:00")
    assert hash_of(row.seed) == row.commitment


@pytest.mark.parametrize("published", [False, True])
def test_pages_take_the_same_queries_for_few_and_for_many(ballot: Ballot, published: bool) -> None:
    # Given lists of one and of six wishes, by two students, in a round seen by student and registry
    groups = [ballots.taught(f"COMP101{n}", 9) for n in range(6)]
    few, many = ballots.rivals(2)
    ballots.wish(ballot, few, groups[0])
    ballots.wish(ballot, many, *groups)
    names = ["my-ballot"] if published else ["my-ballot", "wishes"]
    if published:
        ballots.draw(ballot)
        publish_ballot(ballot.pk, actor=None, now=ballots.AFTER)
        clock.set_to(ballots.AFTER)
    # When each looks at the own pages
    counts = []
    for study in (few, few, many):
        client, asked = signed_in(study.student), 0
        for name in names:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(f"registration:{name}", args=[ballot.pk])).status_code == 200
            asked += len(queries)
        counts.append(asked)
    # Then both pages ask as many queries for the long list as for the short one
    assert counts[1] == counts[2]
    # and the registry's page doesn't grow with lists either
    office, page = signed_in(world.user("reg", "registry")), reverse("registration:ballot", args=[ballot.pk])
    with CaptureQueriesContext(connection) as queries:
        office.get(page)
    assert len(queries) <= 20


def test_publishing_before_the_announced_hour_is_warned_of(ballot: Ballot) -> None:
    # Given a drawn round whose results are announced for 3 August
    office, page = signed_in(world.user("reg", "registry")), reverse("registration:publish-ballot", args=[ballot.pk])
    clock.set_to(ballots.AFTER)
    ballots.draw(ballot)
    # When publishing is asked for the day before, and at the hour
    early = text_of(office.get(page))
    clock.set_to(ballot.results_at)
    # Then only the first is warned that students were told another hour
    assert "It is earlier than announced" in early
    assert "It is earlier than announced" not in text_of(office.get(page))
