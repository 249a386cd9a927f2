"""Full-time or part-time: a student's status in one semester."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, TermKey, rule


class StudyLoadStatusFacts(Facts):
    """The mode of the programme, and the load after add/drop."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    mode: Literal["full_time", "sandwich", "part_time", "distance", "online", "mixed"] = Field(
        description="Mode of the programme"
    )
    credits: int = Field(ge=0, description="Credits registered at the end of add/drop")
    load_approved: bool = Field(default=False, description="The department approved this load (AR121 where full-time)")
    keeps_full_time: bool = Field(default=False, description="The department lets a mixed-mode student stay full-time")


@rule(
    name="enrolment.study_load_status",
    title=Bilingual("Full-time or part-time status", "全日制或兼讀制學籍"),
    clauses={
        "full_time": ("polyu-2024-25:4K-01", "polyu-2018-19:3L-01"),
        "part_time": ("polyu-2024-25:4K-01", "polyu-2018-19:3L-05"),
        "mixed": ("polyu-2024-25:4K-02", "polyu-2018-19:3L-06"),
        "credit_fees": ("polyu-2024-25:4K-07", "polyu-2018-19:3L-05"),
    },
    parameters=("enrolment.full_time_modes", "enrolment.part_time_modes", "enrolment.full_time_credits"),
    binds_by="term",
    kind="standing",
    answer="status",
)
def study_load_status(facts: StudyLoadStatusFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say a student's status for a semester, from the programme's mode and, on mixed mode, from the load.

    Result: `status` (full_time or part_time), `reduced_load` (full-time below the least load) and `credit_fees` (True
    where part-time). NEEDS_APPROVAL: a part-time student carries a full-time load that the department hasn't approved.
    """
    least = parameters["enrolment.full_time_credits"]
    args = {"credits": facts.credits, "least": least}
    if facts.mode in parameters["enrolment.full_time_modes"]:
        finding = Finding(parameters.cite("full_time"), True, Message("enrolment.status.full_time_mode", args))
        return _decided([finding], "full_time", reduced=facts.credits < least)
    if facts.mode == "mixed":
        return _mixed(facts, parameters, least)
    if facts.mode not in parameters["enrolment.part_time_modes"]:
        unknown = Message("enrolment.status.mode_unknown", {"mode": facts.mode})
        return Decision.of([Finding(parameters.cite("full_time"), None, unknown)])
    findings = [Finding(parameters.cite("part_time"), True, Message("enrolment.status.part_time_mode", args))]
    findings.append(Finding(parameters.cite("credit_fees"), True, Message("enrolment.status.credit_fees")))
    if facts.credits >= least and not facts.load_approved:
        findings.append(
            Finding(
                parameters.cite("part_time"),
                False,
                Message("enrolment.status.load_unapproved", args),
                Cure(Message("enrolment.status.cure_load"), authority="head_of_department"),
                reading="enrolment.status.reading_part_time_load",
                approval="head_of_department",
            )
        )
    return _decided(findings, "part_time")


def _mixed(facts: StudyLoadStatusFacts, parameters: Parameters, least: int) -> Decision:
    """Mixed mode: the load decides, semester by semester, unless the department kept the student full-time."""
    args = {"credits": facts.credits, "least": least}
    clause = parameters.cite("mixed")
    if facts.credits >= least:
        return _decided([Finding(clause, True, Message("enrolment.status.mixed_full", args))], "full_time")
    if facts.keeps_full_time:
        return _decided(
            [Finding(clause, True, Message("enrolment.status.mixed_kept", args))], "full_time", reduced=True
        )
    findings = [
        Finding(clause, True, Message("enrolment.status.mixed_part", args)),
        Finding(parameters.cite("credit_fees"), True, Message("enrolment.status.credit_fees")),
    ]
    return _decided(findings, "part_time")


def _decided(findings: list[Finding], status: str, *, reduced: bool = False) -> Decision:
    result = {"status": status, "reduced_load": reduced, "credit_fees": status == "part_time"}
    return Decision.of(findings, result)
