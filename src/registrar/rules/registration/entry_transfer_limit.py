"""How many credits may be transferred on entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class EntryTransferLimitFacts(Facts):
    """The programme that a student enters, and the credits transferred on entry."""

    level: str = Field(description="Level of the programme: bachelor, higher_diploma, ...")
    funding: str = Field(description="Funding of the programme: ugc or self_financed")
    required_credits: int = Field(gt=0, description="Credits that the programme requires")
    entry_credits: int = Field(ge=0, description="Credits to be transferred on entry, all together")
    exception_recorded: bool = Field(
        default=False, description="Whether an exception with its reason was recorded at admission"
    )


@rule(
    name="registration.entry_transfer_limit",
    title=Bilingual("Most credits transferred on entry", "入學時的學分轉移上限"),
    clauses={"entry": ("polyu-2024-25:5B-12",)},
    parameters=("registration.entry_transfer_cap", "registration.entry_transfer_levels"),
    binds_by="event_date",
)
def entry_transfer_limit(facts: EntryTransferLimitFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse more than the share of a UGC-funded degree's credits that entrants normally bring. Result: `cap`.

    Not applicable to other programmes, nor in 2018/19, which set no such share.
    """
    if not parameters.has_clause("entry"):
        return Decision.not_applicable()
    if facts.funding != "ugc" or facts.level not in parameters["registration.entry_transfer_levels"]:
        return Decision.not_applicable()
    share: Decimal = parameters["registration.entry_transfer_cap"]
    cap = share * facts.required_credits
    args: dict[str, Any] = {"credits": facts.entry_credits, "cap": int(cap), "over": facts.entry_credits - int(cap)}
    clause = parameters.cite("entry")
    if facts.entry_credits <= cap:
        finding = Finding(clause, True, Message("registration.transfer.entry_within", args))
    elif facts.exception_recorded:
        finding = Finding(clause, True, Message("registration.transfer.entry_exception", args))
    else:
        cure = Cure(Message("registration.cure.entry_exception", args), authority="programme_department")
        finding = Finding(clause, False, Message("registration.transfer.entry_over", args), cure)
    return Decision.of([finding], {"cap": cap})
