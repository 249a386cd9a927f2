"""How long add/drop lasts."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule


class AddDropPeriodFacts(Facts):
    """The first day, and the last one if it has been set already."""

    opens_on: date = Field(description="First day of add/drop")
    closes_on: date | None = Field(default=None, description="Last day as set; empty to have it computed")


@rule(
    name="registration.add_drop_period",
    title=Bilingual("How long add/drop lasts", "加退選期的長短"),
    clauses={"length": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01")},
    parameters=("registration.add_drop_days", "registration.add_drop_days_summer"),
    binds_by="term",
    kind="date",
    answer="closes_on",
)
def add_drop_period(facts: AddDropPeriodFacts, parameters: Parameters, as_of: date) -> Decision:
    """Two weeks in the semesters, one in the Summer Term, counted with both ends; the result is the last day."""
    summer = Term.parse(facts.need("term")).is_summer
    days: int = parameters["registration.add_drop_days_summer" if summer else "registration.add_drop_days"]
    closes = facts.opens_on + timedelta(days=days - 1)
    held = facts.closes_on is None or facts.closes_on == closes
    message = Message(
        "registration.add_drop_period.right" if held else "registration.add_drop_period.wrong",
        {"days": days, "opens": facts.opens_on, "closes": closes},
    )
    return Decision.of([Finding(parameters.cite("length"), held, message)], {"closes_on": closes, "days": days})
