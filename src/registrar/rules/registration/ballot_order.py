"""In which order the students of one turn of a ballot come."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

READING = "registration.reading.ballot"


class BallotOrderFacts(Facts):
    """One turn of a ballot: the published seed, and the tickets of all who still have a wish of the class."""

    seed: str = Field(min_length=1, description="The seed, published once the ballot is drawn")
    need_class: int = Field(ge=1, description="The class of need that the turn belongs to")
    turn: int = Field(ge=1, description="The number of the turn within the class")
    tickets: tuple[str, ...] = Field(description="The tickets of the students, in any order")


@rule(
    name="registration.ballot_order",
    title=Bilingual("Order of the students in a turn of a ballot", "抽籤每輪的學生次序"),
    clauses={"order": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11")},
    parameters=("registration.ballot_places_per_turn",),
    binds_by="term",
)
def ballot_order(facts: BallotOrderFacts, parameters: Parameters, as_of: date) -> Decision:
    """Order tickets by the SHA-256 of `seed|class|turn|ticket`, a fresh lottery in each turn.

    Anybody who knows the seed can do the same. The result tells the `tickets` (first one first) and how many
    `places` a student may be given in the turn. The handbook knows no ballot: that the department has the last word on
    who takes what is the clause which it rests on.
    """
    places: int = parameters["registration.ballot_places_per_turn"]
    salt = f"{facts.seed}|{facts.need_class}|{facts.turn}|"
    order = sorted(facts.tickets, key=lambda ticket: (sha256(f"{salt}{ticket}".encode()).digest(), ticket))
    args = {"class": facts.need_class, "turn": facts.turn, "students": len(order), "places": places}
    finding = Finding(parameters.cite("order"), True, Message("registration.ballot.order", args), reading=READING)
    return Decision.of([finding], {"tickets": order, "places": places})
