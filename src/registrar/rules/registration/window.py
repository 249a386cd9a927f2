"""When subjects and subject groups may be chosen and changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rulebook.facts import Record
from registrar.rules.registration.phase import PhaseFacts, phase

READING = "registration.reading.end_of_day"
BALLOT_READING = "registration.reading.ballot"


class BallotPeriod(Record):
    """A ballot on the places of the term whose results are not out yet."""

    state: Literal["open", "closed", "entering"] = Field(
        description="Wishes are taken; the places are being given; the places given are being entered"
    )
    closes: datetime = Field(description="End of the round, with its time zone")
    results_from: datetime = Field(description="When the results are announced for, with its time zone")


class WindowFacts(Facts):
    """What is to be done, when, and the periods of the term."""

    action: Literal["add", "drop", "change_group"] = Field(description="What is to be done")
    at: datetime = Field(description="The moment of the request, with its time zone")
    registration_from: datetime | None = Field(default=None, description="Opening of the registration period")
    registration_to: datetime | None = Field(default=None, description="End of the registration period")
    phase: PhaseFacts | None = Field(
        default=None, description="The phases in which registration opens to programmes and cohorts; empty: none"
    )
    add_drop_from: datetime | None = Field(default=None, description="Opening of add/drop")
    add_drop_to: datetime | None = Field(default=None, description="End of add/drop")
    by_department: bool = Field(default=False, description="Whether the department acts for the student")
    minor_subject: bool = Field(default=False, description="Whether the subject is taken for a Minor")
    timetable_on: date | None = Field(default=None, description="Day of release of the class timetable")
    ballot: BallotPeriod | None = Field(
        default=None, description="The ballot on the term's places, until its results are out; empty: none"
    )


@rule(
    name="registration.window",
    title=Bilingual("When subjects can be registered, dropped and changed", "科目註冊、退選及更改組別的時間"),
    clauses={
        "registration": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-08"),
        "add_drop": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01"),
        "no_drop_after": ("polyu-2024-25:5E-03", "polyu-2018-19:3T-01"),
        "department": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
        "minor": ("polyu-2018-19:3P-06",),
        "hour": ("polyu-2024-25:GAP-07",),
        "ballot": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-08"),
    },
    binds_by="term",
)
def window(facts: WindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open in registration and in add/drop, until the last second of the last day; not binding departments.

    Registration may open to programmes and cohorts one after the other; add/drop is open to everybody.

    The handbook gives deadlines without an hour; they are read as the end of the day in Hong Kong (GAP-07). After
    add/drop nothing is dropped: leaving a subject is then a withdrawal. Where the places of the term are given by
    ballot, nobody takes one directly from the opening of the round until its results are out; a department may, except
    in the minutes in which the places given are entered.
    """
    if facts.ballot is not None and facts.action != "drop":
        refused = _ballot(facts.ballot, facts.by_department, parameters)
        if refused is not None:
            return Decision.of([refused])
    if facts.by_department:
        return Decision.of([Finding(parameters.cite("department"), True, Message("registration.window.department"))])
    findings = [_period(facts, parameters)]
    if facts.minor_subject and parameters.has_clause("minor"):
        release = facts.need("timetable_on")
        held = facts.at.date() >= release
        message = Message(
            "registration.window.minor_open" if held else "registration.window.minor_closed", {"day": release}
        )
        findings.append(Finding(parameters.cite("minor"), held, message, None if held else _wait(release)))
    return Decision.of(findings)


def _ballot(ballot: BallotPeriod, by_department: bool, parameters: Parameters) -> Finding | None:
    if by_department and ballot.state != "entering":
        return None
    args = {"until": ballot.closes, "results": ballot.results_from}
    if by_department:
        message, cure = Message("registration.window.ballot_entering", args), Cure(Message("registration.cure.minutes"))
    elif ballot.state == "open":
        message = Message("registration.window.ballot_open", args)
        cure = Cure(Message("registration.cure.rank_wishes", args), by=ballot.closes.date())
    else:
        message = Message("registration.window.ballot_closed", args)
        cure = Cure(Message("registration.cure.after_ballot"))
    return Finding(parameters.cite("ballot"), False, message, cure, reading=BALLOT_READING)


def _period(facts: WindowFacts, parameters: Parameters) -> Finding:
    own = parameters.apply(phase, facts.phase).result if facts.phase is not None else {}
    opens = own.get("opens") or facts.need("registration_from")
    closes = own.get("closes") or facts.need("registration_to")
    starts, ends = facts.need("add_drop_from"), facts.need("add_drop_to")
    if opens <= facts.at <= closes:
        message = Message("registration.window.registration_open", {"until": closes})
        return Finding(parameters.cite("registration"), True, message, reading=READING)
    if starts <= facts.at <= ends:
        message = Message("registration.window.add_drop_open", {"until": ends})
        return Finding(parameters.cite("add_drop"), True, message, reading=READING)
    if facts.at < starts:
        soon, clause = (opens, "registration") if facts.at < opens else (starts, "add_drop")
        key = "phase_not_yet" if soon is own.get("opens") else "not_yet"
        message = Message(f"registration.window.{key}", {"opens": soon})
        return Finding(parameters.cite(clause), False, message, _wait(soon), reading=READING)
    if facts.action == "drop":
        cure = Cure(Message("registration.cure.withdraw"), authority="programme_department")
        message = Message("registration.window.drop_over", {"ended": ends})
        return Finding(parameters.cite("no_drop_after"), False, message, cure, reading=READING)
    message = Message("registration.window.over", {"ended": ends})
    cure = Cure(Message("registration.cure.ask_department"), authority="programme_department")
    return Finding(parameters.cite("add_drop"), False, message, cure, reading=READING)


def _wait(moment: date | datetime) -> Cure:
    return Cure(Message("registration.cure.wait", {"moment": moment}))
