"""A student who has met everything graduates: staying on isn't a choice."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class StayingOnFacts(Facts):
    """Whether the conditions of the award are met."""

    eligible: bool | None = Field(default=None, description="Whether all conditions of the award are confirmed as met")
    option_outstanding: bool = Field(
        default=False, description="Whether a Minor or further Major on record is unfinished and not withdrawn"
    )


@rule(
    name="award.staying_on",
    title=Bilingual("Staying on instead of graduating", "延遲畢業繼續修讀"),
    clauses={
        "must_graduate": ("polyu-2024-25:6J-02", "polyu-2018-19:3N-02"),
        "option": ("polyu-2024-25:4M-13", "polyu-2018-19:3O-06"),
    },
    binds_by="term",
)
def staying_on(facts: StayingOnFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse to let an eligible student stay, such as to raise the GPA; others go on."""
    if facts.option_outstanding:
        finding = Finding(parameters.cite("option"), True, Message("award.staying.option", {}))
        return Decision.of([finding])
    if not facts.need("eligible"):
        return Decision.of([Finding(parameters.cite("must_graduate"), True, Message("award.staying.goes_on", {}))])
    cure = Cure(Message("award.staying.cure", {}))
    finding = Finding(parameters.cite("must_graduate"), False, Message("award.staying.refused", {}), cure)
    return Decision.of([finding])
