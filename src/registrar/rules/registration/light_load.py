"""Fewer credits than a full-time student carries."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration._approval import Approval, naming


class LightLoadFacts(Facts):
    """The load before and after, and whether a light load was approved."""

    event: Literal["build_up", "drop", "close", "taken_away"] = Field(
        description="Adding subjects, dropping one, the end of add/drop, or a subject cancelled or removed after it"
    )
    full_time: bool | None = Field(default=None, description="Whether the programme is full-time")
    credits_before: int = Field(ge=0, description="Credits before the step")
    credits_after: int = Field(ge=0, description="Credits after the step")
    approved: bool = Field(default=False, description="Whether a light load is approved for this term")
    approval: Approval | None = Field(default=None, description="The approval of the light load on record")
    last_day: date | None = Field(default=None, description="Last day of add/drop, until which the form is taken")


@rule(
    name="registration.light_load",
    title=Bilingual("Fewer credits than a full-time load", "全日制學生修讀學分不足"),
    clauses={"light_load": ("polyu-2024-25:4K-03", "polyu-2018-19:3L-02")},
    parameters=("registration.full_time_min_credits", "registration.light_load_form"),
    binds_by="term",
)
def light_load(facts: LightLoadFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a drop that takes a full-time student below the full load without the approved form.

    A load may be built up from nothing; at the end of add/drop one that stayed light needs the department's approval
    and is listed (`listed` in the result). A load that falls because a subject is cancelled or removed is no breach;
    the department is told. Zero credits is another matter (dropping the last subject).
    """
    if not facts.need("full_time"):
        return Decision.not_applicable()
    least: int = parameters["registration.full_time_min_credits"]
    form: str = parameters["registration.light_load_form"]
    args = {"credits": facts.credits_after, "least": least, "form": form}
    clause = parameters.cite("light_load")
    cure = Cure(Message("registration.cure.light_load", args), form, "programme_department", by=facts.last_day)
    light = 0 < facts.credits_after < least
    if not light or facts.approved:
        key = "registration.light_load.approved" if light else "registration.light_load.enough"
        used = naming(clause, facts.approval) if light else ()
        return Decision.of([Finding(clause, True, Message(key, args)), *used], {"listed": False})
    if facts.event == "taken_away":
        message = Message("registration.light_load.taken_away", args)
        reading = "registration.reading.light_load_taken_away"
        return Decision.of([Finding(clause, False, message, cure, advice=True, reading=reading)], {"listed": True})
    if facts.event == "close":
        message = Message("registration.light_load.listed", args)
        reading = "registration.reading.light_load"
        finding = Finding(clause, False, message, cure, reading=reading, approval="programme_department")
        return Decision.of([finding], {"listed": True})
    crossing = facts.event == "drop" and facts.credits_before >= least
    key = "registration.light_load.crossing" if crossing else "registration.light_load.so_far"
    return Decision.of([Finding(clause, False, Message(key, args), cure, advice=not crossing)], {"listed": False})
