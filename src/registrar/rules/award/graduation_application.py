"""When students of undergraduate degrees apply for graduation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class GraduationApplicationFacts(Facts):
    """The semester's add/drop period, and who applies when."""

    level: str = Field(description="Level of the programme")
    has_option: bool = Field(default=False, description="Whether a Minor or a further Major is on record")
    add_drop_ends: date = Field(description="Last day of the semester's add/drop period")
    length_days: int | None = Field(default=None, description="Days that the window lasts; none: as usual")
    applied_on: date | None = Field(default=None, description="Day of the application; none: asked for today")
    expects_to_finish: bool | None = Field(
        default=None, description="Whether the requirements are expected to be met in this semester"
    )


@rule(
    name="award.graduation_application",
    title=Bilingual("Application for graduation", "畢業申請"),
    clauses={
        "who": ("polyu-2024-25:6K-04", "polyu-2018-19:3O-06"),
        "window": ("polyu-2024-25:6K-05", "polyu-2018-19:3O-06"),
        "option": ("polyu-2024-25:4M-13", "polyu-2018-19:3O-06"),
    },
    parameters=(
        "award.application_levels",
        "award.application_needs_option",
        "award.application_days",
        "award.application_days_least",
        "award.application_days_most",
    ),
    binds_by="term",
)
def graduation_application(facts: GraduationApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take an application from the day after add/drop to the end of the window; later ones go to the department.

    NOT_APPLICABLE to programmes outside the scheme. Graduating isn't optional: who doesn't apply is listed and
    reminded, and the department settles the subjects. Result: `opens`, `closes`, `in_time`.
    """
    only_options = parameters["award.application_needs_option"] and not facts.has_option
    if facts.level not in parameters["award.application_levels"] or only_options:
        message = Message("award.application.other_programme", {})
        return Decision.not_applicable([Finding(parameters.cite("who"), True, message)])
    days = parameters["award.application_days"] if facts.length_days is None else facts.length_days
    least, most = parameters["award.application_days_least"], parameters["award.application_days_most"]
    findings = [_finding_length(days, least, most, parameters)] if not least <= days <= most else []
    opens = facts.add_drop_ends + timedelta(days=1)
    closes = opens + timedelta(days=days - 1)
    day = facts.applied_on or as_of
    args: dict[str, Any] = {"opens": opens, "closes": closes}
    clause = parameters.cite("option" if facts.has_option else "window")
    reading = "award.application.reading_window"
    if day < opens:
        cure = Cure(Message("award.application.cure_wait", args))
        findings.append(Finding(clause, False, Message("award.application.not_open", args), cure, reading=reading))
    elif day > closes:
        cure = Cure(Message("award.application.cure_late", args), authority="department")
        findings.append(Finding(clause, False, Message("award.application.closed", args), cure, reading=reading))
    else:
        findings.append(Finding(clause, True, Message("award.application.open", args), reading=reading))
    if facts.expects_to_finish is False:
        message = Message("award.application.not_expected", {})
        findings.append(Finding(parameters.cite("who"), False, message, advice=True))
    return Decision.of(findings, {"opens": opens, "closes": closes, "in_time": opens <= day <= closes})


def _finding_length(days: int, least: int, most: int, parameters: Parameters) -> Finding:
    args = {"days": days, "least": least, "most": most}
    cure = Cure(Message("award.application.cure_length", args), authority="academic_registry")
    return Finding(parameters.cite("window"), False, Message("award.application.length", args), cure)
