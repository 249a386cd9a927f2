"""How a charge by credits is spread over debit notes."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money, Term
from registrar.rulebook import Amount, Facts, Parameters, rule


class CreditFeeNotesFacts(Facts):
    """A term of a student who is charged by credits, or who may be."""

    credit_fee: Amount = Field(description="Fee of one credit of the student's programme")
    charge: Amount | None = Field(
        default=None, description="Tuition of the term after add/drop; unknown while add/drop runs"
    )
    semester_start: date | None = Field(
        default=None, description="First day of the semester, for the days of the notes"
    )


@rule(
    name="finance.credit_fee_notes",
    title=Bilingual("Debit notes of a charge by credits", "按學分收費的繳費通知單"),
    clauses={
        "initial": ("polyu-2024-25:8A-13", "polyu-2018-19:FEE-A-07"),
        "summer": ("polyu-2024-25:8A-15", "polyu-2018-19:FEE-A-13"),
        "second": ("polyu-2024-25:8A-16", "polyu-2018-19:FEE-A-11"),
        "refund": ("polyu-2024-25:8A-17", "polyu-2018-19:FEE-A-12"),
    },
    parameters=("finance.initial_credits", "finance.second_note_earliest_week", "finance.second_note_latest_week"),
    binds_by="term",
    kind="amount",
    answer="first_debit_note",
)
def credit_fee_notes(facts: CreditFeeNotesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Split a term's tuition: so many credits first, the rest on a second debit note, or a refund of what was too much.

    In the Summer Term there is one note, after add/drop. Amounts in Hong Kong dollars. Until the charge is known only
    the first note is in the result.
    """
    if Term.parse(facts.need("term")).is_summer:
        return _summer(facts, parameters)
    ahead = parameters["finance.initial_credits"]
    first = facts.credit_fee * ahead
    args = {"credits": ahead, "credit_fee": facts.credit_fee, "amount": first}
    findings = [Finding(parameters.cite("initial"), True, Message("finance.credit_fee_notes.initial", args))]
    result: dict[str, object] = {"first_debit_note": first}
    if facts.charge is not None:
        more = facts.charge - first
        result["second_debit_note"] = max(more, Money.zero())
        result["refund"] = max(-more, Money.zero())
        findings.append(_settled(more, parameters))
    if facts.semester_start is not None:
        for name, weeks in (("from", "earliest"), ("to", "latest")):
            after = timedelta(weeks=parameters[f"finance.second_note_{weeks}_week"])
            result[f"second_note_{name}"] = facts.semester_start + after
    return Decision.of(findings, result)


def _summer(facts: CreditFeeNotesFacts, parameters: Parameters) -> Decision:
    """One note for the credits actually taken, after the Summer Term's add/drop."""
    result: dict[str, object] = {"first_debit_note": Money.zero()}
    if facts.charge is not None:
        result |= {"second_debit_note": facts.charge, "refund": Money.zero()}
    finding = Finding(parameters.cite("summer"), True, Message("finance.credit_fee_notes.summer", {}))
    return Decision.of([finding], result)


def _settled(more: Money, parameters: Parameters) -> Finding:
    """Say what happens to the difference between the charge and the first note."""
    if more < Money.zero():
        return Finding(parameters.cite("refund"), True, Message("finance.credit_fee_notes.refund", {"amount": -more}))
    if more:
        return Finding(parameters.cite("second"), True, Message("finance.credit_fee_notes.second", {"amount": more}))
    return Finding(parameters.cite("second"), True, Message("finance.credit_fee_notes.settled", {}))
