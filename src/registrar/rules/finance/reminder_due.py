"""On which days a student is reminded of a debit note."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, WorkingDays
from registrar.rulebook import Facts, Parameters, rule


class ReminderDueFacts(Facts):
    """A debit note that waits for payment, and the reminders sent so far."""

    deadline: date = Field(description="Last day for paying; the deferred one where deferral was approved")
    issued_on: date = Field(description="Day on which the debit note was issued")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days around the deadline; weekends need not be given"
    )


@rule(
    name="finance.reminder_due",
    title=Bilingual("Reminders of debit notes", "繳費提示"),
    clauses={"deadline": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09")},
    parameters=("finance.reminder_working_days",),
    binds_by="event_date",
    kind="figure",
    answer="reminder",
)
def reminder_due(facts: ReminderDueFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say which reminder is due by now: result `reminder`, in working days before the deadline, 0 for none.

    The latest one whose day has come counts, so that a run a day late sends one reminder and not two. A note issued
    after the day of a reminder came with its own notice; after the deadline nobody is reminded. The handbook obliges
    nobody to remind: the days are the university's own choice.
    """
    clause, reading = parameters.cite("deadline"), "finance.reminder.reading"
    calendar = WorkingDays.without(facts.closed_days)
    days = {count: calendar.before(facts.deadline, count) for count in parameters["finance.reminder_working_days"]}
    come = [count for count, day in days.items() if facts.issued_on < day <= as_of <= facts.deadline]
    reminder = min(come, default=0)
    args = {"deadline": facts.deadline, "days": reminder}
    key = "finance.reminder.due" if reminder else "finance.reminder.none"
    finding = Finding(clause, True, Message(key, args), reading=reading)
    return Decision.of([finding], {"reminder": reminder})
