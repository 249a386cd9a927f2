"""Subjects that run over several terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ConsecutiveSubjectFacts(Facts):
    """A follow-on term of a subject, and whether the term before it was taken."""

    subject: str = Field(description="Subject code")
    follows: str = Field(default="", description="Subject whose follow-on term this is; empty: it is none")
    earlier_taken: bool | None = Field(
        default=None, description="Whether the earlier term was passed or is taken with its result to come"
    )
    by_department: bool = Field(default=False, description="Whether the department enters the registration")


@rule(
    name="registration.consecutive_subject",
    title=Bilingual("The follow-on term of a consecutive subject", "連續修讀科目的後續學期"),
    clauses={
        "order": ("polyu-2024-25:5A-01", "polyu-2018-19:3R-01"),
        "department": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
    },
    binds_by="term",
)
def consecutive_subject(facts: ConsecutiveSubjectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse the follow-on term of a subject whose earlier term was not taken; not applicable to other subjects.

    The handbook leaves such subjects to the programme's document; the order of their terms is read from that.
    """
    if not facts.follows:
        return Decision.not_applicable()
    args: dict[str, Any] = {"subject": facts.subject, "earlier": facts.follows}
    reading = "registration.reading.consecutive"
    if facts.by_department:
        message = Message("registration.consecutive.department", args)
        return Decision.of([Finding(parameters.cite("department"), True, message)])
    held = facts.need("earlier_taken")
    cure = None if held else Cure(Message("registration.cure.earlier_term", args), authority="programme_department")
    message = Message("registration.consecutive.taken" if held else "registration.consecutive.missing", args)
    return Decision.of([Finding(parameters.cite("order"), held, message, cure, reading=reading)])
