"""From when an uncollected parchment may be destroyed."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ParchmentDisposalFacts(Facts):
    """A parchment, and what has become of it."""

    dated: date = Field(description="Date of the parchment")
    collected: bool = Field(default=False, description="Whether it has been collected")


@rule(
    name="award.parchment_disposal",
    title=Bilingual("Destroying an uncollected parchment", "銷毀逾期未領的畢業證書"),
    clauses={"destroy": ("polyu-2024-25:7C-05",)},
    parameters=("award.parchment_kept_years", "award.parchment_kept_until"),
    binds_by="term",
)
def parchment_disposal(facts: ParchmentDisposalFacts, parameters: Parameters, as_of: date) -> Decision:
    """Allow it from the last day of the year after the parchment's own; no notice is asked for, and staff decide.

    Result: `destroyable_from`. NOT_APPLICABLE in editions without the clause.
    """
    if not parameters.has_clause("destroy"):
        return Decision.not_applicable()
    year = facts.dated.year + parameters["award.parchment_kept_years"]
    first = date.fromisoformat(f"{year}-{parameters['award.parchment_kept_until']}")
    clause, reading, args = parameters.cite("destroy"), "award.disposal.reading", {"day": first}
    if facts.collected:
        nothing = Cure(Message("award.disposal.cure_collected", {}))
        finding = Finding(clause, False, Message("award.disposal.collected", {}), nothing)
    elif as_of < first:
        wait = Cure(Message("award.disposal.cure_wait", args), by=first)
        finding = Finding(clause, False, Message("award.disposal.kept", args), wait, reading=reading)
    else:
        finding = Finding(clause, True, Message("award.disposal.may", args), reading=reading)
    return Decision.of([finding], {"destroyable_from": first})
