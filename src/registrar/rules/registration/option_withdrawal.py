"""Giving up a Minor, a Second Major or a Secondary Major."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class OptionWithdrawalFacts(Facts):
    """What is given up, when it was asked for, and who approved."""

    option: Literal["minor", "second_major", "secondary_major"] = Field(description="What is given up")
    filed_on: date = Field(description="Day on which the request came in")
    last_add_drop_ends_on: date | None = Field(
        default=None, description="Last day of add/drop of the student's last semester"
    )
    last_semester_ahead: bool = Field(
        default=False, description="Whether the last semester lies beyond the calendar, so that its day is to come"
    )
    approved_by: tuple[
        Literal["minor_department", "second_major_department", "secondary_major_department", "major_department"], ...
    ] = Field(default=(), description="Departments that approved so far")


@rule(
    name="registration.option_withdrawal",
    title=Bilingual("Giving up a Minor or a further Major", "放棄副修或其他主修"),
    clauses={"withdrawal": ("polyu-2024-25:4M-06", "polyu-2018-19:3O-04")},
    parameters=("registration.option_withdrawal_approver",),
    binds_by="event_date",
)
def option_withdrawal(facts: OptionWithdrawalFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the request until the last day of the last semester's add/drop; one department must approve.

    The day is read as that of the request, which the approval may follow. Result: `approver`.
    """
    approvers = parameters["registration.option_withdrawal_approver"]
    if facts.option not in approvers:
        return Decision.not_applicable()
    approver = approvers[facts.option]
    clause, reading = parameters.cite("withdrawal"), "registration.reading.option_request_day"
    held, message = _in_time(facts)
    findings = [Finding(clause, held, message, reading=reading)]
    if held and approver in facts.approved_by:
        findings.append(Finding(clause, True, Message("registration.option.withdrawal_approved")))
    elif held:
        cure = Cure(Message("registration.cure.approve_option_withdrawal"), authority=approver)
        message = Message("registration.option.withdrawal_unapproved")
        findings.append(Finding(clause, False, message, cure, approval=approver))
    return Decision.of(findings, {"approver": approver})


def _in_time(facts: OptionWithdrawalFacts) -> tuple[bool, Message]:
    if facts.last_semester_ahead:
        return True, Message("registration.option.before_last_semester", {"filed": facts.filed_on})
    last = facts.need("last_add_drop_ends_on")
    args: dict[str, Any] = {"filed": facts.filed_on, "last": last}
    held = facts.filed_on <= last
    return held, Message("registration.request.in_time" if held else "registration.request.late", args)
