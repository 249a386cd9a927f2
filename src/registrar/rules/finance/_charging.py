"""What the fee rules share: the lines of a charge, and what to say where no price is listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from registrar.kernel import Citation, Cure, Decision, Finding, Message, Money
from registrar.rulebook import MissingFact, Parameters
from registrar.rulebook.fees import NotListed, NotOffered, Source

Line = Mapping[str, Any]

FINANCE_OFFICE = "finance_office"


def charge_line(
    item: str,
    basis: str,
    unit_price: Money,
    quantity: int,
    citations: Iterable[Citation],
    source: Source | None = None,
    **more: Any,
) -> Line:
    """Return one line of a charge: what for, unit price times quantity, the clauses that raise it, the table row."""
    line: dict[str, Any] = {
        "item": item,
        "basis": basis,
        "unit_price": unit_price,
        "quantity": quantity,
        "amount": unit_price * quantity,
        "cites": [str(citation) for citation in dict.fromkeys(citations)],
    }
    if source is not None:
        line["row"] = str(source)
    return {**line, **more}


def total(lines: Iterable[Line]) -> Money:
    """Return the sum of the lines."""
    return sum((line["amount"] for line in lines), Money.zero())


def unlisted(answer: NotListed | NotOffered, clause: Citation, **args: Any) -> Finding:
    """Return the finding that there is no price, with the Finance Office as the way out.

    Raises MissingFact where the table has prices and only a fact is lacking to choose one.
    """
    if isinstance(answer, NotOffered):
        key = "finance.fee.not_offered"
    elif answer.reason.fact:
        raise MissingFact(answer.reason.name_of_fact)
    else:
        key = f"finance.fee.not_listed.{answer.reason.value}"
    cure = Cure(Message("finance.fee.ask_finance_office", {}), authority=FINANCE_OFFICE)
    return Finding(clause, None, Message(key, args), cure=cure)


def spread(
    findings: Iterable[Finding],
    result: Mapping[str, Any],
    credit_fee: Money | None,
    charge: Money | None,
    term: str | None,
    parameters: Parameters,
) -> Decision:
    """Return the decision on a charge with the debit notes it spreads over; without a credit fee it is one note.

    `charge` is None while it isn't known yet; the first note of a credit-fee student is known all the same.
    """
    if credit_fee is None:
        one = {"first_debit_note": charge, "second_debit_note": Money.zero(), "refund": Money.zero()}
        return Decision.of(findings, {**result, **one})
    facts = {"term": term, "credit_fee": credit_fee, "charge": charge}
    notes = parameters.apply("finance.credit_fee_notes", facts)
    return Decision.of([*findings, *notes.findings], {**result, **notes.result})
