"""Applying for a Second Major."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class SecondMajorApplicationFacts(Facts):
    """The student's GPA and year, and what the two departments said."""

    gpa: Decimal | None = Field(default=None, description="Cumulative GPA on the day of the application")
    departmental_gpa: Decimal | None = Field(
        default=None, description="GPA that the host of the Second Major asks for; empty: no figure of its own"
    )
    year_of_study: int = Field(ge=1, description="The student's year of study")
    first_host: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the host of the first Major; empty: none yet"
    )
    second_host: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the host of the Second Major; empty: none yet"
    )


@rule(
    name="registration.second_major_application",
    title=Bilingual("Applying for a Second Major", "申請第二主修"),
    clauses={
        "gpa": ("polyu-2024-25:4M-08", "polyu-2018-19:3O-05"),
        "steps": ("polyu-2024-25:4M-09", "polyu-2018-19:3O-05"),
    },
    parameters=("registration.second_major_gpa", "registration.option_year"),
    binds_by="event_date",
)
def second_major_application(facts: SecondMajorApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask the first Major's host first, then, from the second year on and with enough GPA, that of the Second Major.

    A department may ask for more than the general GPA, never for less. Result: `eligible` and `next`, whose turn it is.
    """
    findings = [_gpa(facts, parameters)]
    year: int = parameters["registration.option_year"]
    clause = parameters.cite("steps")
    findings.append(_host(clause, "first_major_department", facts.first_host))
    if facts.year_of_study < year:
        cure = Cure(Message("registration.cure.option_later", {"year": year}))
        findings.append(Finding(clause, False, Message("registration.option.second_from_year", {"year": year}), cure))
    eligible = all(finding.holds for finding in findings)
    turn = "first_major_department" if facts.first_host is None else None
    if eligible:
        findings.append(_host(clause, "second_major_department", facts.second_host))
        turn = "second_major_department" if facts.second_host is None else None
    return Decision.of(findings, {"eligible": eligible, "next": turn})


def _gpa(facts: SecondMajorApplicationFacts, parameters: Parameters) -> Finding:
    general: Decimal = parameters["registration.second_major_gpa"]
    clause = parameters.cite("gpa")
    own = facts.departmental_gpa
    if own is not None and own < general:
        args: dict[str, Any] = {"own": own, "least": general}
        cure = Cure(Message("registration.cure.raise_gpa", args), authority="second_major_department")
        return Finding(clause, False, Message("registration.option.departmental_gpa_too_low", args), cure)
    least = own or general
    gpa = facts.need("gpa")
    held = gpa >= least
    key = "registration.option.gpa_enough" if held else "registration.option.gpa_too_low"
    return Finding(clause, held, Message(key, {"gpa": gpa, "least": least}))


def _host(clause: Any, name: str, decision: str | None) -> Finding:
    if decision is None:
        cure = Cure(Message(f"registration.cure.{name}_decides"), authority=name)
        return Finding(clause, False, Message(f"registration.option.{name}_undecided"), cure, approval=name)
    return Finding(clause, decision == "approved", Message(f"registration.option.{name}_{decision}"))
