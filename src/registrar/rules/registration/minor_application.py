"""Applying for a Minor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class MinorApplicationFacts(Facts):
    """The student, the application, and the designated period."""

    admission_type: Literal["ordinary", "advanced_standing", "senior_year", "articulation"] = Field(
        description="How the student was admitted"
    )
    allowed_at_admission: bool | None = Field(
        default=None, description="Whether the department allowed it at admission (advanced standing only)"
    )
    gpa: Decimal | None = Field(default=None, description="Cumulative GPA on the day of the application")
    year_of_study: int = Field(ge=1, description="The student's year of study")
    filed_on: date = Field(description="Day on which the application came in")
    window_from: date | None = Field(default=None, description="First day of the designated period")
    window_to: date | None = Field(default=None, description="Last day of the designated period")
    conditions_met: bool = Field(
        default=True, description="Whether the further conditions of the department that offers it are met"
    )
    places_left: int | None = Field(default=None, ge=0, description="Places left under its quota; empty: no quota")
    secondary_major: bool = Field(default=False, description="Whether the student holds a Secondary Major")
    major_consents: bool = Field(
        default=False, description="Whether the Major department consents to a Minor beside a Secondary Major"
    )
    decision: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the department that offers the Minor; empty: none yet"
    )


@rule(
    name="registration.minor_application",
    title=Bilingual("Applying for a Minor", "申請副修"),
    clauses={
        "gpa": ("polyu-2024-25:4M-01", "polyu-2018-19:3O-01"),
        "window": ("polyu-2024-25:4M-02", "polyu-2018-19:3O-01"),
        "entry": ("polyu-2024-25:4M-04", "polyu-2018-19:3O-03"),
        "decision": ("polyu-2024-25:4M-03", "polyu-2018-19:3O-01"),
        "beside": ("polyu-2024-25:4M-11",),
    },
    parameters=("registration.minor_gpa", "registration.option_year", "registration.no_minor_types"),
    binds_by="event_date",
)
def minor_application(facts: MinorApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Consider second-year students of enough GPA in the designated period; nothing late, no senior-year entrants.

    NEEDS_APPROVAL: everything is met, and the department that offers the Minor decides. Result: `eligible`.
    """
    barred = _entry(facts, parameters)
    if barred is not None:
        return Decision.of([barred], {"eligible": False})
    findings = [_gpa(facts, parameters), _window(facts, parameters), _conditions(facts, parameters)]
    if facts.secondary_major and parameters.has_clause("beside"):
        key = "registration.option.major_consents" if facts.major_consents else "registration.option.major_silent"
        ask = None if facts.major_consents else Cure(Message("registration.cure.consent"), authority="major_department")
        findings.append(Finding(parameters.cite("beside"), facts.major_consents, Message(key), ask))
    eligible = all(finding.holds for finding in findings)
    if eligible:
        findings.append(_decision(facts, parameters))
    return Decision.of(findings, {"eligible": eligible})


def _entry(facts: MinorApplicationFacts, parameters: Parameters) -> Finding | None:
    clause = parameters.cite("entry")
    if facts.admission_type in parameters["registration.no_minor_types"]:
        return Finding(clause, False, Message("registration.option.no_minor_for_entrants"))
    if facts.admission_type == "advanced_standing" and not facts.need("allowed_at_admission"):
        return Finding(clause, False, Message("registration.option.not_allowed_at_admission"))
    return None


def _gpa(facts: MinorApplicationFacts, parameters: Parameters) -> Finding:
    least: Decimal = parameters["registration.minor_gpa"]
    gpa = facts.need("gpa")
    args: dict[str, Any] = {"gpa": gpa, "least": least}
    held = gpa >= least
    key = "registration.option.gpa_enough" if held else "registration.option.gpa_too_low"
    return Finding(parameters.cite("gpa"), held, Message(key, args))


def _window(facts: MinorApplicationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("window")
    year: int = parameters["registration.option_year"]
    args: dict[str, Any] = {"year": year, "filed": facts.filed_on}
    if facts.year_of_study < year:
        cure = Cure(Message("registration.cure.option_later", args))
        return Finding(clause, False, Message("registration.option.too_early", args), cure)
    if facts.year_of_study > year:
        return Finding(clause, False, Message("registration.option.year_past", args))
    first, last = facts.need("window_from"), facts.need("window_to")
    args |= {"first": first, "last": last}
    if facts.filed_on < first:
        wait = Cure(Message("registration.cure.wait", {"moment": first}), by=last)
        return Finding(clause, False, Message("registration.option.before_window", args), wait)
    held = facts.filed_on <= last
    return Finding(
        clause, held, Message("registration.option.in_window" if held else "registration.option.after_window", args)
    )


def _conditions(facts: MinorApplicationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("gpa")
    if not facts.conditions_met:
        return Finding(clause, False, Message("registration.option.conditions_unmet"))
    if facts.places_left == 0:
        return Finding(clause, False, Message("registration.option.no_place"))
    return Finding(clause, True, Message("registration.option.conditions_met"))


def _decision(facts: MinorApplicationFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("decision")
    if facts.decision is None:
        cure = Cure(Message("registration.cure.minor_decides"), authority="minor_department")
        message = Message("registration.option.minor_undecided")
        return Finding(clause, False, message, cure, approval="minor_department")
    return Finding(clause, facts.decision == "approved", Message(f"registration.option.minor_{facts.decision}"))
