"""When second debit notes are issued."""

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class SecondNoteWindowFacts(Facts):
    """A semester."""

    starts_on: date = Field(description="First day of the semester")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop, where it is known")


@rule(
    name="finance.second_note_window",
    title=Bilingual("When second debit notes are issued", "第二張繳費通知單的發出時間"),
    clauses={"weeks": ("polyu-2024-25:8A-16", "polyu-2018-19:FEE-A-11")},
    parameters=("finance.second_note_earliest_week", "finance.second_note_latest_week"),
    binds_by="term",
)
def second_note_window(facts: SecondNoteWindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the first and last day of issue (8A-16), never before add/drop has closed (a reading)."""
    first = facts.starts_on + timedelta(weeks=parameters["finance.second_note_earliest_week"])
    last = facts.starts_on + timedelta(weeks=parameters["finance.second_note_latest_week"])
    if facts.add_drop_ends_on is not None:
        first = max(first, facts.add_drop_ends_on + timedelta(days=1))
    args = {"first": first, "last": max(first, last)}
    finding = Finding(
        parameters.cite("weeks"), True, Message("finance.second_note.window", args), reading="finance.second_note.after"
    )
    return Decision.of([finding], args)
