"""Draw a ballot again on paper: does its record follow from seed, tickets, classes and rules?"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from registrar.areas.catalogue.queries.requisites import requisites
from registrar.areas.platform.queries.decision_bodies import decision_bodies
from registrar.areas.platform.reading import read
from registrar.areas.registration.facts.ballot_turns import Claim, partners_of, turns, with_drawn_class
from registrar.areas.registration.models import Ballot
from registrar.areas.registration.queries.ballot_claims import ballot_claims
from registrar.areas.registration.queries.ballot_order import lottery
from registrar.areas.registration.queries.ballot_results import hash_of, result_file
from registrar.rulebook.replay import Comparison, replay

MOST_PROBLEMS = 50
BATCH = 1000
_SQL = """
    SELECT w.id, w.drawn_class, w.turn, w.place, w.sequence, w.outcome, w.decision_id, w.registration_id
    FROM registration_ballotwish w JOIN registration_ballotentry e ON e.id = w.entry_id
    WHERE e.ballot_id = %s
"""


@dataclass
class BallotReplay:
    """What the replay looked at, and what it found wrong: nothing, if the draw is sound."""

    wishes: int = 0
    decisions: int = 0
    turns: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True when everything follows."""
        return not self.problems

    def say(self, problem: str) -> None:
        """Note a problem; the first ones are enough."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class _Recorded:
    drawn_class: int
    turn: int
    place: int
    sequence: int
    outcome: str
    decision: int | None
    registration: int | None


def replay_ballot(ballot: Ballot, watcher: Callable[[int, int], None] = lambda *_: None) -> BallotReplay:
    """Check a drawn round: the seed against its commitment, the order of every turn, every decision, the result file.

    The watcher hears (done, total) of the decisions. Nothing is written.
    """
    seen = BallotReplay()
    if hash_of(ballot.seed) != ballot.commitment:
        seen.say("the seed is not the one that was committed to")
    if ballot.drawn_at is None:
        seen.say("the ballot is not drawn")
        return seen
    recorded = {row[0]: _Recorded(*row[1:]) for row in read(_SQL, [ballot.pk])}
    claims, partners = _claims(ballot)
    seen.wishes = len(claims)
    allowed = _decided_again(recorded, claims, seen, watcher)
    _same_order(ballot, claims, partners, recorded, seen)
    for key, one in recorded.items():
        if (one.outcome == "granted") != bool(allowed.get(key)):
            seen.say(f"wish {key}: {one.outcome}, but its decision says otherwise")
        if (one.registration is not None) != (one.outcome == "granted") and ballot.entered_at is not None:
            seen.say(f"wish {key}: {one.outcome}, and its registration doesn't go with it")
    if hash_of(result_file(ballot.pk)) != ballot.result_hash:
        seen.say("the result file is not the one that was drawn")
    return seen


def _claims(ballot: Ballot) -> tuple[list[Claim], dict[str, frozenset[str]]]:
    """Return all wishes with the class in which each must come up, and which subjects come up together."""
    by_ticket = ballot_claims(ballot.pk)
    asked = requisites({claim.subject for wishes in by_ticket.values() for claim in wishes})
    needed = {
        subject: frozenset(one for group in found.corequisites for one, _ in group) for subject, found in asked.items()
    }
    claims = [claim for wishes in by_ticket.values() for claim in with_drawn_class(wishes, needed)]
    return claims, partners_of(needed)


def _same_order(
    ballot: Ballot,
    claims: list[Claim],
    partners: dict[str, frozenset[str]],
    recorded: dict[int, _Recorded],
    seen: BallotReplay,
) -> None:
    """Go through the turns with the recorded outcomes: each wish must come up where the record has it."""
    day = ballot.drawn_at.date() if ballot.drawn_at else ballot.closes_at.date()
    order = lottery(ballot.seed, ballot.term_id, day, settings.UNIVERSITY)
    passed = set()
    for turn in turns(claims, order, lambda claim: recorded[claim.wish].outcome == "granted", partners):
        claim, was = turn.claim, recorded[turn.claim.wish]
        passed.add((claim.drawn_class, turn.turn))
        expected = (claim.drawn_class, turn.turn, turn.place, turn.sequence, turn.outcome)
        found = (was.drawn_class, was.turn, was.place, was.sequence, was.outcome)
        if expected != found:
            seen.say(f"wish {claim.wish}: recorded {found}, the lottery gives {expected}")
    seen.turns = len(passed)


def _decided_again(
    recorded: dict[int, _Recorded], claims: list[Claim], seen: BallotReplay, watcher: Callable[[int, int], None]
) -> dict[int, bool]:
    """Decide every stored decision again, and follow each group's places from wish to wish."""
    group_of = {claim.wish: claim.group for claim in claims}
    ordered = sorted((one.sequence, key) for key, one in recorded.items() if one.decision is not None)
    first: dict[int, int] = {}
    given: dict[int, int] = defaultdict(int)
    allowed: dict[int, bool] = {}
    for key, body in _bodies([(key, recorded[key].decision) for _, key in ordered]):
        again = replay(body)
        seen.decisions += 1
        if again.comparison is not Comparison.SAME:
            seen.say(f"wish {key}: decided again, {', '.join(again.differences) or again.problem} differ")
        allowed[key] = body["outcome"] == "ALLOWED"
        group, taken = group_of[key], body["facts"]["seat"]["taken"]
        first.setdefault(group, taken)
        if taken != first[group] + given[group]:
            seen.say(f"wish {key}: the group had {first[group] + given[group]} places taken, the decision saw {taken}")
        given[group] += allowed[key]
        if seen.decisions % BATCH == 0 or seen.decisions == len(ordered):
            watcher(seen.decisions, len(ordered))
    return allowed


def _bodies(pairs: list[tuple[int, int | None]]) -> Iterator[tuple[int, dict[str, Any]]]:
    for start in range(0, len(pairs), BATCH):
        part = pairs[start : start + BATCH]
        bodies = decision_bodies([key for _, key in part if key is not None])
        yield from ((wish, bodies[key]) for wish, key in part if key is not None)
