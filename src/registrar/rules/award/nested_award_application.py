"""AR84c: graduating with a specific award of a programme that has several."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class NestedAwardApplicationFacts(Facts):
    """The programme's awards, the semester's teaching, and the application."""

    level: str = Field(description="Level of the programme")
    awards: int = Field(ge=1, description="Awards or streams of the programme")
    teaching_ends: date = Field(description="Last day of the semester's last week of teaching")
    applied_on: date | None = Field(default=None, description="Day of the application; none: asked for today")


@rule(
    name="award.nested_award_application",
    title=Bilingual("Application for a specific award", "申請以指定學術資格畢業"),
    clauses={
        "form": ("polyu-2024-25:6K-01",),
        "deadline": ("polyu-2024-25:6K-02",),
        "record": ("polyu-2024-25:6K-03",),
    },
    parameters=("award.application_levels", "award.nested_form", "award.nested_reply_days"),
    binds_by="term",
)
def nested_award_application(facts: NestedAwardApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the form until teaching ends; a late one is taken without a promise for that semester.

    NOT_APPLICABLE to undergraduate degrees, whose students apply in the portal, and to programmes with one award.
    Result: `deadline`, `late`, `reply_by` (after which the student asks the department).
    """
    form = parameters["award.nested_form"]
    clause = parameters.cite("form")
    if facts.level in parameters["award.application_levels"]:
        return Decision.not_applicable([Finding(clause, True, Message("award.nested.undergraduate", {"form": form}))])
    if facts.awards < 2:
        return Decision.not_applicable([Finding(clause, True, Message("award.nested.one_award", {"form": form}))])
    day, deadline = facts.applied_on or as_of, facts.teaching_ends
    reply_by = deadline + timedelta(days=parameters["award.nested_reply_days"])
    late = day > deadline
    args: dict[str, Any] = {"form": form, "deadline": deadline, "reply_by": reply_by}
    key = "award.nested.late" if late else "award.nested.in_time"
    cure = Cure(Message("award.nested.cure_late", args), form=form) if late else None
    findings = [
        Finding(clause, True, Message("award.nested.to_board", args)),
        Finding(
            parameters.cite("deadline"),
            not late,
            Message(key, args),
            cure,
            advice=True,
            reading="award.nested.reading_late" if late else None,
        ),
    ]
    if as_of > reply_by and not late:
        message = Message("award.nested.overdue", args)
        ask = Cure(Message("award.nested.cure_overdue", args), authority="department")
        findings.append(Finding(parameters.cite("deadline"), False, message, ask, advice=True))
    return Decision.of(findings, {"deadline": deadline, "late": late, "reply_by": reply_by})
