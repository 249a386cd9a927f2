"""What holds of every draw: whatever is wished, in whatever order the rows stand."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world

from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish, Registration, SubjectGroup
from registrar.areas.registration.queries.ballot_results import result_file
from registrar.areas.registration.queries.replay_ballot import replay_ballot
from registrar.areas.registration.tests.actions import ballots
from registrar.areas.studies.models import Study

pytestmark = pytest.mark.django_db

UNIVERSITY = st.tuples(
    st.lists(st.integers(0, 3), min_size=2, max_size=4),
    st.lists(
        st.tuples(st.sampled_from([1, 4]), st.lists(st.integers(0, 3), unique=True, min_size=1, max_size=4)),
        min_size=1,
        max_size=7,
    ),
    st.integers(1, 2**30),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(UNIVERSITY)
def test_whatever_is_wished_the_draw_is_just_and_sells_nothing_twice(drawn: Any) -> None:
    quotas, lists, number = drawn
    with transaction.atomic():
        # Given quotas, students of the first and the final year, and their lists
        ballot = ballots.a_round(seed=f"{number:064x}")
        groups = [ballots.taught(f"COMP101{n}", quota) for n, quota in enumerate(quotas)]
        for place, (stage, wanted) in enumerate(lists):
            study = world.study(f"24{place:06d}D", stage=stage, cohort=f"{2025 - stage}/{26 - stage}")
            chosen = [groups[one] for one in wanted if one < len(groups)] or groups[:1]
            ballots.wish(ballot, study, *chosen)
        # When they are drawn
        ballots.draw(ballot)
        # Then no group is oversold
        for group in SubjectGroup.objects.all():
            assert group.seats_taken == Registration.objects.filter(group=group).count() <= group.quota
        # and nobody of a lower class has a place that somebody of a higher class was refused for want of places
        for wish in BallotWish.objects.filter(outcome="refused"):
            worse = BallotWish.objects.filter(group=wish.group, outcome="granted", drawn_class__gt=wish.drawn_class)
            assert not worse.exists()
        # and the whole draw follows from seed, tickets and classes
        assert replay_ballot(ballot).problems == []
        transaction.set_rollback(True)


def test_rows_in_another_order_and_another_seed() -> None:
    # Given the same students with the same tickets, whose wishes came in forwards and backwards
    files = []
    for seed, backwards in (("1" * 64, False), ("1" * 64, True), ("2" * 64, False)):
        BallotWish.objects.all().delete()
        BallotEntry.objects.all().delete()
        Registration.objects.all().delete()
        Ballot.objects.all().delete()
        ballot = ballots.a_round(seed=seed)
        groups = list(SubjectGroup.objects.order_by("pk")) or [ballots.taught(f"COMP101{n}", 2) for n in range(3)]
        students = list(Study.objects.order_by("pk")) or list(ballots.rivals(6))
        for study in students[::-1] if backwards else students:
            ballots.wish(ballot, study, *groups)
            BallotEntry.objects.filter(study=study).update(ticket=f"00000000-0000-4000-8000-{study.pk:012d}")
        # When each is drawn
        ballots.draw(ballot)
        files.append(result_file(ballot.pk))
    # Then the order of the rows makes no difference, the seed does
    assert files[0] == files[1]
    assert files[0] != files[2]
