"""Which cohort a study belongs to."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Cohort, Facts, Parameters, TermKey, rule


class AdmissionYearFacts(Facts):
    """How a study began."""

    term: TermKey = Field(description="First term of the study, such as 2019/20-S2")
    began_by: Literal["admission", "re_admission", "transfer"] = Field(
        description="Admission, re-admission, or transfer from another programme"
    )
    earlier_cohort: Cohort | None = Field(
        default=None, description="Academic year of admission to the programme transferred from"
    )
    set_by_registry: Cohort | None = Field(
        default=None, description="Academic year of admission that the registry set at the transfer; empty: none"
    )


@rule(
    name="enrolment.admission_year",
    title=Bilingual("Year of admission", "入學學年"),
    clauses={"cohort": ("polyu-2024-25:GAP-09",)},
    binds_by="event_date",
    kind="figure",
    answer="cohort",
)
def admission_year(facts: AdmissionYearFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the academic year of admission by which rules for cohorts ask. Result: `cohort`.

    A start in mid-year belongs to the academic year in which it falls, re-admission begins a new year, and a transfer
    keeps the earlier one unless the registry sets another. The handbook is silent; this is a reading throughout.
    """
    year = str(Term.parse(facts.term).year)
    key = "started"
    if facts.began_by == "transfer":
        year = facts.set_by_registry or facts.need("earlier_cohort")
        key = "set_by_registry" if facts.set_by_registry else "kept_on_transfer"
    args: dict[str, Any] = {"cohort": year}
    reading = "enrolment.reading.admission_year"
    finding = Finding(parameters.cite("cohort"), True, Message(f"enrolment.cohort.{key}", args), reading=reading)
    return Decision.of([finding], {"cohort": year})
