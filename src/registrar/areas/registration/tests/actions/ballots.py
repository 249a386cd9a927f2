"""A small ballot for tests: a round of Semester One, students, groups and their wishes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests import world

from registrar.areas.registration.actions.draw_ballot import DrawOutcome, draw_ballot
from registrar.areas.registration.actions.open_ballot import open_ballot
from registrar.areas.registration.actions.submit_wishes import submit_wishes
from registrar.areas.registration.models import Ballot, BallotWish, SubjectGroup
from registrar.areas.studies.models import Study

BEFORE = world.at("2024-07-25 09:00")
IN_ROUND = world.at("2024-07-30 10:00")
AFTER = world.at("2024-08-02 09:00")
SEED = "ab" * 32


def a_round(seed: str = SEED, **times: datetime) -> Ballot:
    """Set up a round from 29 July to 1 August 2024, results announced for 3 August."""
    world.term()
    chosen = {
        "opens_at": world.at("2024-07-29 09:00"),
        "closes_at": world.at("2024-08-01 23:59"),
        "results_at": world.at("2024-08-03 12:00"),
    }
    made = open_ballot("2024/25-S1", **(chosen | times), now=BEFORE, seed=seed)
    assert isinstance(made, Ballot)
    return made


def taught(code: str, quota: int, group: str = "1001") -> SubjectGroup:
    """Make a group of a compulsory subject of everybody's programme."""
    subject = world.subject(code)
    if not world.programme().curriculum.filter(subject=subject).exists():
        world.compulsory(world.programme(), subject)
    return world.group(subject, quota=quota, code=group)


def wish(ballot: Ballot, study: Study, *groups: SubjectGroup, now: datetime = IN_ROUND) -> Any:
    """Hand in a student's wishes."""
    return submit_wishes(study.pk, ballot.pk, [one.pk for one in groups], actor=study.student, now=now)


def draw(ballot: Ballot, now: datetime = AFTER) -> DrawOutcome:
    """Draw and read the round anew."""
    done = draw_ballot(ballot.pk, actor=None, now=now)
    ballot.refresh_from_db()
    return done


def outcomes(study: Study) -> list[str]:
    """Return what became of a student's wishes, by rank."""
    return list(BallotWish.objects.filter(entry__study=study).order_by("rank").values_list("outcome", flat=True))


def rivals(count: int, **fields: Any) -> Sequence[Study]:
    """Make students who all want the same."""
    return [world.study(f"2410{number:04d}D", **fields) for number in range(count)]
