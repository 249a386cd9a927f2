"""Who agrees to exemption or transfer for language subjects."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class LanguageRecognitionFacts(Facts):
    """A language subject of earlier study, and who has agreed so far."""

    subject: str = Field(description="Subject code")
    compulsory: bool = Field(description="Whether the language subject is compulsory")
    programme_department_approved: bool | None = Field(
        default=None, description="Decision of the department of the programme; empty: none yet"
    )
    subject_department_approved: bool | None = Field(
        default=None, description="Decision of the department that offers the subject; empty: none yet"
    )
    test_required: bool = Field(default=False, description="Whether a proficiency test is required")
    test_passed: bool | None = Field(
        default=None, description="Whether the proficiency test was passed; empty: not taken"
    )


@rule(
    name="registration.language_recognition",
    title=Bilingual("Exemption or transfer for language subjects", "語文科目的豁免或學分轉移"),
    clauses={"language": ("polyu-2024-25:5B-18", "polyu-2018-19:3Q-15")},
    binds_by="event_date",
)
def language_recognition(facts: LanguageRecognitionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask for the programme's department and, for compulsory subjects, the offering department; a test where it is set.

    NEEDS_APPROVAL while a decision or the test is outstanding. Result: `state` is approved, pending or refused.
    """
    clause = parameters.cite("language")
    asked = [("programme_department", facts.programme_department_approved)]
    if facts.compulsory:
        asked.append(("offering_department", facts.subject_department_approved))
    args: dict[str, Any] = {"subject": facts.subject}
    findings = [_department(clause, name, decision, args) for name, decision in asked]
    if facts.test_required:
        findings.append(_test(clause, facts.test_passed, args))
    decision = Decision.of(findings)
    state = "approved" if decision.allowed else "refused" if any(one.refuses for one in findings) else "pending"
    return Decision.of(findings, {"state": state})


def _department(clause: Any, name: str, decision: bool | None, args: dict[str, Any]) -> Finding:
    if decision is None:
        cure = Cure(Message(f"registration.cure.{name}_agrees", args), authority=name)
        return Finding(clause, False, Message(f"registration.language.{name}_undecided", args), cure, approval=name)
    state = "agreed" if decision else "refused"
    return Finding(clause, decision, Message(f"registration.language.{name}_{state}", args))


def _test(clause: Any, passed: bool | None, args: dict[str, Any]) -> Finding:
    if passed is None:
        cure = Cure(Message("registration.cure.take_test", args), authority="offering_department")
        message = Message("registration.language.test_outstanding", args)
        return Finding(clause, False, message, cure, approval="offering_department")
    return Finding(clause, passed, Message(f"registration.language.test_{'passed' if passed else 'failed'}", args))
