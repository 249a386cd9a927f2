"""Waiver of requirements that carry no credit of the programme."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class RequirementWaiverFacts(Facts):
    """The requirement, and the department's decision."""

    requirement: Literal["cluster_area", "healthy_lifestyle", "china_and_hksar"] = Field(
        description="Additional Cluster Area Requirement, Healthy Lifestyle Programme, or education on China and HKSAR"
    )
    decision: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the programme's department; empty: none yet"
    )


@rule(
    name="registration.requirement_waiver",
    title=Bilingual("Waiver of an additional requirement", "豁免附加要求"),
    clauses={"waiver": ("polyu-2024-25:5B-03",)},
    parameters=("registration.requirement_waiver_forms",),
    binds_by="event_date",
)
def requirement_waiver(facts: RequirementWaiverFacts, parameters: Parameters, as_of: date) -> Decision:
    """Waive a requirement by its paper form to the programme's department; no credits come with it.

    Result: `form`, `state` (waived, exempted, kept or pending) and `credits_added` (0). The 2018/19 edition knows no
    such form: NOT_APPLICABLE.
    """
    if not parameters.has_clause("waiver"):
        return Decision.not_applicable()
    form = parameters["registration.requirement_waiver_forms"][facts.requirement]
    args: dict[str, Any] = {"form": form}
    clause = parameters.cite("waiver")
    result = {"form": form, "state": "pending", "credits_added": 0}
    if facts.decision is None:
        cure = Cure(Message("registration.cure.requirement_waiver", args), form, "programme_department")
        message = Message("registration.requirement.undecided", args)
        return Decision.of([Finding(clause, False, message, cure, approval="programme_department")], result)
    if facts.decision == "refused":
        meet = Cure(Message("registration.cure.meet_requirement"))
        message = Message("registration.requirement.kept", args)
        return Decision.of([Finding(clause, False, message, meet)], {**result, "state": "kept"})
    state = "exempted" if facts.requirement == "healthy_lifestyle" else "waived"
    message = Message(f"registration.requirement.{state}", args)
    return Decision.of([Finding(clause, True, message)], {**result, "state": state})
