"""Whether a board looks again at what it decided."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

Outcome = Literal["progressing", "probation", "deregistration", "graduating"]


class BoardReconsiderationFacts(Facts):
    """What a board decided about a student, and what has become of the record since."""

    decided: Outcome | None = Field(default=None, description="What the board decided; empty: nothing yet")
    signed: bool = Field(default=False, description="Whether the chair has signed the minutes of that meeting")
    record_changed: bool = Field(
        default=False, description="Whether the record has changed since the proposal that was decided on"
    )


@rule(
    name="assessment.board_reconsideration",
    title=Bilingual("A decision before the board again", "決定再次提交考試委員會"),
    clauses={"board": ("polyu-2024-25:6I-01",), "appeal": ("polyu-2024-25:6I-05",)},
    parameters=(),
    binds_by="term",
    kind="acceptance",
)
def board_reconsideration(facts: BoardReconsiderationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether a student comes before the same board again: the chair has signed, and the record changed since.

    A change of a final grade needs a recorded decision of its own; what the board made of the old grade then rests on
    nothing. Where the record is what it was, only an appeal leads back.
    """
    board = parameters.cite("board")
    if facts.decided is None:
        decide = Cure(Message("assessment.minutes.cure_undecided"), authority="board_of_examiners")
        return Decision.of([Finding(board, False, Message("assessment.reconsider.undecided"), decide)])
    if not facts.signed:
        cure = Cure(Message("assessment.reconsider.cure_return"), authority="board_of_examiners")
        return Decision.of([Finding(board, False, Message("assessment.reconsider.unsigned"), cure)])
    if not facts.record_changed:
        cure = Cure(Message("assessment.reconsider.cure_appeal"))
        return Decision.of([Finding(parameters.cite("appeal"), False, Message("assessment.reconsider.same"), cure)])
    reading = "assessment.reconsider.reading"
    return Decision.of([Finding(board, True, Message("assessment.reconsider.changed"), reading=reading)])
