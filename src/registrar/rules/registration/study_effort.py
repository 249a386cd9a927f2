"""How many hours a load stands for."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class StudyEffortFacts(Facts):
    """A number of credits."""

    credits: int = Field(ge=0, description="Credits of a subject or of a semester")


@rule(
    name="registration.study_effort",
    title=Bilingual("Hours of study that credits stand for", "學分所代表的學習時數"),
    clauses={"effort": ("polyu-2024-25:2C-02",)},
    parameters=("registration.hours_per_credit_least", "registration.hours_per_credit_most"),
    binds_by="term",
    kind="figure",
    answer=("least", "most"),
)
def study_effort(facts: StudyEffortFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the range of hours, classes and private study together; it blocks nothing."""
    least = facts.credits * parameters["registration.hours_per_credit_least"]
    most = facts.credits * parameters["registration.hours_per_credit_most"]
    args = {"credits": facts.credits, "least": least, "most": most}
    message = Message("registration.effort.range", args)
    return Decision.of([Finding(parameters.cite("effort"), True, message)], {"least": least, "most": most})
