"""May this student wait for a place in this group?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration.add_subject import PARTS as ADD_PARTS
from registrar.rules.registration.add_subject import AddSubjectFacts
from registrar.rules.registration.change_group import PARTS as CHANGE_PARTS
from registrar.rules.registration.change_group import ChangeGroupFacts
from registrar.rules.registration.seat import SeatFacts, seat
from registrar.rules.registration.window import WindowFacts, window

READING = "registration.reading.waiting_list"

# What the student can put right until a place is offered: credits, meeting times, a co-requisite not registered yet.
CURABLE_PARTS = frozenset({"credit_ceiling", "timetable_clash"})
CURABLE_MESSAGES = frozenset({"registration.corequisite.missing"})
# These two are answered by findings of this rule; what only advises on a registration says nothing about waiting.
OWN_PARTS = frozenset({"window", "seat", "light_load"})


class JoinWaitingListFacts(Facts):
    """What registering in the group rests on, and the lists that the student stands in."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="Group code")
    add: AddSubjectFacts | None = Field(default=None, description="Facts of registering it; empty: it is registered")
    change: ChangeGroupFacts | None = Field(
        default=None, description="Facts of changing the group, for a student in another group of the subject"
    )
    window: WindowFacts = Field(description="The periods of the term")
    seat: SeatFacts = Field(description="Places in the group")
    waiting_already: bool = Field(default=False, description="Whether the student stands in this list")
    closed: bool = Field(default=False, description="Whether the department closed the list")
    lists: int = Field(default=0, ge=0, description="Lists of the term that the student stands in")


@rule(
    name="registration.join_waiting_list",
    title=Bilingual("Joining a waiting list", "加入候補名單"),
    clauses={
        "list": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-11"),
        "add_drop": ("polyu-2024-25:5E-01", "polyu-2018-19:3T-01"),
    },
    parameters=("registration.max_waiting_lists",),
    binds_by="term",
)
def join_waiting_list(facts: JoinWaitingListFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let students wait who could take the subject if only the group weren't full.

    Everything that registering asks is asked now. What the student can still put right (too many credits, a clash, a
    co-requisite) warns only; everything else refuses, and so do a free place and a list too many. Lists are open
    while the student may register, and between the registration period and add/drop.
    """
    findings = [_period(facts, parameters), _place(facts, parameters), *_lists(facts, parameters)]
    findings += _others(facts, parameters)
    return Decision.of(findings)


def _period(facts: JoinWaitingListFacts, parameters: Parameters) -> Finding:
    """Lists are open while the student may register, and between the periods, when nobody may."""
    periods = facts.window
    asked = parameters.apply(window, periods)
    if asked.allowed or periods.need("registration_to") < periods.at < periods.need("add_drop_from"):
        args = {"subject": facts.subject, "group": facts.group, "until": periods.need("add_drop_to")}
        return Finding(parameters.cite("add_drop"), True, Message("registration.list.open", args), reading=READING)
    return next(finding for finding in asked.findings if not finding.holds)


def _place(facts: JoinWaitingListFacts, parameters: Parameters) -> Finding:
    args: dict[str, Any] = {"subject": facts.subject, "group": facts.group, "waiting": facts.seat.waiting}
    clause = parameters.cite("list")
    if facts.seat.cancelled:
        return parameters.apply(seat, facts.seat).findings[0]
    if facts.closed:
        cure = Cure(Message("registration.cure.ask_department"), authority="programme_department")
        return Finding(clause, False, Message("registration.list.closed", args), cure, reading=READING)
    if facts.waiting_already:
        cure = Cure(Message("registration.cure.see_waiting"))
        return Finding(clause, False, Message("registration.list.waiting_already", args), cure, reading=READING)
    if parameters.apply(seat, facts.seat).allowed:
        cure = Cure(Message("registration.cure.register_now", args))
        return Finding(clause, False, Message("registration.list.free", args), cure, reading=READING)
    return Finding(clause, True, Message("registration.list.full", args), reading=READING)


def _lists(facts: JoinWaitingListFacts, parameters: Parameters) -> Iterator[Finding]:
    if facts.waiting_already:
        return
    most: int = parameters["registration.max_waiting_lists"]
    args = {"lists": facts.lists, "count": facts.lists + 1, "most": most}
    held = facts.lists < most
    cure = None if held else Cure(Message("registration.cure.leave_a_list"))
    message = Message("registration.list.count" if held else "registration.list.too_many", args)
    yield Finding(parameters.cite("list"), held, message, cure, reading=READING)


def _others(facts: JoinWaitingListFacts, parameters: Parameters) -> Iterator[Finding]:
    """Everything else that registering the subject, or moving to the group, asks."""
    if facts.change is not None and facts.change.same_group:
        args = {"subject": facts.subject, "group": facts.group}
        cure = Cure(Message("registration.cure.look_again"))
        yield Finding(parameters.cite("list"), False, Message("registration.change.same_group", args), cure)
    asked: Facts | None = facts.change if facts.change is not None else facts.add
    for name, part in CHANGE_PARTS if facts.change is not None else ADD_PARTS:
        known = getattr(asked, name, None)
        if known is None or name in OWN_PARTS:
            continue
        for finding in parameters.apply(part, known).findings:
            curable = name in CURABLE_PARTS or finding.message.key in CURABLE_MESSAGES
            yield replace(finding, advice=True, approval=None) if curable and finding.holds is False else finding
