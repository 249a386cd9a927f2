"""What a Board of Examiners may decide on a proposal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

Proposed = Literal["progressing", "probation", "deregistration", "graduating", "unchanged", "missing"]
Decided = Literal["progressing", "probation", "deregistration", "graduating"]


class BoardDecisionFacts(Facts):
    """What is proposed for a student, and what the board means to decide."""

    proposed: Proposed = Field(description="What is proposed to the board")
    grounds: tuple[str, ...] = Field(default=(), description="Grounds for de-registration that are met")
    gpa: Decimal | None = Field(default=None, ge=0, description="GPA (cumulative) after the term")
    proposed_class: str = Field(default="", description="Classification proposed, by its code")
    decided: Decided = Field(description="What the board decides")
    decided_class: str = Field(default="", description="Classification decided, by its code")
    reason_given: bool = Field(default=False, description="Whether the reason is on record")
    extension_approved: bool = Field(
        default=False, description="Whether an extension of the study (AR9) has been approved beyond the term"
    )
    record_changed: bool = Field(
        default=False, description="Whether the record has changed since the proposal was computed"
    )
    own_case: bool = Field(default=False, description="Whether whoever records the decision is the student")


@rule(
    name="assessment.board_decision",
    title=Bilingual("Decision of the Board of Examiners", "考試委員會的決定"),
    clauses={
        "board": ("polyu-2024-25:6I-01",),
        "progression": ("polyu-2024-25:6B-01",),
        "extension": ("polyu-2024-25:6B-03",),
        "early": ("polyu-2024-25:6B-07",),
        "summer": ("polyu-2024-25:6B-08",),
        "probation": ("polyu-2024-25:6C-01",),
        "eligible": ("polyu-2024-25:6J-01",),
        "graduate": ("polyu-2024-25:6J-02",),
    },
    parameters=("assessment.progression_gpa",),
    binds_by="term",
    kind="acceptance",
)
def board_decision(facts: BoardDecisionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether the board may decide this: as proposed, or a departure that a clause allows, with its reason.

    Nobody with ground (i), (iii), (iv) or (v) progresses, ground (ii) gives way to an approved extension only, and
    probation follows from the GPA. De-registration before grounds (iv) and (v), and another class than the one
    proposed, are the board's to decide, with a reason. Result: `departs`, `clause` (that allows the departure).
    """
    findings, clause = _state(facts, parameters), None
    if facts.proposed == "unchanged":
        findings.append(_nothing_to_decide(parameters))
    elif facts.decided == "deregistration":
        if standing := _standing_grounds(facts):
            met = Message("assessment.board.ground_met", {"grounds": standing})
            findings.append(Finding(parameters.cite("progression"), True, met))
        else:
            if facts.grounds:
                findings.append(Finding(parameters.cite("extension"), True, Message("assessment.board.extension")))
            findings += _early(facts, parameters)
            clause = parameters.cite("early")
    else:
        findings += _grounds(facts, parameters)
        if facts.decided == "graduating":
            findings += _award(facts, parameters)
            if facts.proposed_class and facts.decided_class != facts.proposed_class:
                clause = parameters.cite("board")
        else:
            findings.append(_progress(facts, parameters))
            if "ii" in facts.grounds:
                clause = parameters.cite("extension")
    if clause is not None and not facts.reason_given:
        cure = Cure(Message("assessment.board.cure_reason"), authority="board_of_examiners")
        findings.append(Finding(clause, False, Message("assessment.board.no_reason"), cure))
    return Decision.of(findings, {"departs": clause is not None, "clause": str(clause or "")})


def _state(facts: BoardDecisionFacts, parameters: Parameters) -> list[Finding]:
    """Nothing is decided on a record that is incomplete or has changed, nor by the student."""
    cite, findings = parameters.cite("board"), []
    if facts.proposed == "missing":
        cure = Cure(Message("assessment.board.cure_grade"), authority="panel_chair")
        findings.append(Finding(cite, False, Message("assessment.board.grade_missing"), cure))
    if facts.record_changed:
        cure = Cure(Message("assessment.board.cure_again"), authority="board_of_examiners")
        findings.append(Finding(cite, False, Message("assessment.board.record_changed"), cure))
    if facts.own_case:
        cure = Cure(Message("assessment.board.cure_own_case"), authority="board_of_examiners")
        findings.append(Finding(cite, False, Message("assessment.board.own_case"), cure))
    return findings


def _nothing_to_decide(parameters: Parameters) -> Finding:
    """After a Summer Term that isn't compulsory the standing stays what it was."""
    cure = Cure(Message("assessment.board.cure_unchanged"), authority="board_of_examiners")
    return Finding(parameters.cite("summer"), False, Message("assessment.standing.summer"), cure)


def _standing_grounds(facts: BoardDecisionFacts) -> tuple[str, ...]:
    """The grounds that still stand: an approved extension answers (ii), whatever was proposed before it came."""
    return tuple(ground for ground in facts.grounds if ground != "ii" or not facts.extension_approved)


def _early(facts: BoardDecisionFacts, parameters: Parameters) -> list[Finding]:
    """De-registration by discretion: performance must be poor, which it can't be at or above the line."""
    line = parameters["assessment.progression_gpa"]
    low = facts.gpa is not None and facts.gpa < line
    key = "assessment.board.early" if low else "assessment.board.not_poor"
    message = Message(key, {"gpa": facts.gpa, "line": line})
    if facts.gpa is None:
        message = Message("assessment.standing.no_gpa")
    cure = None if low else Cure(Message("assessment.board.cure_good"), authority="board_of_examiners")
    return [Finding(parameters.cite("early"), low, message, cure, reading="assessment.board.reading_early")]


def _grounds(facts: BoardDecisionFacts, parameters: Parameters) -> list[Finding]:
    """A ground leaves the board no choice; ground (ii) falls with an approved extension."""
    hard = tuple(ground for ground in facts.grounds if ground != "ii")
    findings = []
    if hard:
        message = Message("assessment.board.ground_stands", {"grounds": hard})
        remedy = Message("assessment.standing.cure_appeal", {})
        appeal = Cure(remedy, form="AR149", authority="academic_appeals_committee")
        findings.append(Finding(parameters.cite("progression"), False, message, appeal))
    if "ii" in facts.grounds:
        approved = facts.extension_approved
        key = "assessment.board.extension" if approved else "assessment.board.no_extension"
        cure = None if approved else Cure(Message("assessment.standing.cure_extension"), form="AR9")
        findings.append(Finding(parameters.cite("extension"), approved, Message(key), cure))
    return findings


def _progress(facts: BoardDecisionFacts, parameters: Parameters) -> Finding:
    """Probation follows from the GPA, and whoever can graduate does."""
    if facts.proposed == "graduating":
        award = Cure(Message("assessment.board.cure_award"), authority="board_of_examiners")
        return Finding(parameters.cite("graduate"), False, Message("assessment.board.must_graduate"), award)
    line = parameters["assessment.progression_gpa"]
    low = facts.gpa is not None and facts.gpa < line
    fits = (facts.decided == "probation") == low
    name = "low" if low else "good"
    cure = None if fits else Cure(Message(f"assessment.board.cure_{name}"), authority="board_of_examiners")
    message = Message(f"assessment.board.{name}", {"gpa": facts.gpa, "line": line})
    if facts.gpa is None:
        message = Message("assessment.standing.no_gpa")
    return Finding(parameters.cite("probation"), fits, message, cure)


def _award(facts: BoardDecisionFacts, parameters: Parameters) -> list[Finding]:
    """An award only where its conditions are met."""
    eligible = facts.proposed == "graduating"
    key = "assessment.board.eligible" if eligible else "assessment.board.not_eligible"
    cure = None if eligible else Cure(Message("assessment.board.cure_not_eligible"), authority="board_of_examiners")
    return [Finding(parameters.cite("eligible"), eligible, Message(key), cure)]
