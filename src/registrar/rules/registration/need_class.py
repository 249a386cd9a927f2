"""How pressing a student's need of a subject is: the order of waiting lists and ballots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule

OTHER = "other"
"""The class of whoever fits none that the order names: behind everybody else."""

# What the handbook itself says of the order; every other step is a reading.
STATED = ("improvement",)


class NeedClassFacts(Facts):
    """One student and one subject that more students want than there are places."""

    subject: str = Field(description="Subject code")
    final_year: bool = Field(description="Whether the student is in the final year of the normal duration")
    category: Literal["compulsory", "elective", "gur", "minor", "additional"] | None = Field(
        default=None, description="Place of the subject in the student's programme; empty: it has none, so additional"
    )
    attempts: int = Field(default=0, ge=0, description="Times that the subject was taken and has a final result")
    latest_grade: str = Field(default="", description="Grade of the latest attempt; empty without one")
    stage: int | None = Field(default=None, ge=1, description="The student's year of study")
    pattern_stage: int | None = Field(
        default=None, ge=1, description="Year of study that the progression pattern fixes for it; empty: none"
    )
    has_place: bool = Field(
        default=False, description="Whether the student has a place in another group of the subject"
    )
    pattern_semester: Literal["S1", "S2", "ST"] | None = Field(
        default=None, description="Semester that the progression pattern fixes for it; empty: any"
    )


@rule(
    name="registration.need_class",
    title=Bilingual("Who comes first where places are short", "學額不足時的先後次序"),
    clauses={
        "final_year": ("polyu-2024-25:4D-02", "polyu-2018-19:3P-07"),
        "compulsory_due": ("polyu-2024-25:5A-02", "polyu-2018-19:3P-12"),
        "retake": ("polyu-2024-25:5C-08", "polyu-2018-19:3R-01"),
        "curriculum": ("polyu-2024-25:5A-01", "polyu-2018-19:3P-12"),
        "additional": ("polyu-2024-25:5F-01", "polyu-2018-19:3U-01"),
        "improvement": ("polyu-2018-19:3R-02",),
        "other": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
    },
    parameters=("registration.need_order", "registration.fail_grades"),
    binds_by="term",
    kind="figure",
    answer="class",
)
def need_class(facts: NeedClassFacts, parameters: Parameters, as_of: date) -> Decision:
    """Put a student into the first class of the order whose description fits; 1 comes first, ties are left to others.

    Never refuses. Result: `class` (1 and up), `name` (its key) and `order` (all keys). A final year counts for what the
    award needs, not for additional subjects; a compulsory subject counts from the semester in which the pattern puts it
    (at any time where none is fixed). In 2018/19 whoever wants a better grade stands behind everybody else;
    whoever has a place in another group of the subject and would rather change stands behind those who have none.
    """
    order: Sequence[str] = parameters["registration.need_order"]
    args: dict[str, Any]
    if facts.has_place:
        args = {"subject": facts.subject, "classes": len(order)}
        message = Message("registration.need.has_place", args)
        finding = Finding(parameters.cite(OTHER), True, message, reading="registration.reading.need_class")
        return Decision.of([finding], {"class": len(order) + 1, "name": OTHER, "order": list(order)})
    fitting = _fitting(facts, order, parameters)
    name = next((key for key in order if key in fitting), OTHER)
    number = order.index(name) + 1 if name in order else len(order) + 1
    args = {"subject": facts.subject, "class": number, "classes": len(order)}
    role = name if name in fitting and parameters.has_clause(name) else OTHER
    reading = None if name in STATED else "registration.reading.need_class"
    finding = Finding(parameters.cite(role), True, Message(f"registration.need.{role}", args), reading=reading)
    return Decision.of([finding], {"class": number, "name": name, "order": list(order)})


def _fitting(facts: NeedClassFacts, order: Sequence[str], parameters: Parameters) -> frozenset[str]:
    """Every class that the student could stand in."""
    again = facts.attempts > 0
    failed = again and facts.need("latest_grade") in parameters["registration.fail_grades"]
    if again and not failed and "improvement" in order:
        return frozenset({"improvement"})
    if facts.category in (None, "additional"):
        return frozenset({"additional"})
    found = {"curriculum"}
    if facts.final_year:
        found.add("final_year")
    if failed:
        found.add("retake")
    if facts.category == "compulsory" and _due(facts):
        found.add("compulsory_due")
    return frozenset(found)


def _due(facts: NeedClassFacts) -> bool:
    """Whether the pattern's place for the subject has come; what has no fixed place is due at any time."""
    if facts.pattern_stage is None:
        return True
    stage = facts.need("stage")
    if facts.pattern_stage != stage:
        return bool(facts.pattern_stage < stage)
    # S1 < S2 < ST also as text.
    return facts.pattern_semester is None or facts.pattern_semester <= Term.parse(facts.need("term")).part
