"""Applying for a Secondary Major."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Cohort, Facts, Parameters, rule


class SecondaryMajorApplicationFacts(Facts):
    """The student, the application, and the designated period."""

    cohort: Cohort = Field(description="Academic year of admission, such as 2022/23")
    admission_type: Literal["ordinary", "advanced_standing", "senior_year", "articulation"] = Field(
        description="How the student was admitted"
    )
    exception_recorded: bool = Field(
        default=False, description="Whether an exception for this way of admission is on record"
    )
    gpa: Decimal | None = Field(default=None, description="Cumulative GPA at the end of Semester Two of the first year")
    held: int = Field(default=0, ge=0, description="Secondary Majors that the student holds already")
    filed_on: date = Field(description="Day on which the application came in")
    window_to: date | None = Field(default=None, description="Last day of the designated period")
    second_year_starts_on: date | None = Field(default=None, description="First day of the second year of study")
    criteria_met: bool = Field(default=True, description="Whether the department's further criteria are met")
    decision: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the department that offers the Major; empty: none yet"
    )


@rule(
    name="registration.secondary_major_application",
    title=Bilingual("Applying for a Secondary Major", "申請次主修"),
    clauses={
        "who": ("polyu-2024-25:4M-11",),
        "entry": ("polyu-2024-25:4M-04",),
        "window": ("polyu-2024-25:4M-12",),
    },
    parameters=(
        "registration.secondary_major_gpa",
        "registration.secondary_major_first_cohort",
        "registration.secondary_majors_most",
        "registration.secondary_major_exception_types",
        "registration.secondary_major_form",
    ),
    binds_by="event_date",
)
def secondary_major_application(facts: SecondaryMajorApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Consider the cohorts that have the option, with enough GPA after the first year, once, and in time.

    Late applications that come before the second year starts NEED_APPROVAL, case by case. NOT_APPLICABLE in 2018/19,
    which has no Secondary Major. Once the department that offers the Major has decided, its word is a finding of its
    own. Result: `considered`.
    """
    if not parameters.has_clause("who"):
        return Decision.not_applicable()
    clause = parameters.cite("who")
    first: str = parameters["registration.secondary_major_first_cohort"]
    if AcademicYear.parse(facts.cohort) < AcademicYear.parse(first):
        args: dict[str, Any] = {"cohort": facts.cohort, "first": first}
        message = Message("registration.option.cohort_without_secondary", args)
        return Decision.of([Finding(clause, False, message)], {"considered": False})
    findings = [*_entry(facts, parameters), *_merits(facts, parameters), _window(facts, parameters)]
    considered = not any(finding.refuses for finding in findings)
    if facts.decision is not None:
        message = Message(f"registration.option.major_{facts.decision}")
        findings.append(Finding(parameters.cite("window"), facts.decision == "approved", message))
    return Decision.of(findings, {"considered": considered})


def _entry(facts: SecondaryMajorApplicationFacts, parameters: Parameters) -> list[Finding]:
    if facts.admission_type not in parameters["registration.secondary_major_exception_types"]:
        return []
    clause = parameters.cite("entry")
    if facts.exception_recorded:
        return [Finding(clause, True, Message("registration.option.entry_exception"))]
    cure = Cure(Message("registration.cure.department_exception"), authority="programme_department")
    return [Finding(clause, False, Message("registration.option.no_secondary_for_entrants"), cure)]


def _merits(facts: SecondaryMajorApplicationFacts, parameters: Parameters) -> list[Finding]:
    clause = parameters.cite("who")
    least: Decimal = parameters["registration.secondary_major_gpa"]
    gpa = facts.need("gpa")
    enough = gpa >= least
    key = "registration.option.gpa_enough" if enough else "registration.option.gpa_too_low"
    findings = [Finding(clause, enough, Message(key, {"gpa": gpa, "least": least}))]
    if facts.held >= parameters["registration.secondary_majors_most"]:
        findings.append(Finding(clause, False, Message("registration.option.one_secondary_only")))
    if not facts.criteria_met:
        findings.append(Finding(clause, False, Message("registration.option.conditions_unmet")))
    return findings


def _window(facts: SecondaryMajorApplicationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("window")
    form: str = parameters["registration.secondary_major_form"]
    last = facts.need("window_to")
    args: dict[str, Any] = {"filed": facts.filed_on, "last": last, "form": form}
    if facts.filed_on <= last:
        return Finding(clause, True, Message("registration.option.form_in_window", args))
    starts = facts.need("second_year_starts_on")
    if facts.filed_on < starts and facts.decision is not None:
        return Finding(clause, True, Message("registration.option.form_late", args))
    if facts.filed_on < starts:
        cure = Cure(Message("registration.cure.case_by_case", args), form, "major_department")
        message = Message("registration.option.form_late", args)
        return Finding(clause, False, message, cure, approval="major_department")
    return Finding(clause, False, Message("registration.option.form_too_late", {**args, "starts": starts}))
