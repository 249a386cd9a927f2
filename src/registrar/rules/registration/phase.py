"""Which opening of registration is a student's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Record, rule


class Phase(Record):
    """A part of the registration period for some students; what is left empty fits everybody."""

    programmes: tuple[str, ...] = Field(default=(), description="Programme codes; empty: all")
    cohorts: tuple[str, ...] = Field(default=(), description="Academic years of admission; empty: all")
    levels: tuple[str, ...] = Field(default=(), description="Levels of the programme; empty: all")
    final_year_only: bool = Field(default=False, description="Whether it is for students in their final year only")
    opens: datetime = Field(description="Opening of the phase, with its time zone")
    closes: datetime = Field(description="End of the phase, with its time zone")


class PhaseFacts(Facts):
    """The student and the phases of the term's registration period."""

    programme: str = Field(description="Programme code")
    level: str = Field(default="", description="Level of the programme: bachelor, higher_diploma, ...")
    final_year: bool = Field(default=False, description="Whether the student is in the final year")
    phases: tuple[Phase, ...] = Field(default=(), description="Phases of the registration period")


@rule(
    name="registration.phase",
    title=Bilingual("When registration opens to a programme and cohort", "各課程及入學學年的科目註冊時段"),
    clauses={"schedule": ("polyu-2024-25:5A-05", "polyu-2018-19:3P-08")},
    binds_by="term",
    kind="date",
    answer="opens",
)
def phase(facts: PhaseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give a student the earliest phase whose description fits. Result: `opens` and `closes`.

    NOT_APPLICABLE where no phase fits: the general registration period holds. The handbook says only that students
    register by the registry's schedule; the phases are that schedule.
    """
    fitting = [one for one in facts.phases if _fits(one, facts)]
    if not fitting:
        return Decision.not_applicable()
    own = min(fitting, key=lambda one: one.opens)
    args: dict[str, Any] = {"opens": own.opens, "closes": own.closes, "programme": facts.programme}
    finding = Finding(parameters.cite("schedule"), True, Message("registration.window.phase", args))
    return Decision.of([finding], {"opens": own.opens, "closes": own.closes})


def _fits(one: Phase, facts: PhaseFacts) -> bool:
    return (
        (not one.programmes or facts.programme in one.programmes)
        and (not one.cohorts or facts.need("cohort") in one.cohorts)
        and (not one.levels or facts.level in one.levels)
        and (facts.final_year or not one.final_year_only)
    )
