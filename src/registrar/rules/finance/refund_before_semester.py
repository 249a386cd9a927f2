"""Tuition back when a student defers or withdraws before the semester begins."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class RefundBeforeSemesterFacts(Facts):
    """An approved application to defer or withdraw, and the tuition paid for the semester that it names."""

    event: Literal["deferment", "withdrawal"] = Field(description="Deferment or withdrawal of study")
    funding: Literal["ugc", "self_financed"] = Field(description="How the programme is funded")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    jupas: bool | None = Field(default=None, description="Admitted through JUPAS")
    new_student: bool = Field(description="The first semester of the programme has not begun yet")
    paid: Amount = Field(description="Tuition paid for the semester, the initial fee included")
    applied_on: date = Field(description="Day on which the application was handed in")
    approval: str | None = Field(
        default=None,
        description="Approved form (AR6 or AR7) with its day, where the study's record shows no such event",
    )
    semester_start: date = Field(description="First day of the semester")


@rule(
    name="finance.refund_before_semester",
    title=Bilingual("Refund of tuition before the semester", "學期開始前退還學費"),
    clauses={
        "deferment": ("polyu-2024-25:4H-07", "polyu-2018-19:3I-05"),
        "withdrawal": ("polyu-2024-25:4L-05", "polyu-2018-19:3M-04"),
        "running": ("polyu-2024-25:8G-04", "polyu-2018-19:3M-03"),
        "default": ("polyu-2024-25:8G-01", "polyu-2018-19:FEE-G-01"),
    },
    parameters=("finance.refund_deduction",),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def refund_before_semester(facts: RefundBeforeSemesterFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give back the semester's tuition to UGC-funded students who applied before its first day.

    A new student has an amount deducted, by residency and in 2018/19 by route of admission; nothing goes back when no
    more than that was paid. A current student has nothing deducted (a reading: the handbook waives the deduction
    without saying that they are refunded). REFUSED where nothing goes back. Result: `deduction`, `amount` in HK$.
    """
    clause = parameters.cite(facts.event)
    nothing = {"amount": Money.zero()}
    if facts.funding != "ugc":
        message = Message("finance.refund_before_semester.self_financed")
        return Decision.of([Finding(parameters.cite("default"), False, message)], nothing)
    days = {"applied": facts.applied_on, "start": facts.semester_start}
    if facts.applied_on >= facts.semester_start:
        message = Message("finance.refund_before_semester.begun", days)
        return Decision.of([Finding(parameters.cite("running"), False, message)], nothing)
    said = "by_form" if facts.approval else "in_time"
    in_time = Finding(
        clause, True, Message(f"finance.refund_before_semester.{said}", {**days, "form": facts.approval or ""})
    )
    if not facts.new_student:
        return _given(in_time, _current(clause, facts.paid), facts.paid, Money.zero())
    deduction = _deduction(facts, parameters)
    args = {"paid": facts.paid, "deduction": deduction, "amount": max(facts.paid - deduction, Money.zero())}
    if facts.paid <= deduction:
        message = Message("finance.refund_before_semester.nothing_left", args)
        return Decision.of([in_time, Finding(clause, False, message)], nothing | {"deduction": deduction})
    reading = "finance.refund_before_semester.reading_new"
    deducted = Finding(clause, True, Message("finance.refund_before_semester.deducted", args), reading=reading)
    return _given(in_time, deducted, facts.paid, deduction)


def _given(in_time: Finding, why: Finding, paid: Money, deduction: Money) -> Decision:
    return Decision.of([in_time, why], {"deduction": deduction, "amount": paid - deduction})


def _current(clause: Citation, paid: Money) -> Finding:
    message = Message("finance.refund_before_semester.current", {"paid": paid})
    if not paid:
        message = Message("finance.refund_before_semester.unpaid")
    reading = "finance.refund_before_semester.reading_current"
    return Finding(clause, bool(paid), message, reading=reading)


def _deduction(facts: RefundBeforeSemesterFacts, parameters: Parameters) -> Money:
    """Return what stays; where both routes of admission cost the same, the route need not be known."""
    amounts = parameters["finance.refund_deduction"]
    if facts.residency == "nonlocal":
        kept: Money = amounts["nonlocal"]
    elif amounts["local_jupas"] == amounts["local_other"]:
        kept = amounts["local_jupas"]
    else:
        kept = amounts["local_jupas" if facts.need("jupas") else "local_other"]
    return kept
