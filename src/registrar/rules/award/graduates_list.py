"""What the Graduates List prints of a graduate."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class GraduatesListFacts(Facts):
    """A graduate's class and the day of the award."""

    classification: str = Field(default="", description="Class of the award, by code; empty: none")
    deferred_until: date | None = Field(default=None, description="Last day to which a penalty defers graduation")


@rule(
    name="award.graduates_list",
    title=Bilingual("Graduates List", "畢業生名單"),
    clauses={"list": ("polyu-2018-19:3D-07", "polyu-2024-25:4C-14"), "deferred": ("polyu-2024-25:11B-16",)},
    parameters=("award.listed_classes",),
    binds_by="event_date",
)
def graduates_list(facts: GraduatesListFacts, parameters: Parameters, as_of: date) -> Decision:
    """Print name and award of every graduate, and the class for the listed ones only; deferred ones wait.

    Result: `show_class`.
    """
    until = facts.deferred_until
    if until is not None and as_of <= until:
        cure = Cure(Message("award.eligibility.cure_deferred", {"day": until}))
        finding = Finding(parameters.cite("deferred"), False, Message("award.list.deferred", {"day": until}), cure)
        return Decision.of([finding], {"show_class": False})
    shown = facts.classification in parameters["award.listed_classes"]
    key = "award.list.with_class" if shown else "award.list.without_class"
    return Decision.of([Finding(parameters.cite("list"), True, Message(key, {}))], {"show_class": shown})
