"""Major/Minor and Double Degree on the three-year curriculum."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ThreeYearOptionFacts(Facts):
    """The programme, the student, and the form."""

    option: Literal["major_minor", "double_degree"] = Field(description="What is opted for")
    programme_offers: bool = Field(
        description="Whether the programme is a UGC-funded full-time degree that offers the option"
    )
    invited: bool = Field(default=False, description="Whether the student was invited to opt")
    filed_on: date | None = Field(default=None, description="Day on which the form came in; empty: not yet")
    semester_starts_on: date | None = Field(
        default=None, description="First day of Semester Two of the first year (Semester One with advanced standing)"
    )
    departmental_deadline: date | None = Field(
        default=None, description="Last day that the department gave for a Double Degree"
    )


@rule(
    name="registration.three_year_option",
    title=Bilingual("Major/Minor and Double Degree on the three-year curriculum", "三年制課程的主修／副修及雙學位"),
    clauses={
        "window": ("polyu-2018-19:3N-01",),
        "who": ("polyu-2018-19:3N-04",),
    },
    parameters=("registration.three_year_option_form", "registration.three_year_option_weeks"),
    binds_by="event_date",
)
def three_year_option(facts: ThreeYearOptionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open the form to invited students of programmes with the option, in the first weeks of the semester.

    The department gives the last day for a Double Degree. NOT_APPLICABLE in 2024/25, which has no such curriculum.
    Result: `last_day`.
    """
    if not parameters.has_clause("who"):
        return Decision.not_applicable()
    form: str = parameters["registration.three_year_option_form"]
    args: dict[str, Any] = {"form": form}
    if not (facts.programme_offers and facts.invited):
        key = "registration.option.not_invited" if facts.programme_offers else "registration.option.not_offered"
        return Decision.of([Finding(parameters.cite("who"), False, Message(key, args))])
    findings = [Finding(parameters.cite("who"), True, Message("registration.option.invited", args))]
    last = _last_day(facts, parameters)
    filed = facts.filed_on or as_of
    held = filed <= last
    args |= {"filed": filed, "last": last}
    cure = Cure(Message("registration.cure.hand_in", args), form, by=last) if held and facts.filed_on is None else None
    message = Message("registration.request.in_time" if held else "registration.request.late", args)
    findings.append(Finding(parameters.cite("window"), held, message, cure))
    return Decision.of(findings, {"last_day": last})


def _last_day(facts: ThreeYearOptionFacts, parameters: Parameters) -> date:
    if facts.option == "double_degree":
        given: date = facts.need("departmental_deadline")
        return given
    starts: date = facts.need("semester_starts_on")
    weeks: int = parameters["registration.three_year_option_weeks"]
    return starts + timedelta(weeks=weeks, days=-1)
