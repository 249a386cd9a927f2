"""When students see their overall result: GPA after the term and standing."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class OverallResultFacts(Facts):
    """What has happened to a term's results between the panels and the board."""

    subject_results_on: date = Field(description="Day from which the subject results are shown")
    board_meets_on: date | None = Field(default=None, description="Day of the board's meeting, where it is fixed")
    board_confirmed_on: date | None = Field(default=None, description="Day on which the board confirmed the term")
    grade_missing: bool = Field(
        default=False, description="Whether a grade of the student was missing when the board confirmed the term"
    )


@rule(
    name="assessment.overall_result",
    title=Bilingual("Release of the overall result", "整體成績公布"),
    clauses={"board": ("polyu-2024-25:6I-01",)},
    binds_by="term",
    kind="date",
    answer="announced_on",
)
def overall_result(facts: OverallResultFacts, parameters: Parameters, as_of: date) -> Decision:
    """Tell from which day GPA and standing are shown: once the board confirmed them, never before subject results.

    Result: `announced_on`, where the board has confirmed. REFUSED until that day; grades show meanwhile, as the panels
    have settled them before.
    """
    confirmed = facts.board_confirmed_on
    if confirmed is None or confirmed > as_of:
        return Decision.of([_awaited(facts, parameters, as_of)])
    if facts.grade_missing:
        message = Message("assessment.overall.grade_missing", {"day": confirmed})
        cure = Cure(Message("assessment.overall.cure_grade"), authority="department")
        return Decision.of([_finding(parameters, False, message, cure)])
    day = max(confirmed, facts.subject_results_on)
    if as_of < day:
        message = Message("assessment.overall.not_yet", {"day": day})
        cure = Cure(Message("assessment.release.cure_wait", {"day": day}), by=day)
        return Decision.of([_finding(parameters, False, message, cure)], {"announced_on": day})
    message = Message("assessment.overall.confirmed", {"day": confirmed})
    return Decision.of([_finding(parameters, True, message)], {"announced_on": day})


def _awaited(facts: OverallResultFacts, parameters: Parameters, as_of: date) -> Finding:
    """Nothing is decided yet: say when the board meets, where that is known and still to come."""
    meets = facts.board_meets_on
    if meets is None:
        cure = Cure(Message("assessment.overall.cure_board"), authority="board_of_examiners")
        return _finding(parameters, False, Message("assessment.overall.no_day"), cure)
    key = "assessment.overall.meets" if meets >= as_of else "assessment.overall.met"
    cure = Cure(Message("assessment.overall.cure_board"), authority="board_of_examiners", by=max(meets, as_of))
    return _finding(parameters, False, Message(key, {"day": meets}), cure)


def _finding(parameters: Parameters, holds: bool, message: Message, cure: Cure | None = None) -> Finding:
    return Finding(parameters.cite("board"), holds, message, cure, reading="assessment.overall.reading")
