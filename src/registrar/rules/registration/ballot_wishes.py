"""When the wishes of a ballot can be handed in, and by whom."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration.membership import MembershipFacts, membership

READING = "registration.reading.ballot"


class BallotWishesFacts(Facts):
    """A round of a ballot, and the moment in which a student hands in or takes back a list of wishes."""

    at: datetime = Field(description="The moment of the request, with its time zone")
    opens: datetime = Field(description="Opening of the round")
    closes: datetime = Field(description="End of the round")
    drawn: bool = Field(default=False, description="Whether the places have been drawn already")
    wishes: int | None = Field(default=None, ge=0, description="How many groups are wished for; empty: taken back")
    membership: MembershipFacts | None = Field(default=None, description="The student's status")


@rule(
    name="registration.ballot_wishes",
    title=Bilingual("When wishes can be handed in", "遞交抽籤志願的時間"),
    clauses={"round": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-08")},
    parameters=("registration.ballot_most_wishes",),
    binds_by="term",
)
def ballot_wishes(facts: BallotWishesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open from the round's first second to its last, for enrolled students, up to the number of wishes set.

    The handbook leaves the schedule of registration to the registry; a round of a ballot is part of that schedule.
    """
    clause = parameters.cite("round")
    findings = [Finding(clause, held, message, cure, reading=READING) for held, message, cure in _round(facts)]
    most: int = parameters["registration.ballot_most_wishes"]
    if facts.wishes is not None and facts.wishes > most:
        args = {"wishes": facts.wishes, "most": most}
        cure = Cure(Message("registration.cure.fewer_wishes", args))
        findings.append(Finding(clause, False, Message("registration.ballot.too_many", args), cure, reading=READING))
    if facts.membership is not None:
        findings += parameters.apply(membership, facts.membership).findings
    return Decision.of(findings, {"most": most})


def _round(facts: BallotWishesFacts) -> list[tuple[bool, Message, Cure | None]]:
    if facts.at < facts.opens:
        wait = Cure(Message("registration.cure.wait", {"moment": facts.opens}))
        return [(False, Message("registration.ballot.not_yet", {"opens": facts.opens}), wait)]
    if facts.drawn or facts.at > facts.closes:
        later = Cure(Message("registration.cure.after_ballot"))
        return [(False, Message("registration.ballot.closed", {"ended": facts.closes}), later)]
    return [(True, Message("registration.ballot.open", {"until": facts.closes}), None)]
