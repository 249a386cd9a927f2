"""When eligibility for an award is confirmed, and the student becomes a graduand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class AwardConfirmationFacts(Facts):
    """What the Board of Examiners decided, and what has happened to the record since."""

    status: Literal[
        "active", "deferred", "zero_subject", "nullified", "withdrawn", "deregistered", "graduand", "graduated"
    ] = Field(description="Status of the study")
    eligible: bool | None = Field(
        default=None, description="Whether the conditions of the award are met as the record stands now"
    )
    board_met_on: date | None = Field(default=None, description="Day on which the Board of Examiners decided")
    changed: tuple[str, ...] = Field(default=(), description="Subjects whose result came or changed since the board")
    computed: str = Field(default="", description="Class that the record gives now, by code; empty: none")
    proposed: str = Field(default="", description="Class that was proposed to the board, by code; empty: none")
    penalties: int = Field(default=0, ge=0, description="Penalties that lower the class, not carried out yet")
    confirmed: Literal["no", "graduand", "conferred"] = Field(
        default="no", description="Whether an award of this study is confirmed or conferred already"
    )


@rule(
    name="award.award_confirmation",
    title=Bilingual("Confirmation of an award", "確認學術資格"),
    clauses={
        "conditions": ("polyu-2024-25:6J-01", "polyu-2018-19:3N-02"),
        "board": ("polyu-2024-25:6I-01", "polyu-2018-19:3N-02"),
        "effect": ("polyu-2024-25:6J-02", "polyu-2018-19:3N-02"),
        "graduand": ("polyu-2024-25:4K-11", "polyu-2018-19:3N-02"),
        "penalty": ("polyu-2024-25:11B-13",),
    },
    binds_by="term",
)
def award_confirmation(facts: AwardConfirmationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Confirm what the board decided where the record is still the one that it decided on.

    A result that came or changed since, or a class that comes out differently, is refused: the board decides again. So
    is a second confirmation. Two penalties that lower the class leave it undetermined. ALLOWED makes a graduand.
    """
    steps = [_open(facts, parameters), _conditions(facts, parameters), _board(facts, parameters, as_of)]
    # The 2018/19 edition, as it is held, names confirmed eligibility only where registrations fall away.
    silent = None if parameters.has_clause("penalty") else "award.confirmation.reading_silent"
    findings = [replace(step, reading=silent) for step in steps]
    if facts.penalties > 1:
        cure = Cure(Message("award.classification.cure_penalty", {}), authority="academic_registry")
        args = {"penalties": facts.penalties}
        findings.append(Finding(parameters.cite("penalty"), None, Message("award.confirmation.penalties", args), cure))
    if all(finding.holds for finding in findings):
        findings.append(Finding(parameters.cite("effect"), True, Message("award.confirmation.effect", {})))
    return Decision.of(findings)


def _open(facts: AwardConfirmationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("graduand")
    if facts.confirmed != "no":
        done = Cure(Message("award.confirmation.cure_done", {}), authority="academic_registry")
        return Finding(clause, False, Message(f"award.confirmation.already_{facts.confirmed}", {}), done)
    if facts.status in ("withdrawn", "deregistered", "nullified"):
        back = Cure(Message("award.confirmation.cure_left", {}), authority="academic_registry")
        return Finding(clause, False, Message("award.confirmation.left", {}), back)
    return Finding(clause, True, Message("award.confirmation.enrolled", {}))


def _conditions(facts: AwardConfirmationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("conditions")
    if facts.eligible is None:
        wait = Cure(Message("award.confirmation.cure_eligible", {}))
        return Finding(clause, None, Message("award.confirmation.unknown", {}), wait)
    key = "eligible" if facts.eligible else "not_eligible"
    cure = None if facts.eligible else Cure(Message("award.confirmation.cure_eligible", {}))
    return Finding(clause, facts.eligible, Message(f"award.confirmation.{key}", {}), cure)


def _board(facts: AwardConfirmationFacts, parameters: Parameters, as_of: date) -> Finding:
    clause = parameters.cite("board")
    again = Cure(Message("award.confirmation.cure_board", {}), authority="board_of_examiners")
    if facts.board_met_on is None:
        return Finding(clause, False, Message("award.confirmation.no_board", {}), again)
    args = {"day": facts.board_met_on}
    if facts.board_met_on > as_of:
        return Finding(clause, False, Message("award.confirmation.board_to_come", args), again)
    if facts.changed:
        message = Message("award.confirmation.changed", args | {"subjects": facts.changed})
        return Finding(clause, False, message, again)
    if facts.computed != facts.proposed:
        return Finding(clause, False, Message("award.confirmation.other_class", args), again)
    return Finding(clause, True, Message("award.confirmation.board", args))
