"""May this student drop this subject?"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Rule, rule
from registrar.rules.registration.assigned_subject_drop import AssignedSubjectDropFacts, assigned_subject_drop
from registrar.rules.registration.last_subject_drop import LastSubjectDropFacts, last_subject_drop
from registrar.rules.registration.light_load import LightLoadFacts, light_load
from registrar.rules.registration.window import WindowFacts, window


class DropSubjectFacts(Facts):
    """The facts of every part; a part that is left out is not asked."""

    subject: str = Field(description="Subject code")
    registered: bool = Field(default=True, description="Whether the student has the subject this term")
    window: WindowFacts | None = Field(default=None, description="The periods of the term")
    assigned_subject_drop: AssignedSubjectDropFacts | None = Field(default=None, description="Assigned or chosen")
    last_subject_drop: LastSubjectDropFacts | None = Field(default=None, description="What would be left")
    light_load: LightLoadFacts | None = Field(default=None, description="The full-time load")


PARTS: tuple[tuple[str, Rule], ...] = (
    ("window", window),
    ("assigned_subject_drop", assigned_subject_drop),
    ("last_subject_drop", last_subject_drop),
    ("light_load", light_load),
)


@rule(
    name="registration.drop_subject",
    title=Bilingual("Dropping a subject", "退選科目"),
    clauses={"registered": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01")},
    binds_by="term",
)
def drop_subject(facts: DropSubjectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask every rule that bears on dropping a subject; all of their findings are this decision's."""
    findings: list[Finding] = []
    result: dict[str, Any] = {}
    if not facts.registered:
        cure = Cure(Message("registration.cure.look_again"))
        message = Message("registration.drop.not_registered", {"subject": facts.subject})
        findings.append(Finding(parameters.cite("registered"), False, message, cure))
    for name, part in PARTS:
        known = getattr(facts, name)
        if known is not None:
            decided = parameters.apply(part, known)
            findings.extend(decided.findings)
            result.update(decided.result)
    return Decision.of(findings, result)
