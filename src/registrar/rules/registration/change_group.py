"""May this student move to another group of a subject?"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Rule, rule
from registrar.rules.registration.seat import SeatFacts, seat
from registrar.rules.registration.timetable_clash import TimetableClashFacts, timetable_clash
from registrar.rules.registration.window import WindowFacts, window


class ChangeGroupFacts(Facts):
    """The facts of every part; a part that is left out is not asked."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="The group wanted")
    registered: bool = Field(default=True, description="Whether the student has the subject this term")
    same_group: bool = Field(default=False, description="Whether the student is in that group already")
    window: WindowFacts | None = Field(default=None, description="The periods of the term")
    timetable_clash: TimetableClashFacts | None = Field(default=None, description="Meeting times")
    seat: SeatFacts | None = Field(default=None, description="Places in the group")


PARTS: tuple[tuple[str, Rule], ...] = (("window", window), ("timetable_clash", timetable_clash), ("seat", seat))


@rule(
    name="registration.change_group",
    title=Bilingual("Changing the subject group", "更改科目組別"),
    clauses={"change": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01")},
    binds_by="term",
)
def change_group(facts: ChangeGroupFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask every rule that bears on changing the group; all of their findings are this decision's."""
    findings: list[Finding] = []
    if not facts.registered or facts.same_group:
        key = "registration.change.same_group" if facts.registered else "registration.drop.not_registered"
        message = Message(key, {"subject": facts.subject, "group": facts.group})
        findings.append(
            Finding(parameters.cite("change"), False, message, Cure(Message("registration.cure.look_again")))
        )
    for name, part in PARTS:
        known = getattr(facts, name)
        if known is not None:
            findings.extend(parameters.apply(part, known).findings)
    return Decision.of(findings)
