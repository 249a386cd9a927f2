"""A ballot on a real PostgreSQL, with sessions of their own: drawn once, whoever asks, and no list slips in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from tests.concurrency.at_once import at_once

from registrar.areas.platform.locking import lock
from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.draw_ballot import draw_ballot
from registrar.areas.registration.actions.submit_wishes import submit_wishes
from registrar.areas.registration.actions.withdraw_wishes import withdraw_wishes
from registrar.areas.registration.models import BallotEntry, BallotWish, Registration
from registrar.areas.registration.queries.replay_ballot import replay_ballot
from registrar.areas.registration.tests.actions import ballots

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SECOND = timedelta(seconds=1)


def test_two_draws_at_once_draw_once() -> None:
    # Given a round of ten students for four places
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 4)
    for study in ballots.rivals(10):
        ballots.wish(ballot, study, group)
    # When four workers draw it at the same moment
    answers = at_once([lambda: draw_ballot(ballot.pk, actor=None, now=ballots.AFTER)] * 4)
    # Then all tell the same, every wish has one decision, and four students have a place
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert {(one.granted, one.refused) for one in answers} == {(4, 6)}
    assert StoredDecision.objects.filter(rule="registration.add_subject").count() == 10
    assert Registration.objects.filter(state="registered").count() == 4
    ballot.refresh_from_db()
    assert replay_ballot(ballot).problems == []


def test_lists_that_meet_the_draw_are_in_it_or_refused() -> None:
    # Given a round, lists that are in, and lists sent in its last second that are still on their way
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 30)
    students = ballots.rivals(16)
    early, late = students[:8], students[8:]
    for study in early:
        ballots.wish(ballot, study, group)
    sends = [
        lambda study=study: submit_wishes(study.pk, ballot.pk, [group.pk], actor=None, now=ballot.closes_at)
        for study in late
    ]
    leaves = [lambda: withdraw_wishes(early[0].pk, ballot.pk, actor=None, now=ballot.closes_at)]
    draws = [lambda: draw_ballot(ballot.pk, actor=None, now=ballot.closes_at + SECOND)]
    # When all of it happens at the same moment
    answers = at_once([*sends, *leaves, *draws])
    # Then nobody met a fault; whoever was told "yes" is in the draw, whoever was told "no" has no list
    assert [one for one in answers if isinstance(one, Exception)] == []
    for study, answer in zip(late, answers, strict=False):
        wishes = BallotWish.objects.filter(entry__study=study)
        if answer.decision.allowed:
            assert [wish.outcome for wish in wishes] == ["granted"]
        else:
            assert not wishes.exists()
    assert not BallotWish.objects.filter(outcome="").exists()
    ballot.refresh_from_db()
    assert replay_ballot(ballot).problems == []


def test_one_student_in_two_windows_has_one_list() -> None:
    # Given a student with two browsers and two lists
    ballot, study = ballots.a_round(), ballots.rivals(1)[0]
    one, two = ballots.taught("COMP1011", 5), ballots.taught("COMP1012", 5)
    # When both are handed in at the same moment
    answers = at_once(
        [
            lambda order=order: submit_wishes(study.pk, ballot.pk, order, actor=None, now=ballots.IN_ROUND)
            for order in ([one.pk, two.pk], [two.pk, one.pk])
        ]
    )
    # Then one of them stands, whole
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert BallotEntry.objects.count() == 1
    kept = list(BallotWish.objects.order_by("rank").values_list("group_id", flat=True))
    assert kept in ([one.pk, two.pk], [two.pk, one.pk])


def test_a_list_that_waits_for_a_long_draw_gives_up_without_a_trace() -> None:
    # Given a draw that holds its round for longer than anybody waits
    ballot, group = ballots.a_round(), ballots.taught("COMP1011", 5)
    study = ballots.rivals(1)[0]

    def hurried() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 300")
        return submit_wishes(study.pk, ballot.pk, [group.pk], actor=None, now=ballot.closes_at)

    # When a list comes in meanwhile
    with transaction.atomic():
        lock({"registration.Ballot": [ballot.pk]})
        answers = at_once([hurried])
    # Then it is told to be busy, and nothing was written
    assert isinstance(answers[0], OperationalError)
    assert not BallotEntry.objects.exists()
    assert not StoredDecision.objects.exists()
