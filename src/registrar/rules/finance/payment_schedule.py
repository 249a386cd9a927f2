"""The fee deadlines of a term, by kind of debit note, as they are published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule


class PaymentScheduleFacts(Facts):
    """A term's dates of the academic calendar."""

    starts_on: date = Field(description="First day of the term")
    add_drop_ends: date = Field(description="Last day of add/drop")
    fee_deadline: date = Field(description="Fee deadline of the term")
    days_to_pay: int = Field(ge=0, description="Days given to pay a note that is issued after the fee deadline")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days around the deadline; weekends need not be given"
    )


@rule(
    name="finance.payment_schedule",
    title=Bilingual("Payment schedule of a term", "學期繳費時間表"),
    clauses={
        "published": ("polyu-2024-25:8A-20", "polyu-2018-19:FEE-A-14"),
        "flat": ("polyu-2024-25:8A-11", "polyu-2018-19:FEE-A-05"),
        "first_credits": ("polyu-2024-25:8A-13", "polyu-2018-19:FEE-A-07"),
        "further_credits": ("polyu-2024-25:8A-16", "polyu-2018-19:FEE-A-11"),
        "summer_credits": ("polyu-2024-25:8A-15", "polyu-2018-19:FEE-A-13"),
    },
    parameters=("finance.second_note_earliest_week", "finance.second_note_latest_week"),
    binds_by="term",
    kind="date",
    answer="first_deadline",
)
def payment_schedule(facts: PaymentScheduleFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say when the notes of a term are issued and due, from the dates that the deadlines of the notes are set by.

    The result has `notes`, one entry a kind of note (flat, first_credits, further_credits; summer_credits in a Summer
    Term) with the days of issue and of the deadline, the first and the last possible, and the clause; `first_deadline`
    is the earliest deadline of all, `hong_kong` and `outside` the days by which its payment is advised.
    """
    notes = _summer(facts, parameters) if Term.parse(facts.need("term")).is_summer else _semester(facts, parameters)
    first = min(note["due_from"] for note in notes)
    advice = parameters.apply("finance.pay_by", {"deadline": first, "closed_days": facts.closed_days})
    args = {"deadline": first}
    finding = Finding(parameters.cite("published"), True, Message("finance.payment_schedule.published", args))
    findings = [finding, *advice.findings]
    return Decision.of(findings, {"notes": notes, "first_deadline": first, **advice.result})


def _semester(facts: PaymentScheduleFacts, parameters: Parameters) -> tuple[dict[str, Any], ...]:
    """Flat fees and the first credits are due on the term's deadline, further credits some weeks into the semester."""
    weeks = parameters["finance.second_note_earliest_week"], parameters["finance.second_note_latest_week"]
    earliest, latest = (max(facts.starts_on + timedelta(weeks=week), facts.add_drop_ends) for week in weeks)
    return (
        _note("flat", None, None, facts, parameters),
        _note("first_credits", None, None, facts, parameters),
        _note("further_credits", earliest, latest, facts, parameters),
    )


def _summer(facts: PaymentScheduleFacts, parameters: Parameters) -> tuple[dict[str, Any], ...]:
    """A Summer Term has one note, for the credits taken, once add/drop is over."""
    after = facts.add_drop_ends + timedelta(days=1)
    return (_note("summer_credits", after, after, facts, parameters),)


def _note(
    kind: str, earliest: date | None, latest: date | None, facts: PaymentScheduleFacts, parameters: Parameters
) -> dict[str, Any]:
    """Return one kind of note; one that is issued after the term's deadline has days of its own to be paid."""
    due = [_due(day, facts) for day in (earliest, latest)]
    return {
        "kind": kind,
        "issued_from": earliest,
        "issued_to": latest,
        "due_from": due[0],
        "due_to": due[1],
        "cites": str(parameters.cite(kind)),
    }


def _due(issued: date | None, facts: PaymentScheduleFacts) -> date:
    if issued is None or issued <= facts.fee_deadline:
        return facts.fee_deadline
    return issued + timedelta(days=facts.days_to_pay)
