"""By when an application for recognition of earlier study is answered."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, WorkingDays
from registrar.rulebook import Facts, Parameters, rule


class ReplyDueFacts(Facts):
    """An application and the days on which the house is shut."""

    request: Literal["exemption", "waive_requirement", "credit_transfer"] = Field(description="What is applied for")
    received_on: date = Field(description="Day on which the application was received")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days after that day; weekends need not be given"
    )


@rule(
    name="registration.reply_due",
    title=Bilingual("When a result of exemption or credit transfer is due", "豁免及學分轉移申請的回覆期限"),
    clauses={
        "exemption": ("polyu-2024-25:5B-04", "polyu-2018-19:3Q-02"),
        "waive_requirement": ("polyu-2024-25:5B-04",),
        "credit_transfer": ("polyu-2024-25:5B-05", "polyu-2018-19:3Q-14"),
    },
    parameters=("registration.recognition_reply_days",),
    binds_by="event_date",
    kind="date",
    answer="due_on",
)
def reply_due(facts: ReplyDueFacts, parameters: Parameters, as_of: date) -> Decision:
    """Count the working days within which the department normally answers. Result: `due_on`, `overdue` as of the day.

    Not applicable to what the edition has no form for.
    """
    if not parameters.has_clause(facts.request):
        return Decision.not_applicable()
    days: int = parameters["registration.recognition_reply_days"]
    due = WorkingDays.without(facts.closed_days).after(facts.received_on, days)
    args: dict[str, Any] = {"received": facts.received_on, "due": due, "days": days}
    message = Message("registration.recognition.reply_due", args)
    return Decision.of(
        [Finding(parameters.cite(facts.request), True, message)], {"due_on": due, "overdue": as_of > due}
    )
