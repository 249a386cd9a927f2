"""Subjects that ask for each other are given together in a ballot, or neither is."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import world

from registrar.areas.registration.actions.preview_wishes import preview_wishes
from registrar.areas.registration.models import BallotWish, Registration, SubjectGroup
from registrar.areas.registration.queries.ballot_results import result_file
from registrar.areas.registration.queries.replay_ballot import replay_ballot
from registrar.areas.registration.tests.actions import ballots

pytestmark = pytest.mark.django_db
CHECK = Path(__file__).parents[6] / "docs" / "concepts" / "check_ballot.py"


def pair(lectures: int, laboratories: int) -> tuple[SubjectGroup, SubjectGroup]:
    """A lecture and its laboratory; each asks for the other."""
    lecture, laboratory = ballots.taught("COMP1011", lectures), ballots.taught("COMP1012", laboratories)
    for one, other in ((lecture, laboratory), (laboratory, lecture)):
        one.offering.subject.requisites.create(kind="corequisite", alternative=1, other=other.offering.subject)
    return lecture, laboratory


def refusing(group: SubjectGroup) -> set[str]:
    """Return the keys of the messages that refuse the one wish for a group."""
    decision = BallotWish.objects.get(group=group).decision
    assert decision is not None
    return {one["message"]["key"] for one in decision.body["findings"] if one["holds"] is False}


def test_both_are_given_in_one_turn_and_everybody_can_check_it(tmp_path: Any) -> None:
    # Given a student who ranks another subject between the two
    ballot, study = ballots.a_round(), world.study()
    lecture, laboratory = pair(5, 5)
    between = ballots.taught("COMP1013", 5)
    ballots.wish(ballot, study, lecture, between, laboratory)
    # When it is drawn
    ballots.draw(ballot)
    # Then both came up in the first turn, the other in the second, and the replay finds the same
    assert ballots.outcomes(study) == ["granted", "granted", "granted"]
    order = BallotWish.objects.order_by("sequence").values_list("group_id", "turn")
    assert list(order) == [(lecture.pk, 1), (laboratory.pk, 1), (between.pk, 2)]
    assert replay_ballot(ballot).problems == []
    # And the published program is content, and says which were given together
    file = tmp_path / "result.csv"
    file.write_text(result_file(ballot.pk), encoding="utf-8")
    command = [sys.executable, CHECK, file, ballot.seed, ballot.commitment]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said[0] == "the ballot is in order"
    assert said[1].startswith("in one turn: COMP1011 with COMP1012, 1 times;")
    # But not with another seed
    assert subprocess.run([*command[:3], "no", *command[4:]], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("full_first", [True, False])
def test_neither_is_given_where_the_other_is_full(full_first: bool) -> None:
    # Given a laboratory without a place
    ballot, study = ballots.a_round(), world.study()
    lecture, laboratory = pair(5, 0)
    ballots.wish(ballot, study, *((laboratory, lecture) if full_first else (lecture, laboratory)))
    # When it is drawn
    ballots.draw(ballot)
    # Then the lecture is refused for its missing co-requisite, and nobody has a place
    assert ballots.outcomes(study) == ["refused", "refused"]
    assert refusing(lecture) == {"registration.corequisite.missing"}
    assert "registration.seat.full" in refusing(laboratory)
    assert Registration.objects.count() == 0
    lecture.refresh_from_db()
    assert lecture.seats_taken == 0
    assert replay_ballot(ballot).problems == []


def test_a_second_group_of_the_other_saves_the_pair() -> None:
    ballot, study = ballots.a_round(), world.study()
    lecture, full = pair(5, 0)
    free = world.group(full.offering.subject, quota=5, code="1002")
    ballots.wish(ballot, study, lecture, full, free)
    ballots.draw(ballot)
    assert ballots.outcomes(study) == ["granted", "refused", "granted"]
    assert replay_ballot(ballot).problems == []


def test_where_the_two_clash_neither_is_given() -> None:
    ballot, study = ballots.a_round(), world.study()
    for group in (groups := pair(5, 5)):
        group.meetings.create(weekday=1, starts_at="09:30", ends_at="11:20", weeks=list(range(1, 14)))
    ballots.wish(ballot, study, *groups)
    ballots.draw(ballot)
    assert ballots.outcomes(study) == ["refused", "refused"]
    assert replay_ballot(ballot).problems == []


@pytest.mark.parametrize("seed", [f"{number:02d}" * 32 for number in range(6)])
def test_whatever_the_lottery_nobody_is_left_with_one_of_two(seed: str) -> None:
    # Given six students for five lectures and three laboratories, half of them with the laboratory first
    ballot = ballots.a_round(seed=seed)
    lecture, laboratory = pair(5, 3)
    third = ballots.taught("COMP1013", 4)
    students = ballots.rivals(6)
    for number, study in enumerate(students):
        lists = [lecture, third, laboratory] if number % 2 else [laboratory, third, lecture]
        ballots.wish(ballot, study, *lists)
    # When it is drawn
    ballots.draw(ballot)
    # Then three have both and three have neither, and the replay agrees
    held = [set(study.registrations.values_list("offering__subject_id", flat=True)) for study in students]
    pairs = [{"COMP1011", "COMP1012"} & one for one in held]
    assert sorted(len(one) for one in pairs) == [0, 0, 0, 2, 2, 2]
    assert replay_ballot(ballot).problems == []


def test_the_preview_leans_on_the_wish_for_the_other_wherever_it_stands() -> None:
    ballots.a_round()
    study, (lecture, laboratory) = world.study(), pair(5, 5)
    both = preview_wishes(study.pk, [lecture.pk, laboratory.pk], "2024/25-S1", now=ballots.IN_ROUND)
    assert [one.decision.allowed for one in both.wishes] == [True, True]
    alone = preview_wishes(study.pk, [lecture.pk], "2024/25-S1", now=ballots.IN_ROUND)
    assert [one.message.key for one in alone.wishes[0].decision.refusals] == ["registration.corequisite.missing"]
