"""Closing a meeting of a Board of Examiners, and confirming its minutes."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING
from typing import Self

from pydantic import Field, model_validator

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class BoardMinutesFacts(Facts):
    """Who sat in the meeting and how its agenda stands."""

    members: int = Field(ge=0, description="Members in office on the day, chair included, secretary not")
    present: int = Field(ge=0, description="Those of them who were present")
    chair_present: bool = Field(description="Whether the chair was present")
    undecided: int = Field(default=0, ge=0, description="Students with all grades on whom nothing is decided yet")
    changed: int = Field(default=0, ge=0, description="Decisions whose record has changed since the proposal")
    by_chair: bool | None = Field(
        default=None, description="Whether the chair signs the minutes; empty: they are being closed"
    )
    other_person: bool | None = Field(
        default=None, description="Whether somebody else than who closed the meeting signs; empty: being closed"
    )
    own_case: bool = Field(default=False, description="Whether the signer's own study is among the decisions")

    @model_validator(mode="after")
    def _no_more_than_there_are(self) -> Self:
        """Nobody is present who isn't a member."""
        if self.present > self.members:
            raise ValueError("present: more than there are members")
        return self


@rule(
    name="assessment.board_minutes",
    title=Bilingual("Closing and confirming a board's meeting", "考試委員會會議的結束及確認"),
    clauses={"board": ("polyu-2024-25:6I-01",)},
    parameters=("assessment.board_quorum",),
    binds_by="event_date",
    kind="acceptance",
)
def board_minutes(facts: BoardMinutesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask for the quorum, the chair, a decision on everybody, an unchanged record, and a second person's signature.

    Result: `needed` (members who must be present).
    """
    cite = parameters.cite("board")
    needed = int((facts.members * parameters["assessment.board_quorum"]).to_integral_value(ROUND_CEILING)) or 1
    enough = facts.members > 0 and facts.present >= needed
    told = {"present": facts.present, "members": facts.members, "needed": needed}
    key = "assessment.minutes.quorum" if enough else "assessment.minutes.no_quorum"
    cure = None if enough else Cure(Message("assessment.minutes.cure_quorum", told), authority="board_of_examiners")
    findings = [Finding(cite, enough, Message(key, told), cure, reading="assessment.minutes.reading_quorum")]
    for holds, name in (
        (facts.chair_present, "chair_absent"),
        (facts.by_chair is not False, "not_chair"),
        (facts.other_person is not False, "same_person"),
        (not facts.own_case, "own_case"),
    ):
        if not holds:
            cure = Cure(Message(f"assessment.minutes.cure_{name}"), authority="board_of_examiners")
            findings.append(Finding(cite, False, Message(f"assessment.minutes.{name}"), cure))
    for count, name in ((facts.undecided, "undecided"), (facts.changed, "changed")):
        if count:
            cure = Cure(Message(f"assessment.minutes.cure_{name}"), authority="board_of_examiners")
            findings.append(Finding(cite, False, Message(f"assessment.minutes.{name}", {"count": count}), cure))
    return Decision.of(findings, {"needed": needed})
