"""The draw: by need class, turn by turn, never a place too many, the same each time."""

from typing import Any

import pgtrigger
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions import enter_ballot as entering
from registrar.areas.registration.actions.draw_ballot import NotClosed
from registrar.areas.registration.actions.publish_ballot import NotDrawn, publish_ballot
from registrar.areas.registration.actions.queue_ballot import DRAW, PUBLISH, queue_ballot
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Ballot, BallotWish, Registration
from registrar.areas.registration.queries.ballot_results import hash_of, result_file
from registrar.areas.registration.queries.replay_ballot import replay_ballot
from registrar.areas.registration.tests.actions import ballots

pytestmark = pytest.mark.django_db


def test_the_class_comes_before_the_lottery() -> None:
    # Given one place, nine first-year students and one in the final year
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 1)
    others = ballots.rivals(9)
    final = world.study("21000001D", cohort="2021/22", stage=4)
    for study in [*others, final]:
        ballots.wish(ballot, study, group)
    # When it is drawn
    done = ballots.draw(ballot)
    # Then the final year has it, whatever the lottery says, and everybody has a decision
    assert (done.granted, done.refused, done.skipped) == (1, 9, 0)
    assert ballots.outcomes(final) == ["granted"]
    assert Registration.objects.get().study == final
    assert {wish.decision.outcome for wish in BallotWish.objects.exclude(entry__study=final)} == {"REFUSED"}
    assert replay_ballot(ballot).problems == []


def test_a_turn_gives_one_place_before_anybody_has_a_second() -> None:
    # Given two groups of two places, and two students who want both
    ballot = ballots.a_round()
    one, two = ballots.taught("COMP1011", 1), ballots.taught("COMP1012", 1)
    first, second = ballots.rivals(2)
    ballots.wish(ballot, first, one, two)
    ballots.wish(ballot, second, one, two)
    # When it is drawn
    ballots.draw(ballot)
    # Then each has one: who loses the first wish gets the next in the same turn
    assert sorted(Registration.objects.values_list("study__student_number", flat=True)) == sorted(
        [first.student_number, second.student_number]
    )
    assert set(BallotWish.objects.filter(outcome="granted").values_list("turn", flat=True)) == {1}


def test_a_second_group_of_a_subject_that_was_given_is_skipped() -> None:
    # Given a student who wants either group of a subject
    ballot, study = ballots.a_round(), world.study()
    first = ballots.taught("COMP1011", 5)
    second = world.group(first.offering.subject, quota=5, code="1002")
    ballots.wish(ballot, study, second, first)
    # When it is drawn
    ballots.draw(ballot)
    # Then the higher-ranked is given and the other needs no decision
    assert ballots.outcomes(study) == ["granted", "skipped"]
    assert Registration.objects.get().group == second
    assert BallotWish.objects.get(group=first).decision is None


def test_wishes_that_clash_give_way_to_the_one_given_before() -> None:
    # Given two groups at the same hour
    ballot, study = ballots.a_round(), world.study()
    one, two = ballots.taught("COMP1011", 5), ballots.taught("COMP1012", 5)
    for group in (one, two):
        group.meetings.create(weekday=1, starts_at="09:30", ends_at="11:20", weeks=list(range(1, 14)))
    ballots.wish(ballot, study, two, one)
    # When it is drawn
    ballots.draw(ballot)
    # Then the lower-ranked is refused for the clash
    assert ballots.outcomes(study) == ["granted", "refused"]
    refused = BallotWish.objects.get(group=one).decision
    assert refused is not None
    assert refused.refusing == ["polyu-2024-25:5A-09"]


def test_a_reserved_place_goes_to_whom_it_is_kept_for() -> None:
    # Given one open place and one that is kept for a programme of which one student is
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 2)
    kept_for = world.programme("61036")
    world.compulsory(kept_for, group.offering.subject)
    reserve = group.reserves.create(programme=kept_for, places=1)
    others, mine = ballots.rivals(3), world.study("24000009D", programme=kept_for)
    for study in [*others, mine]:
        ballots.wish(ballot, study, group)
    # When it is drawn
    ballots.draw(ballot)
    # Then that student has the kept place, one other the open one, and the counts agree
    assert ballots.outcomes(mine) == ["granted"]
    assert Registration.objects.get(study=mine).reserve == reserve
    assert Registration.objects.count() == 2
    group.refresh_from_db()
    reserve.refresh_from_db()
    assert (group.seats_taken, group.held, reserve.taken) == (2, 0, 1)
    assert replay_ballot(ballot).problems == []


def test_a_corequisite_that_is_ranked_before_counts() -> None:
    # Given a subject with a co-requisite, both wished for, the co-requisite first
    ballot, study = ballots.a_round(), world.study(stage=1)
    lecture, practice = ballots.taught("COMP1011", 5), ballots.taught("COMP1012", 5)
    practice.offering.subject.requisites.create(kind="corequisite", alternative=1, other=lecture.offering.subject)
    ballots.wish(ballot, study, lecture, practice)
    # When it is drawn
    ballots.draw(ballot)
    # Then both are given
    assert ballots.outcomes(study) == ["granted", "granted"]
    assert replay_ballot(ballot).problems == []


def test_drawing_twice_changes_nothing_and_too_early_is_refused() -> None:
    # Given a round with wishes
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 2)
    for study in ballots.rivals(4):
        ballots.wish(ballot, study, group)
    # When it is drawn before its close, then after it, twice
    with pytest.raises(NotClosed):
        ballots.draw(ballot, now=ballot.closes_at)
    assert not BallotWish.objects.exclude(outcome="").exists()
    first = ballots.draw(ballot)
    before = _everything(ballot)
    second = ballots.draw(ballot, now=world.at("2024-08-02 10:00"))
    # Then the second run finds everything done
    assert first == second
    assert _everything(ballot) == before


def test_a_draw_that_breaks_off_is_finished_by_running_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given two rounds' worth of the same wishes, and a process that dies after the first chunk of places
    ballot = ballots.a_round()
    groups = [ballots.taught(f"COMP101{n}", 3) for n in range(3)]
    for study in ballots.rivals(6):
        ballots.wish(ballot, study, *groups)
    monkeypatch.setattr(entering, "CHUNK", 2)
    whole, calls = entering.enter_registrations, []

    def dies(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return whole(*args, **kwargs)

    monkeypatch.setattr(entering, "enter_registrations", dies)
    with pytest.raises(RuntimeError, match="power"):
        ballots.draw(ballot)
    ballot.refresh_from_db()
    half = Registration.objects.count()
    planned = ballot.result_hash
    # When it runs again
    ballots.draw(ballot, now=world.at("2024-08-02 11:00"))
    # Then nothing is drawn anew, and every place that was given is entered, at the moment of the draw
    assert 0 < half < 9
    assert ballot.result_hash == planned
    assert Registration.objects.count() == BallotWish.objects.filter(outcome="granted").count() == 9
    assert set(Registration.objects.values_list("registered_at", flat=True)) == {ballots.AFTER}
    assert replay_ballot(ballot).problems == []


def test_places_that_change_meanwhile_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given one place, and a department that fills it while the wishes are being decided
    from registrar.areas.registration.actions import draw_ballot as drawing

    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 1)
    wisher, placed = ballots.rivals(2)
    ballots.wish(ballot, wisher, group)
    whole, times = drawing._record, []

    def meanwhile(*args: Any) -> None:
        whole(*args)
        times.append(1)
        if len(times) == 1:
            world.register(placed, group)

    monkeypatch.setattr(drawing, "_record", meanwhile)
    # When it is drawn: the first attempt is rolled back, with the department's row in this one session
    ballots.draw(ballot)
    # Then it was decided again from what was there, and no place is sold twice
    assert len(times) == 2
    group.refresh_from_db()
    assert group.seats_taken == Registration.objects.count() <= 1


def test_while_places_are_entered_departments_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a drawn round whose places are not entered yet
    ballot, group, study = ballots.a_round(), ballots.taught("COMP1011", 5), world.study()
    monkeypatch.setattr("registrar.areas.registration.actions.draw_ballot.enter_ballot", lambda *_, **__: None)
    ballots.draw(ballot)
    # When a department registers somebody
    outcome = submit_basket(
        study.pk,
        [Choice(group.pk)],
        all_or_nothing=False,
        actor=None,
        now=ballots.AFTER,
        by_department=True,
    )
    # Then it is asked to try again in some minutes
    assert [one.message.key for one in outcome.lines[0].decision.refusals] == ["registration.window.ballot_entering"]
    assert not Registration.objects.exists()


def test_publishing_tells_everybody_once_and_opens_registration() -> None:
    # Given a drawn round
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 1)
    first, second = ballots.rivals(2)
    for study in (first, second):
        ballots.wish(ballot, study, group)
    with pytest.raises(NotDrawn):
        publish_ballot(ballot.pk, actor=None, now=ballots.AFTER)
    ballots.draw(ballot)
    assert ballot.open_seed == ""
    # When it is published, twice
    told = publish_ballot(ballot.pk, actor=None, now=ballots.AFTER)
    again = publish_ballot(ballot.pk, actor=None, now=ballots.AFTER)
    # Then both students were told once, the seed is open and matches, and direct registration is open again
    ballot.refresh_from_db()
    assert (told, again) == (2, 0)
    assert Notice.objects.filter(kind="ballot_results").count() == 2
    assert hash_of(ballot.open_seed) == ballot.commitment
    other = ballots.taught("COMP1012", 5)
    direct = submit_basket(first.pk, [Choice(other.pk)], all_or_nothing=False, actor=first.student, now=ballots.AFTER)
    assert direct.registered


def test_jobs_are_queued_when_their_time_has_come() -> None:
    # Given an open round
    ballot = ballots.a_round()
    # When the draw is asked for in it, and after it twice; and publishing before the draw
    early = queue_ballot(ballot.pk, DRAW, actor=None, now=ballots.IN_ROUND)
    first = queue_ballot(ballot.pk, DRAW, actor=None, now=ballots.AFTER)
    second = queue_ballot(ballot.pk, DRAW, actor=None, now=ballots.AFTER)
    publish = queue_ballot(ballot.pk, PUBLISH, actor=None, now=ballots.AFTER)
    # Then there is one run
    assert early is None
    assert publish is None
    assert first == second
    assert first.arguments == {"ballot": str(ballot.pk)}


def test_the_draw_takes_a_fixed_number_of_statements() -> None:
    # Given rounds of few and of many wishes
    counts = []
    for size, code in ((3, "COMP1011"), (9, "COMP1012")):
        Ballot.objects.update(published_at=ballots.AFTER, entered_at=ballots.AFTER)
        ballot, group = ballots.a_round(), ballots.taught(code, 4)
        for number in range(size):
            ballots.wish(ballot, world.study(f"25{size}{number:04d}D"), group)
        # When each is drawn
        with CaptureQueriesContext(connection) as queries:
            ballots.draw(ballot)
        counts.append(len(queries))
    # Then both take as many
    assert counts[0] == counts[1]


def _everything(ballot: Ballot) -> tuple[Any, ...]:
    return (
        result_file(ballot.pk),
        list(Registration.objects.order_by("pk").values_list()),
        list(BallotWish.objects.order_by("pk").values_list()),
        StoredDecision.objects.count(),
        (ballot.drawn_at, ballot.entered_at, ballot.result_hash),
    )


def test_a_drawn_record_that_was_meddled_with_does_not_replay() -> None:
    # Given a drawn round in which somebody takes the guard off and turns the order round
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 1)
    for study in ballots.rivals(3):
        ballots.wish(ballot, study, group)
    ballots.draw(ballot)
    with pgtrigger.ignore("registration.BallotWish:drawn_once"):
        BallotWish.objects.update(sequence=4 - F("sequence"))
    # When it is replayed
    seen = replay_ballot(ballot)
    # Then the order and the file give it away
    assert not seen.sound
    assert any(": recorded" in one for one in seen.problems)
    assert "the result file is not the one that was drawn" in seen.problems
