"""The lottery of a ballot, by its rule."""

from collections.abc import Sequence
from datetime import date

from registrar.areas.registration.facts.ballot_turns import Order
from registrar.rulebook import decide
from registrar.rules.registration.ballot_order import BallotOrderFacts


class OrderUnknown(RuntimeError):
    """The rule can't tell the order: no verified edition covers the term."""


def lottery(seed: str, term: str, day: date, university: str) -> Order:
    """Return what answers (class, turn, tickets) with the order of the tickets and the places of a turn."""

    def order(need_class: int, turn: int, tickets: Sequence[str]) -> tuple[Sequence[str], int]:
        facts = BallotOrderFacts(term=term, seed=seed, need_class=need_class, turn=turn, tickets=tuple(tickets))
        decision = decide("registration.ballot_order", facts, as_of=day, university=university)
        if not decision.allowed:
            raise OrderUnknown(term)
        return decision.result["tickets"], int(decision.result["places"])

    return order
