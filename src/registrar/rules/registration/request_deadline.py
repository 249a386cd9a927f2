"""Forms that close with add/drop."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class RequestDeadlineFacts(Facts):
    """What is asked for, when, and when add/drop ends."""

    request: Literal[
        "light_load", "second_retake", "special_approval", "drop_assigned", "waive_requirement", "exemption"
    ] = Field(description="What is asked for")
    filed_on: date = Field(description="Day on which the request came in")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop of the term")


@rule(
    name="registration.request_deadline",
    title=Bilingual("Requests that close with add/drop", "須於加退選期結束前提出的申請"),
    clauses={
        "light_load": ("polyu-2024-25:4K-03", "polyu-2018-19:3L-02"),
        "second_retake": ("polyu-2024-25:5C-05",),
        "special_approval": ("polyu-2024-25:5D-03", "polyu-2018-19:3S-01"),
        "drop_assigned": ("polyu-2024-25:5A-06", "polyu-2018-19:3P-04"),
        "waive_requirement": ("polyu-2024-25:5B-04",),
        "exemption": ("polyu-2024-25:5B-04", "polyu-2018-19:3Q-02"),
        "unset": ("polyu-2024-25:GAP-13",),
    },
    binds_by="term",
)
def request_deadline(facts: RequestDeadlineFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take a request until the last day of add/drop, that day included.

    The 2024/25 edition gives exemption no window; it is read like the other forms of the section. The approval to drop
    an assigned subject has to come first, so it can only come while subjects can be dropped.
    """
    if not parameters.has_clause(facts.request):
        return Decision.not_applicable()
    last = facts.need("add_drop_ends_on")
    held = facts.filed_on <= last
    args = {"filed": facts.filed_on, "last": last}
    message = Message("registration.request.in_time" if held else "registration.request.late", args)
    cure = None if held else Cure(Message("registration.cure.next_term"), authority="programme_department")
    silent = facts.request == "exemption" and parameters.has_clause("unset")
    reading = "registration.reading.no_window" if silent else None
    return Decision.of([Finding(parameters.cite(facts.request), held, message, cure, reading=reading)])
