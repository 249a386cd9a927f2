"""Who may register at all."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

Status = Literal[
    "active", "deferred", "zero_subject", "nullified", "withdrawn", "deregistered", "graduand", "graduated"
]


class MembershipFacts(Facts):
    """The status of the study."""

    status: Status | None = Field(default=None, description="Status of the study: active, deferred, zero_subject, ...")
    programme: str = Field(description="Programme code")


@rule(
    name="registration.membership",
    title=Bilingual("An enrolled student of a programme", "須為課程的在學學生"),
    clauses={
        "enrolled": ("polyu-2024-25:4A-01", "polyu-2018-19:3P-05"),
        "leaving": ("polyu-2024-25:6J-02", "polyu-2018-19:3P-07"),
        "graduand": ("polyu-2024-25:4K-11",),
    },
    binds_by="term",
)
def membership(facts: MembershipFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let only enrolled students register: not those deferred, nullified, de-registered, withdrawn or graduated.

    Nor graduands, who have met every requirement and only wait for the award.
    """
    status = facts.need("status")
    args = {"programme": facts.programme}
    if status == "active":
        return Decision.of(
            [Finding(parameters.cite("enrolled"), True, Message("registration.membership.active", args))]
        )
    gone = status in ("graduated", "withdrawn", "graduand")
    role = "graduand" if status == "graduand" and parameters.has_clause("graduand") else "leaving"
    clause = parameters.cite(role if gone else "enrolled")
    cure = None if gone else Cure(Message("registration.cure.ask_registry"), authority="registry")
    return Decision.of([Finding(clause, False, Message(f"registration.membership.{status}", args), cure)])
