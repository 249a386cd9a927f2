"""Taking a subject again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming


class RetakeFacts(Facts):
    """What became of the subject so far."""

    subject: str = Field(description="Subject code")
    attempts: int | None = Field(
        default=None, ge=0, description="Times that the subject was taken and has a final result"
    )
    latest_grade: str = Field(default="", description="Grade of the latest attempt; empty without one")
    recognised: Literal["exempted", "transferred"] | None = Field(
        default=None, description="Whether the subject is exempted or transferred instead of taken; empty: neither"
    )
    gur: bool = Field(default=False, description="Whether it is a General University Requirement subject")
    departmental_limit: int | None = Field(
        default=None, ge=0, description="Most retakes where the department set fewer; empty: it set none"
    )
    second_retake_approved: bool = Field(default=False, description="Whether the retake form is approved for this term")
    approval: Approval | None = Field(default=None, description="The approval of the second retake on record")
    approval_filed_on: date | None = Field(default=None, description="Day on which the retake form came in")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")
    by_department: bool = Field(default=False, description="Whether the department enters the registration")


@rule(
    name="registration.retake",
    title=Bilingual("Taking a subject again", "重修科目"),
    clauses={
        "failed_only": ("polyu-2024-25:5C-01", "polyu-2018-19:3R-01"),
        "improvement": ("polyu-2018-19:3R-02",),
        "limit": ("polyu-2024-25:5C-03",),
        "second": ("polyu-2024-25:5C-05",),
        "exempted": ("polyu-2024-25:5B-02", "polyu-2018-19:3Q-02"),
    },
    parameters=(
        "registration.fail_grades",
        "registration.max_retakes",
        "registration.self_service_retakes",
        "registration.second_retake_form",
        "registration.improvement_days",
    ),
    binds_by="term",
)
def retake(facts: RetakeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether a subject may be taken again, how often still, and by which route.

    Not applicable to a subject never finished. An exempted subject is not taken at all (another one replaces it), and a
    transferred one counts as passed. 2024/25: only after F, S or U, twice at most (departments may allow
    fewer), the first time by the student, the second entered by the department from an approved form. 2018/19: after a
    fail without limit; a pass, General University Requirements aside, may be improved in the last days of add/drop.
    """
    if facts.recognised is not None:
        return Decision.of([_recognised(facts, parameters, as_of)], {"kind": "retake"})
    attempts = facts.need("attempts")
    if attempts == 0:
        return Decision.not_applicable()
    if facts.latest_grade not in parameters["registration.fail_grades"]:
        return Decision.of([_passed(facts, parameters, as_of)], {"kind": "retake"})
    findings = [_failed(facts, parameters)]
    retakes = attempts - 1
    result: dict[str, object] = {"kind": "retake", "retakes": retakes}
    limit = _limit(facts, parameters)
    if limit is not None:
        result["retakes_left"] = max(limit - retakes, 0)
        findings.append(_within_limit(facts, retakes, limit, parameters))
        if retakes < limit and parameters.has_clause("second"):
            route = _route(facts, retakes, parameters)
            approved = route.message.key == "registration.retake.form_approved"
            findings += [route, *(naming(route.clause, facts.approval) if approved else ())]
            result["route"] = _route_of(retakes, parameters)
    return Decision.of(findings, result)


def _recognised(facts: RetakeFacts, parameters: Parameters, as_of: date) -> Finding:
    if facts.recognised == "transferred" and parameters.has_clause("improvement"):
        return _passed(facts, parameters, as_of)
    role = "exempted" if facts.recognised == "exempted" else "failed_only"
    args = {"subject": facts.subject}
    cure = Cure(Message("registration.cure.replacement", args))
    message = Message(f"registration.retake.{facts.recognised}", args)
    return Finding(parameters.cite(role), False, message, cure, reading="registration.reading.recognised")


def _failed(facts: RetakeFacts, parameters: Parameters) -> Finding:
    args = {"subject": facts.subject, "grade": facts.latest_grade}
    return Finding(parameters.cite("failed_only"), True, Message("registration.retake.failed", args))


def _passed(facts: RetakeFacts, parameters: Parameters, as_of: date) -> Finding:
    args = {"subject": facts.subject, "grade": facts.latest_grade}
    if not parameters.has_clause("improvement"):
        return Finding(parameters.cite("failed_only"), False, Message("registration.retake.passed", args))
    clause = parameters.cite("improvement")
    if facts.gur:
        return Finding(clause, False, Message("registration.retake.passed_gur", args))
    last = facts.need("add_drop_ends_on")
    first = last - timedelta(days=parameters["registration.improvement_days"] - 1)
    args = {**args, "first": first, "last": last}
    if first <= as_of <= last:
        return Finding(clause, True, Message("registration.retake.improvement", args))
    cure = Cure(Message("registration.cure.wait", {"moment": first})) if as_of < first else None
    return Finding(clause, False, Message("registration.retake.improvement_closed", args), cure)


def _limit(facts: RetakeFacts, parameters: Parameters) -> int | None:
    """Return the most retakes, None where neither handbook nor department sets a limit."""
    own = facts.departmental_limit
    if not parameters.has_clause("limit"):
        return own
    general: int = parameters["registration.max_retakes"]
    return general if own is None else min(own, general)


def _within_limit(facts: RetakeFacts, retakes: int, limit: int, parameters: Parameters) -> Finding:
    clause = parameters.cite("limit" if parameters.has_clause("limit") else "failed_only")
    args = {"subject": facts.subject, "retakes": retakes, "limit": limit, "left": max(limit - retakes, 0)}
    if retakes < limit:
        return Finding(clause, True, Message("registration.retake.left", args))
    return Finding(clause, False, Message("registration.retake.used_up", args))


def _route_of(retakes: int, parameters: Parameters) -> str:
    by_student = retakes < parameters["registration.self_service_retakes"]
    return "student" if by_student else str(parameters["registration.second_retake_form"])


def _route(facts: RetakeFacts, retakes: int, parameters: Parameters) -> Finding:
    clause = parameters.cite("second")
    if retakes < parameters["registration.self_service_retakes"]:
        return Finding(clause, True, Message("registration.retake.by_student", {"subject": facts.subject}))
    form: str = parameters["registration.second_retake_form"]
    args = {"subject": facts.subject, "form": form}
    cure = Cure(
        Message("registration.cure.second_retake", args), form, "programme_department", by=facts.add_drop_ends_on
    )
    if not facts.second_retake_approved:
        return Finding(clause, False, Message("registration.retake.form_needed", args), cure)
    filed, last = facts.need("approval_filed_on"), facts.need("add_drop_ends_on")
    if filed > last:
        message = Message("registration.request.late", {"filed": filed, "last": last})
        return Finding(clause, False, message, Cure(Message("registration.cure.next_term")))
    if not facts.by_department:
        return Finding(clause, False, Message("registration.retake.department_enters", args), cure)
    return Finding(clause, True, Message("registration.retake.form_approved", args))
