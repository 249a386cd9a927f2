"""The most credits in a semester."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming


class CreditCeilingFacts(Facts):
    """The credits of the term and what was approved for it."""

    registered_credits: int = Field(ge=0, description="Credits registered in the term before this subject")
    added_credits: int = Field(ge=0, description="Credits of the subject to be added (0 to judge the load as it is)")
    pre_assigned_credits: int = Field(
        default=0,
        ge=0,
        description="Credits that the department assigned in the term, this subject included if assigned",
    )
    approved_ceiling: int = Field(default=0, ge=0, description="Ceiling that the Head approved for the term; 0: none")
    on_probation: bool | None = Field(default=None, description="Whether the student is on academic probation")
    probation_ceiling: int = Field(
        default=0, ge=0, description="Ceiling that the department recorded by the probation form for the term; 0: none"
    )
    ceiling_approval: Approval | None = Field(default=None, description="The approval of the higher ceiling on record")
    probation_approval: Approval | None = Field(
        default=None, description="The approval on record of the load on academic probation"
    )
    by_department: bool = Field(default=False, description="Whether the department assigns the subject")
    last_day: date | None = Field(default=None, description="Last day of add/drop, until which a load can be settled")


@rule(
    name="registration.credit_ceiling",
    title=Bilingual("Most credits in a semester", "每學期學分上限"),
    clauses={
        "ceiling": ("polyu-2024-25:5A-03", "polyu-2018-19:3P-01"),
        "probation": ("polyu-2024-25:6C-03", "polyu-2018-19:3P-02"),
    },
    parameters=(
        "registration.max_credits",
        "registration.max_credits_summer",
        "registration.normal_credits",
        "registration.probation_max_credits",
        "registration.probation_binds_summer",
        "registration.probation_form",
    ),
    binds_by="term",
)
def credit_ceiling(facts: CreditCeilingFacts, parameters: Parameters, as_of: date) -> Decision:
    """Keep the load within the larger of the general ceiling, the pre-assigned credits and what the Head approved.

    On probation the lower ceiling binds as well, unless the department recorded a higher figure; what the department
    itself assigns beyond it is not removed but listed for the advisor.
    """
    summer = Term.parse(facts.need("term")).is_summer
    total = facts.registered_credits + facts.added_credits
    general: int = parameters["registration.max_credits_summer" if summer else "registration.max_credits"]
    ceiling = max(general, facts.pre_assigned_credits, facts.approved_ceiling)
    findings = [_general(facts, total, ceiling, parameters)]
    if max(general, facts.pre_assigned_credits) < total <= ceiling:
        findings += naming(parameters.cite("ceiling"), facts.ceiling_approval)
    if facts.need("on_probation") and not (summer and not parameters["registration.probation_binds_summer"]):
        most: int = parameters["registration.probation_max_credits"]
        lower = max(most, facts.probation_ceiling)
        findings.append(_probation(facts, total, lower, parameters))
        if most < total <= lower:
            findings += naming(parameters.cite("probation"), facts.probation_approval)
        ceiling = min(ceiling, lower)
    elif total > parameters["registration.normal_credits"]:
        args = {"credits": total, "normal": parameters["registration.normal_credits"]}
        findings.append(
            Finding(parameters.cite("ceiling"), False, Message("registration.ceiling.above_normal", args), advice=True)
        )
    return Decision.of(findings, {"credits": total, "ceiling": ceiling})


def _general(facts: CreditCeilingFacts, total: int, ceiling: int, parameters: Parameters) -> Finding:
    args = {"credits": total, "ceiling": ceiling}
    if total <= ceiling:
        return Finding(parameters.cite("ceiling"), True, Message("registration.ceiling.within", args))
    cure = Cure(
        Message("registration.cure.head_approves", {"credits": total, "over": total - ceiling}),
        authority="head_of_department",
        by=facts.last_day,
    )
    return Finding(parameters.cite("ceiling"), False, Message("registration.ceiling.exceeded", args), cure)


def _probation(facts: CreditCeilingFacts, total: int, ceiling: int, parameters: Parameters) -> Finding:
    args = {"credits": total, "ceiling": ceiling}
    clause = parameters.cite("probation")
    if total <= ceiling:
        return Finding(clause, True, Message("registration.probation.within", args))
    form: str = parameters["registration.probation_form"]
    cure = Cure(
        Message("registration.cure.probation_load", {"credits": total, "form": form}),
        form=form,
        authority="programme_department",
        by=facts.last_day,
    )
    assigned = facts.by_department or (facts.added_credits == 0 and total <= facts.pre_assigned_credits)
    key = "registration.probation.assigned" if assigned else "registration.probation.exceeded"
    return Finding(clause, False, Message(key, args), cure, advice=assigned)
