"""Until when an announced result can be appealed against."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class AppealWindowFacts(Facts):
    """When overall results were announced."""

    announced_on: date = Field(description="Day of the public announcement of overall results")


@rule(
    name="assessment.appeal_window",
    title=Bilingual("Window for a first-stage appeal", "首階段上訴的期限"),
    clauses={"window": ("polyu-2024-25:6I-05",)},
    parameters=("assessment.appeal_days",),
    binds_by="event_date",
    kind="date",
    answer="last_day",
)
def appeal_window(facts: AppealWindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Tell the last day of an appeal against results, de-registration or classification, and whether it is past.

    Result: `last_day`.
    """
    last = facts.announced_on + timedelta(days=parameters["assessment.appeal_days"])
    open_ = as_of <= last
    key = "assessment.appeal.open" if open_ else "assessment.appeal.over"
    cure = Cure(Message("assessment.appeal.cure"), by=last) if open_ else None
    finding = Finding(parameters.cite("window"), open_, Message(key, {"day": last}), cure)
    return Decision.of([finding], {"last_day": last})
