"""Wishes come in as one list, inside the round only, and again and again until it closes."""

import pytest
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.open_ballot import Unsuitable, open_ballot
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.actions.withdraw_wishes import withdraw_wishes
from registrar.areas.registration.facts.picture import UnknownGroups
from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish, Registration
from registrar.areas.registration.tests.actions import ballots
from registrar.kernel import Outcome

pytestmark = pytest.mark.django_db


def _counts() -> tuple[object, ...]:
    keys = list(BallotWish.objects.order_by("pk").values_list("pk", flat=True))
    return keys, StoredDecision.objects.count(), Notice.objects.count()


def test_wishes_are_kept_by_rank_with_their_class() -> None:
    # Given a round, a subject that is due, one of a later year, and a first-year student
    ballot, study = ballots.a_round(), world.study()
    due, later = ballots.taught("COMP1011", 10), world.group(world.subject("COMP3011"), quota=10)
    world.compulsory(world.programme(), later.offering.subject, stage=3)
    # When the student ranks the later one first
    outcome = ballots.wish(ballot, study, later, due)
    # Then both are kept in that order, each with its class and the decision behind it
    assert outcome.decision.allowed
    assert outcome.changed
    kept = [(one.rank, one.group_id, one.need_class) for one in BallotWish.objects.order_by("rank")]
    assert kept == [(1, later.pk, 4), (2, due.pk, 2)]
    assert {one.need_decision.rule for one in BallotWish.objects.all()} == {"registration.need_class"}
    assert Notice.objects.get().subject_en == "Your wishes for 2024/25-S1 are in"
    assert Registration.objects.count() == 0


def test_a_second_list_replaces_the_first_and_keeps_the_ticket() -> None:
    # Given a list of two
    ballot, study = ballots.a_round(), world.study()
    one, two, three = (ballots.taught(f"COMP101{n}", 10) for n in range(3))
    first = ballots.wish(ballot, study, one, two)
    # When another list comes
    second = ballots.wish(ballot, study, three, one)
    # Then there is only that one, under the same ticket
    assert second.entry.ticket == first.entry.ticket
    assert list(BallotWish.objects.order_by("rank").values_list("group_id", flat=True)) == [three.pk, one.pk]


def test_the_same_list_sent_twice_changes_nothing() -> None:
    # Given a list
    ballot, study = ballots.a_round(), world.study()
    one, two = ballots.taught("COMP1011", 10), ballots.taught("COMP1012", 10)
    ballots.wish(ballot, study, one, two)
    before = _counts()
    # When it comes again, naming one of them twice
    again = ballots.wish(ballot, study, one, two, one)
    # Then it is answered alike, and nothing was written
    assert again.decision.allowed
    assert not again.changed
    assert _counts() == before


@pytest.mark.parametrize(
    ("moment", "message"),
    [("2024-07-29 08:59", "registration.ballot.not_yet"), ("2024-08-02 00:00", "registration.ballot.closed")],
)
def test_outside_the_round_wishes_are_refused_with_a_finding(moment: str, message: str) -> None:
    # Given a round and a student
    ballot, study, group = ballots.a_round(), world.study(), ballots.taught("COMP1011", 10)
    # When wishes come too early or too late
    outcome = ballots.wish(ballot, study, group, now=world.at(moment))
    # Then they are refused, the refusal is on record, and nothing was kept
    assert [one.message.key for one in outcome.decision.refusals] == [message]
    assert StoredDecision.objects.get().outcome == "REFUSED"
    assert not BallotEntry.objects.exists()


def test_a_round_that_is_drawn_takes_no_wishes_whatever_the_hour() -> None:
    # Given a drawn round and a student whose request came in its last second
    ballot, study, group = ballots.a_round(), world.study(), ballots.taught("COMP1011", 10)
    ballots.draw(ballot)
    # When the wishes arrive
    outcome = ballots.wish(ballot, study, group, now=ballot.closes_at)
    # Then they are refused and nothing was kept
    assert outcome.decision.outcome is Outcome.REFUSED
    assert not BallotEntry.objects.exists()


def test_too_many_wishes_and_groups_of_another_term_are_refused() -> None:
    # Given a round with sixteen groups, and a group of the next term
    ballot, study = ballots.a_round(), world.study()
    groups = [ballots.taught(f"COMP10{n}", 5) for n in range(10, 26)]
    other = world.group(world.subject("COMP1099"), world.term("2024/25-S2", "2025-01-13"))
    # When all sixteen are wished for, then the other term's
    outcome = ballots.wish(ballot, study, *groups)
    with pytest.raises(UnknownGroups):
        ballots.wish(ballot, study, other)
    # Then nothing was kept
    assert [one.message.key for one in outcome.decision.refusals] == ["registration.ballot.too_many"]
    assert not BallotEntry.objects.exists()


def test_wishes_are_taken_back_inside_the_round_only() -> None:
    # Given a list
    ballot, study, group = ballots.a_round(), world.study(), ballots.taught("COMP1011", 10)
    ballots.wish(ballot, study, group)
    # When it is taken back after the close, and then inside the round, twice
    late = withdraw_wishes(study.pk, ballot.pk, actor=None, now=ballots.AFTER)
    kept = BallotWish.objects.count()
    done = withdraw_wishes(study.pk, ballot.pk, actor=None, now=ballots.IN_ROUND)
    again = withdraw_wishes(study.pk, ballot.pk, actor=None, now=ballots.IN_ROUND)
    # Then only the second did it, and the third had nothing to do
    assert late.decision.outcome is Outcome.REFUSED
    assert kept == 1
    assert done.changed
    assert again.decision.allowed
    assert not again.changed
    assert not BallotEntry.objects.exists()


def test_a_round_must_make_sense() -> None:
    # Given a round under way
    ballots.a_round()
    times = {"opens_at": world.at("2024-08-05 09:00"), "closes_at": world.at("2024-08-06 09:00")}
    # When a second one is set up beside it, one with its times crossed, and one in the past
    second = open_ballot("2024/25-S1", **times, results_at=times["closes_at"], now=ballots.BEFORE)
    crossed = open_ballot("2024/25-S1", **times, results_at=times["opens_at"], now=ballots.BEFORE)
    past = open_ballot("2024/25-S1", **times, results_at=times["closes_at"], now=world.at("2024-09-01 09:00"))
    # Then each is told why not, and there is one round
    assert (second, crossed, past) == (Unsuitable.UNDER_WAY, Unsuitable.ORDER, Unsuitable.PAST)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        ("2024-07-29 08:45", None),
        ("2024-07-30 10:00", "registration.window.ballot_open"),
        ("2024-08-02 10:00", "registration.window.ballot_closed"),
    ],
)
def test_nobody_passes_the_ballot_by_registering_directly(moment: str, message: str | None) -> None:
    # Given a round inside the registration period
    ballots.a_round()
    study, group = world.study(), ballots.taught("COMP1011", 10)
    # When a basket is submitted before the round, in it, and before its results
    outcome = submit_basket(
        study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=world.at(moment)
    )
    # Then from the opening of the round on it is refused, with a finding that says until when
    refusals = [one.message.key for one in outcome.lines[0].decision.refusals]
    assert refusals == ([message] if message else [])
    assert Registration.objects.count() == (0 if message else 1)


def test_a_department_places_students_while_the_round_is_open() -> None:
    # Given an open round
    ballots.a_round()
    study, group = world.study(), ballots.taught("COMP1011", 10)
    # When the department registers a student
    outcome = submit_basket(
        study.pk,
        [Choice(group.pk)],
        all_or_nothing=False,
        actor=None,
        now=ballots.IN_ROUND,
        by_department=True,
    )
    # Then the ballot doesn't stand in its way
    assert outcome.registered
