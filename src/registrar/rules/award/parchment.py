"""Which day an award parchment bears, and when it is handed out."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ParchmentFacts(Facts):
    """When graduation was confirmed, and a penalty that defers it."""

    confirmed_on: date = Field(description="Day on which the graduation status was confirmed")
    deferred_until: date | None = Field(default=None, description="Last day to which a penalty defers graduation")


@rule(
    name="award.parchment",
    title=Bilingual("Date of the award parchment", "畢業證書日期"),
    clauses={
        "cut_off": ("polyu-2024-25:7C-01",),
        "handed_out": ("polyu-2024-25:7C-02",),
        "deferred": ("polyu-2024-25:11B-16",),
    },
    parameters=("award.parchment_cut_offs", "award.parchment_handed_out"),
    binds_by="term",
    kind="date",
    answer="dated",
)
def parchment(facts: ParchmentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the first cut-off on or after the day of confirmation, or after the last day of a deferral.

    Result: `dated`, which is also the day of conferment, and `handed_out`, a day in the middle of the month in which
    the parchments of that cut-off are handed out. Between the last cut-off of a year and the first of the next the
    March issue follows.
    """
    if not parameters.has_clause("cut_off"):
        return Decision.not_applicable()
    earliest = facts.confirmed_on
    findings = []
    if facts.deferred_until is not None:
        earliest = max(earliest, facts.deferred_until + timedelta(days=1))
        args = {"day": facts.deferred_until}
        findings.append(Finding(parameters.cite("deferred"), True, Message("award.parchment.deferred", args)))
    dated = _first(parameters["award.parchment_cut_offs"], earliest)
    handed_out = _first(parameters["award.parchment_handed_out"], dated)
    reading = "award.parchment.reading"
    findings += [
        Finding(parameters.cite("cut_off"), True, Message("award.parchment.dated", {"day": dated}), reading=reading),
        Finding(parameters.cite("handed_out"), True, Message("award.parchment.handed_out", {"day": handed_out})),
    ]
    return Decision.of(findings, {"dated": dated, "handed_out": handed_out})


def _first(days: list[str], earliest: date) -> date:
    """Return the first of some days of every year, such as "03-15", that isn't before a day."""
    if earliest.year == date.max.year:
        raise OverflowError("the calendar ends here")
    years = (earliest.year, earliest.year + 1)
    every = (date.fromisoformat(f"{year}-{day}") for year in years for day in days)
    return min(day for day in every if day >= earliest)
