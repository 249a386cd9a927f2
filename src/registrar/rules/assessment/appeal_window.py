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
    cure = Cure(Message("assessment.appeal.cure"), by=last)
    if as_of < facts.announced_on:
        message = Message("assessment.appeal.not_yet", {"day": facts.announced_on})
    elif as_of <= last:
        message = Message("assessment.appeal.open", {"day": last})
    else:
        message = Message("assessment.appeal.over", {"day": last})
        cure = Cure(Message("assessment.appeal.cure_late"), authority="department")
    open_, reading = facts.announced_on <= as_of <= last, "assessment.appeal.reading"
    return Decision.of([Finding(parameters.cite("window"), open_, message, cure, reading=reading)], {"last_day": last})
