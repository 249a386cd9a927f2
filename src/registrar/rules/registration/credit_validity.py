"""How long credits stay good for transfer."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Decision, Finding, Message
from registrar.rulebook import Cohort, Facts, Parameters, rule


class CreditValidityFacts(Facts):
    """When credits were earned and when their transfer was applied for."""

    completed_in: Cohort = Field(description="Academic year in which the subject was completed, such as 2018/19")
    applied_on: date = Field(description="Day of the application; the day of approval doesn't matter")
    departmental_years: int | None = Field(
        default=None, gt=0, description="Years of validity that the department set for the subject; empty: it set none"
    )


@rule(
    name="registration.credit_validity",
    title=Bilingual("How long credits may be transferred", "可轉移學分的有效期"),
    clauses={"validity": ("polyu-2024-25:5B-08", "polyu-2018-19:3Q-06")},
    parameters=("registration.credit_validity_years", "registration.academic_year_ends"),
    binds_by="event_date",
    kind="acceptance",
)
def credit_validity(facts: CreditValidityFacts, parameters: Parameters, as_of: date) -> Decision:
    """Accept credits applied for until the end of the last academic year of their validity. Result: `last_day`.

    The years are counted from the calendar year in which the academic year of completion ends.
    """
    years: int = facts.departmental_years or parameters["registration.credit_validity_years"]
    ends_in = AcademicYear.parse(facts.completed_in).start + 1 + years
    last = date.fromisoformat(f"{ends_in}-{parameters['registration.academic_year_ends']}")
    held = facts.applied_on <= last
    args: dict[str, Any] = {"year": facts.completed_in, "years": years, "applied": facts.applied_on, "last": last}
    message = Message("registration.transfer.credits_valid" if held else "registration.transfer.credits_expired", args)
    reading = "registration.reading.credit_validity"
    return Decision.of([Finding(parameters.cite("validity"), held, message, reading=reading)], {"last_day": last})
