"""May this student take this subject in this group?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Rule, rule
from registrar.rules.registration.additional_subject import AdditionalSubjectFacts, additional_subject
from registrar.rules.registration.consecutive_subject import ConsecutiveSubjectFacts, consecutive_subject
from registrar.rules.registration.credit_ceiling import CreditCeilingFacts, credit_ceiling
from registrar.rules.registration.gur_timing import GurTimingFacts, gur_timing
from registrar.rules.registration.light_load import LightLoadFacts, light_load
from registrar.rules.registration.membership import MembershipFacts, membership
from registrar.rules.registration.progression_pattern import ProgressionPatternFacts, progression_pattern
from registrar.rules.registration.requisites import RequisitesFacts, requisites
from registrar.rules.registration.retake import RetakeFacts, retake
from registrar.rules.registration.seat import SeatFacts, seat
from registrar.rules.registration.timetable_clash import TimetableClashFacts, timetable_clash
from registrar.rules.registration.window import WindowFacts, window
from registrar.rules.registration.work_integrated import WorkIntegratedFacts, work_integrated


class AddSubjectFacts(Facts):
    """The facts of every part; a part that is left out is not asked."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="Group code")
    registered_already: bool = Field(default=False, description="Whether the student has the subject this term")
    membership: MembershipFacts | None = Field(default=None, description="The student's status")
    window: WindowFacts | None = Field(default=None, description="The periods of the term")
    work_integrated: WorkIntegratedFacts | None = Field(default=None, description="Work-integrated or not")
    requisites: RequisitesFacts | None = Field(default=None, description="Pre-, co-requisites and exclusions")
    consecutive_subject: ConsecutiveSubjectFacts | None = Field(
        default=None, description="The earlier term of a subject over several terms"
    )
    gur_timing: GurTimingFacts | None = Field(default=None, description="The term fixed for a GUR subject")
    retake: RetakeFacts | None = Field(default=None, description="Earlier attempts")
    additional_subject: AdditionalSubjectFacts | None = Field(
        default=None, description="In the curriculum or beyond it"
    )
    credit_ceiling: CreditCeilingFacts | None = Field(default=None, description="Credits and their ceiling")
    timetable_clash: TimetableClashFacts | None = Field(default=None, description="Meeting times")
    seat: SeatFacts | None = Field(default=None, description="Places in the group")
    light_load: LightLoadFacts | None = Field(default=None, description="The full-time load")
    progression_pattern: ProgressionPatternFacts | None = Field(default=None, description="The specified pattern")


PARTS: tuple[tuple[str, Rule], ...] = (
    ("membership", membership),
    ("window", window),
    ("work_integrated", work_integrated),
    ("requisites", requisites),
    ("consecutive_subject", consecutive_subject),
    ("gur_timing", gur_timing),
    ("retake", retake),
    ("additional_subject", additional_subject),
    ("credit_ceiling", credit_ceiling),
    ("timetable_clash", timetable_clash),
    ("seat", seat),
    ("light_load", light_load),
    ("progression_pattern", progression_pattern),
)


@rule(
    name="registration.add_subject",
    title=Bilingual("Registering a subject", "註冊科目"),
    clauses={
        "once": ("polyu-2024-25:5A-01", "polyu-2018-19:3P-12"),
        "retake_ceiling": ("polyu-2024-25:5C-02",),
    },
    binds_by="term",
)
def add_subject(facts: AddSubjectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask every rule that bears on taking a subject; all of their findings are this decision's.

    The result tells the kind of registration (normal, retake, additional), the credits of the term with it and the
    ceiling. A retake keeps to the same ceiling as everything else (5C-02).
    """
    findings: list[Finding] = []
    result: dict[str, Any] = {"kind": "normal"}
    if facts.registered_already:
        cure = Cure(Message("registration.cure.change_group", {"subject": facts.subject}))
        message = Message("registration.add.registered_already", {"subject": facts.subject})
        findings.append(Finding(parameters.cite("once"), False, message, cure))
    for part in _decided(facts, parameters):
        findings.extend(part.findings)
        for name in ("kind", "credits", "ceiling", "retakes_left"):
            if name in part.result:
                result[name] = part.result[name]
    return Decision.of(findings, result)


def _decided(facts: AddSubjectFacts, parameters: Parameters) -> Iterator[Decision]:
    for name, part in PARTS:
        known = getattr(facts, name)
        if known is not None:
            yield parameters.apply(part, known)
