"""When class timetables come out."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule


class TimetableReleaseFacts(Facts):
    """The day set for the release, and the opening of registration."""

    release_on: date | None = Field(default=None, description="Day of release of the class timetable")
    registration_opens_on: date | None = Field(
        default=None, description="First day of subject registration; empty: unset"
    )


@rule(
    name="registration.timetable_release",
    title=Bilingual("When class timetables come out", "上課時間表的公布日期"),
    clauses={"release": ("polyu-2024-25:5A-09", "polyu-2018-19:3P-03")},
    parameters=("registration.first_timetable_release", "registration.last_timetable_release"),
    binds_by="term",
    kind="date",
    answer="release_on",
)
def timetable_release(facts: TimetableReleaseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Warn of a release outside the usual days of its term, or after registration opens; refuse nothing.

    Result: `release_on`, and `shown`: whether the timetable is to be seen on the day. The days stand for "around late
    July" and the like.
    """
    day: date = facts.need("release_on")
    part = Term.parse(facts.need("term")).part
    first, last = (parameters[f"registration.{end}_timetable_release"][part] for end in ("first", "last"))
    args: dict[str, Any] = {"day": day}
    clause, reading = parameters.cite("release"), "registration.reading.timetable_release"
    # Months and days with two digits sort as text.
    place = f"{day:%m-%d}"
    usual = first <= place <= last
    key = "usual" if usual else "early" if place < first else "late"
    cure = None if usual else Cure(Message("registration.cure.usual_release"), authority="registry")
    message = Message(f"registration.timetable.{key}", args)
    findings = [Finding(clause, usual, message, cure, advice=not usual, reading=reading)]
    opens = facts.registration_opens_on
    if opens is not None and day > opens:
        before = Cure(Message("registration.cure.release_before", {"opens": opens}), authority="registry", by=opens)
        message = Message("registration.timetable.after_opening", {**args, "opens": opens})
        findings.append(Finding(clause, False, message, before, advice=True))
    return Decision.of(findings, {"release_on": day, "shown": as_of >= day})
