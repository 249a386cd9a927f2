"""The study plan that a student on probation hands in."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ProbationFormFacts(Facts):
    """When results came out and when the form came in."""

    on_probation: bool = Field(description="Whether the results put the student on academic probation")
    announced_on: date = Field(description="Day of the announcement of results")
    submitted_on: date | None = Field(default=None, description="Day on which the form was handed in, if it was")
    asked_on: date | None = Field(
        default=None, description="Day on which it is asked whether the form is late, if not that of the decision"
    )


@rule(
    name="assessment.probation_form",
    title=Bilingual("Study plan of a student on probation (AR150)", "學業察看學生的修讀計劃（AR150）"),
    clauses={"due": ("polyu-2024-25:6C-05", "polyu-2018-19:3P-02")},
    parameters=("assessment.probation_form_days",),
    binds_by="event_date",
    kind="date",
    answer="due_on",
)
def probation_form(facts: ProbationFormFacts, parameters: Parameters, as_of: date) -> Decision:
    """Tell when the form is due and whether it is late; late forms are taken and flagged. Result: `due_on`, `late`.

    The announcement of results starts the week, whichever term they belong to, so its day picks the edition.
    """
    cite = parameters.cite("due")
    if not facts.on_probation:
        return Decision.not_applicable([Finding(cite, True, Message("assessment.probation_form.none", {}))])
    due = facts.announced_on + timedelta(days=parameters["assessment.probation_form_days"])
    late = (facts.submitted_on or facts.asked_on or as_of) > due
    key = f"assessment.probation_form.{'late' if late else 'in_time'}"
    finding = Finding(
        cite, not late, Message(key, {"day": due}), advice=True, reading="assessment.probation_form.reading"
    )
    return Decision.of([finding], {"due_on": due, "late": late})
