"""Changing a grade that is final already."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.assessment._effects import allowed_codes, effect_of, is_grade, not_taken


class RectificationFacts(Facts):
    """A final grade, the one that should stand instead, and on whose word."""

    old_grade: str = Field(description="The grade on record")
    new_grade: str = Field(description="The grade that is to stand instead")
    credits: int = Field(ge=0, description="Credits of the subject")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")
    taken: bool = Field(
        default=True, description="Whether the subject was taken here: not withdrawn, transferred or exempted"
    )
    authority: Literal["panel", "appeal"] | None = Field(
        default=None, description="Whose decision it is: the review panel's, or the outcome of an appeal"
    )
    reason_given: bool = Field(default=False, description="Whether the reason is on record")
    second_person: bool | None = Field(
        default=None, description="Whether somebody else than the proposer confirms it; empty: nobody has yet"
    )


@rule(
    name="assessment.rectification",
    title=Bilingual("Rectification of a final grade", "更正已確定的等級"),
    clauses={"authority": ("polyu-2024-25:6I-01",), "codes": ("polyu-2024-25:GAP-05",)},
    parameters=("assessment.grade_scale", "assessment.result_codes", "assessment.pending_code"),
    binds_by="event_date",
    kind="acceptance",
)
def rectification(facts: RectificationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether a final grade may be changed: on the panel's or an appeal's word, with a reason, by two people.

    The scale is that of the subject's term, whenever the change is made. Result: `points`, `failed`,
    `credits_earned` of the new grade.
    """
    findings, cite = [], parameters.cite("authority")
    message = Message("assessment.rectify.authority" if facts.authority else "assessment.rectify.no_authority")
    cure = None if facts.authority else Cure(Message("assessment.rectify.cure_authority"), authority="panel_chair")
    findings.append(Finding(cite, facts.authority is not None, message, cure, reading="assessment.rectify.reading"))
    if not facts.reason_given:
        cure = Cure(Message("assessment.rectify.cure_reason"))
        findings.append(Finding(cite, False, Message("assessment.rectify.no_reason"), cure))
    if facts.second_person is not None:
        key = "assessment.rectify.second_person" if facts.second_person else "assessment.rectify.same_person"
        other = Cure(Message("assessment.rectify.cure_second_person"), authority="second_person")
        findings.append(Finding(cite, facts.second_person, Message(key), None if facts.second_person else other))
    if not (facts.taken and is_grade(facts.old_grade, parameters)):
        elsewhere = Cure(Message("assessment.rectify.cure_not_taken"), authority="registry")
        none = Message("assessment.rectify.not_taken")
        return Decision.of([*findings, Finding(parameters.cite("codes"), False, none, elsewhere)])
    does = effect_of(facts.new_grade, facts.graded, parameters)
    if does is None:
        message, cure = not_taken(facts.new_grade, facts.graded, parameters)
        findings.append(Finding(parameters.cite("codes"), False, message, cure))
        return Decision.of(findings, {"allowed": allowed_codes(facts.graded, parameters)})
    no_change = (facts.old_grade, parameters["assessment.pending_code"])
    if facts.new_grade in no_change:
        same = Message("assessment.rectify.no_change", {"grade": facts.new_grade})
        others = tuple(code for code in allowed_codes(facts.graded, parameters) if code not in no_change)
        cure = Cure(Message("assessment.grade.cure_scale", {"allowed": others}))
        findings.append(Finding(parameters.cite("codes"), False, same, cure))
    else:
        told = {"old": facts.old_grade, "new": facts.new_grade}
        findings.append(Finding(parameters.cite("codes"), True, Message("assessment.rectify.change", told)))
    earned = facts.credits if does.earns else 0
    return Decision.of(findings, {"points": does.points, "failed": does.failed, "credits_earned": earned})
