"""Whether an electronic parchment may be had beside the paper one."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ElectronicParchmentFacts(Facts):
    """The award as the parchment gives it."""

    dated: date = Field(description="Date of the parchment")
    retracted: bool = Field(default=False, description="The award has been taken back")


@rule(
    name="award.electronic_parchment",
    title=Bilingual("Electronic parchment", "電子畢業證書"),
    clauses={"electronic": ("polyu-2024-25:7C-07",), "retracted": ("polyu-2024-25:7C-10",)},
    parameters=("award.electronic_from_year",),
    binds_by="event_date",
)
def electronic_parchment(facts: ElectronicParchmentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Offer it to graduates of a year or later, by the calendar year of the parchment; never for a retracted award."""
    if facts.retracted:
        cure = Cure(Message("award.electronic.cure_retracted", {}))
        finding = Finding(parameters.cite("retracted"), False, Message("award.electronic.retracted", {}), cure)
        return Decision.of([finding])
    first = parameters["award.electronic_from_year"]
    clause, args = parameters.cite("electronic"), {"year": str(first)}
    reading = "award.electronic.reading"
    if facts.dated.year >= first:
        return Decision.of([Finding(clause, True, Message("award.electronic.offered", args), reading=reading)])
    paper = Cure(Message("award.electronic.cure_paper", args))
    return Decision.of([Finding(clause, False, Message("award.electronic.too_early", args), paper, reading=reading)])
