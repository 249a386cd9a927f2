"""Pre-requisites, co-requisites and exclusions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming
from registrar.rules.registration._requirements import Attempt, Requirement, satisfies

RECOGNISED = "registration.reading.recognised"
OVERRIDE = "registration.reading.department_override"


class RequisitesFacts(Facts):
    """What the subject asks for, and the part of the student's record that bears on it."""

    subject: str = Field(description="The subject to be taken")
    prerequisites: tuple[tuple[Requirement, ...], ...] = Field(
        default=(), description="All of these must be met; within one, any of its subjects will do"
    )
    corequisites: tuple[tuple[Requirement, ...], ...] = Field(default=(), description="The same, for co-requisites")
    exclusions: tuple[str, ...] = Field(default=(), description="Subjects that may not be taken beside or after it")
    results: tuple[Attempt, ...] | None = Field(default=None, description="Latest results in the subjects named above")
    pending: tuple[str, ...] = Field(default=(), description="Subjects taken earlier whose result is not final yet")
    registered: tuple[str, ...] = Field(default=(), description="Subjects registered in the term or in the same basket")
    waived: bool = Field(default=False, description="Whether the department waived the pre-requisite for the student")
    corequisite_waived: bool = Field(
        default=False, description="Whether the department waived the co-requisite for the student"
    )
    exclusion_waived: bool = Field(
        default=False, description="Whether the department set the exclusion aside for the student"
    )
    waiver: Approval | None = Field(default=None, description="The waiver of the pre-requisite on record")
    corequisite_waiver: Approval | None = Field(default=None, description="The waiver of the co-requisite on record")
    exclusion_waiver: Approval | None = Field(default=None, description="The waiver of the exclusion on record")


@rule(
    name="registration.requisites",
    title=Bilingual("Pre-requisites, co-requisites and exclusions", "先修科目、同修科目及互斥科目"),
    clauses={
        "requisites": ("polyu-2024-25:5A-01", "polyu-2018-19:3P-12"),
        "waiver": ("polyu-2024-25:5D-03", "polyu-2018-19:3S-01"),
        "department": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
        "exempted": ("polyu-2024-25:5B-02", "polyu-2018-19:3Q-02"),
        "transferred": ("polyu-2024-25:5B-10", "polyu-2018-19:3Q-07"),
    },
    parameters=("registration.grade_order",),
    binds_by="term",
)
def requisites(facts: RequisitesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a subject whose pre-requisite isn't passed, whose co-requisite is neither passed nor registered, or which
    excludes one that is.

    A pre-requisite whose result is still to come doesn't stand in the way (the subject is removed later if it is
    failed); nor does one that the department waived. Exempted and transferred subjects count as passed. That a
    department may set aside the others as well is read from its final say.
    """
    if not (facts.prerequisites or facts.corequisites or facts.exclusions):
        return Decision.not_applicable()
    record = {attempt.subject: attempt for attempt in facts.need("results")}
    findings = [_prerequisite(facts, group, record, parameters) for group in facts.prerequisites]
    findings += [_corequisite(facts, group, record, parameters) for group in facts.corequisites]
    findings += _exclusions(facts, record, parameters)
    return Decision.of([*findings, *_waivers(facts, findings)])


def _prerequisite(
    facts: RequisitesFacts, group: Sequence[Requirement], record: dict[str, Attempt], parameters: Parameters
) -> Finding:
    clause = parameters.cite("requisites")
    names = _names(group)
    for one in group:
        if one.subject in record and satisfies(record[one.subject], one, parameters):
            args: dict[str, Any] = {"subject": facts.subject, "passed": one.subject}
            if record[one.subject].recognised:
                message = Message("registration.requisite.recognised", args)
                role = "transferred" if record[one.subject].grade else "exempted"
                return Finding(parameters.cite(role), True, message, reading=RECOGNISED)
            return Finding(clause, True, Message("registration.requisite.passed", args))
    for one in group:
        if one.subject in facts.pending:
            args = {"subject": facts.subject, "pending": one.subject}
            return Finding(clause, True, Message("registration.requisite.pending", args))
    if facts.waived:
        args = {"subject": facts.subject, "required": names}
        return Finding(parameters.cite("waiver"), True, Message("registration.requisite.waived", args))
    args = {"subject": facts.subject, "required": names}
    cure = Cure(Message("registration.cure.pass_or_waiver", args), authority="programme_department")
    low = any(one.subject in record and record[one.subject].passed for one in group)
    key = "registration.requisite.grade_too_low" if low else "registration.requisite.not_passed"
    return Finding(clause, False, Message(key, args), cure, reading="registration.reading.requisites")


def _corequisite(
    facts: RequisitesFacts, group: Sequence[Requirement], record: dict[str, Attempt], parameters: Parameters
) -> Finding:
    clause = parameters.cite("requisites")
    for one in group:
        beside = one.subject in facts.registered or one.subject in facts.pending
        if beside or (one.subject in record and record[one.subject].passed):
            message = Message("registration.corequisite.met", {"subject": facts.subject, "other": one.subject})
            return Finding(clause, True, message)
    args = {"subject": facts.subject, "required": _names(group)}
    if facts.corequisite_waived:
        message = Message("registration.corequisite.waived", args)
        return Finding(parameters.cite("department"), True, message, reading=OVERRIDE)
    cure = Cure(Message("registration.cure.add_corequisite", args), authority="programme_department")
    return Finding(clause, False, Message("registration.corequisite.missing", args), cure)


def _exclusions(facts: RequisitesFacts, record: dict[str, Attempt], parameters: Parameters) -> list[Finding]:
    findings = []
    for other in facts.exclusions:
        registered = other in facts.registered
        if registered or (other in record and record[other].passed):
            key = "registration.exclusion.registered" if registered else "registration.exclusion.passed"
            args: dict[str, Any] = {"subject": facts.subject, "other": other}
            if facts.exclusion_waived:
                message = Message("registration.exclusion.waived", args)
                findings.append(Finding(parameters.cite("department"), True, message, reading=OVERRIDE))
                continue
            cure = Cure(Message("registration.cure.drop_excluded", args)) if registered else None
            findings.append(Finding(parameters.cite("requisites"), False, Message(key, args), cure))
    if not findings and facts.exclusions:
        args = {"subject": facts.subject, "others": list(facts.exclusions)}
        findings.append(Finding(parameters.cite("requisites"), True, Message("registration.exclusion.none", args)))
    return findings


def _waivers(facts: RequisitesFacts, findings: Sequence[Finding]) -> list[Finding]:
    """Name each waiver once that turned a finding."""
    used = {one.message.key: one.clause for one in findings}
    each = (
        ("registration.requisite.waived", facts.waiver),
        ("registration.corequisite.waived", facts.corequisite_waiver),
        ("registration.exclusion.waived", facts.exclusion_waiver),
    )
    return [one for key, approval in each if key in used for one in naming(used[key], approval)]


def _names(group: Sequence[Requirement]) -> list[str | Message]:
    return [_name(one) for one in group]


def _name(one: Requirement) -> str | Message:
    if not one.minimum_grade:
        return one.subject
    return Message("registration.requisites.at_least", {"subject": one.subject, "grade": one.minimum_grade})
