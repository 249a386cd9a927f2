"""What becomes of the caution money when a study ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule

_FORFEITS = {
    "unofficial_withdrawal": "unofficial",
    "discontinued": "unofficial",
    "expelled": "expelled",
}
_KEEPS = {"withdrawal_requested", "suspended", "still_studying"}


class CautionMoneySettlementFacts(Facts):
    """A study that ended, or might, and the deposit of its first registration."""

    event: Literal[
        "withdrawal_requested",
        "withdrawal_confirmed",
        "unofficial_withdrawal",
        "discontinued",
        "de_registered",
        "expelled",
        "suspended",
        "award_confirmed",
        "exchange_completed",
        "subject_based_completed",
        "still_studying",
    ] = Field(description="What happened to the study")
    event_on: date | None = Field(default=None, description="Day on which it happened, for the student identity card")
    held: Amount = Field(description="Caution money held")
    debts: Amount = Field(default=Money.zero(), description="Sum of the open debit notes and claims")
    card_returned_on: date | None = Field(
        default=None, description="Day on which the student identity card was returned, if it was"
    )


@rule(
    name="finance.caution_money_settlement",
    title=Bilingual("What becomes of the caution money", "保證金的處理"),
    clauses={
        "refund": ("polyu-2024-25:8I-04", "polyu-2018-19:FEE-I-03"),
        "withdrawal": ("polyu-2024-25:4L-06", "polyu-2018-19:3M-03"),
        "unofficial": ("polyu-2024-25:4L-07", "polyu-2018-19:FEE-I-03"),
        "expelled": ("polyu-2024-25:11B-12", "polyu-2018-19:FEE-I-03"),
        "award": ("polyu-2024-25:8I-05", "polyu-2018-19:FEE-I-03"),
        "fee": ("polyu-2024-25:8I-13", "polyu-2018-19:FEE-I-16"),
        "card": ("polyu-2018-19:3C-05",),
    },
    parameters=(
        "finance.caution_money_events",
        "finance.de_registration_deposit",
        "finance.card_return_weeks",
        "finance.graduation_fee",
    ),
    binds_by="event_date",
    kind="amount",
    answer="refund",
)
def caution_money_settlement(facts: CautionMoneySettlementFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refund, forfeit or convert the deposit, by what happened to the study.

    Refunded on the events that the edition names, when nothing is owed and (2018/19) the student identity card is back
    in time; de-registration is a reading that each university may set. Forfeited on leaving without the procedure, on
    expulsion and for a card that is not returned. Turned into the graduation fee on an award, whatever the sum.
    REFUSED with cures while something is in the way; `awaits` in the result names it. Result, in HK$: `refund`,
    `forfeited`, `converted`, and `to_pay` where no deposit covers the graduation fee.
    """
    if facts.event == "award_confirmed":
        return _award(facts, parameters)
    if facts.event in _KEEPS or not facts.held:
        key = "none_held" if not facts.held else facts.event
        finding = Finding(parameters.cite("refund"), False, Message(f"finance.caution_money_settlement.{key}"))
        return Decision.of([finding], {"refund": Money.zero()})
    if facts.event in _FORFEITS:
        return _forfeit(facts, parameters.cite(_FORFEITS[facts.event]), facts.event)
    if facts.event == "de_registered" and parameters["finance.de_registration_deposit"] != "refund":
        reading = "finance.caution_money_settlement.de_registered_reading"
        return _forfeit(facts, parameters.cite("refund"), "de_registered", reading)
    return _refund(facts, parameters, as_of)


def _award(facts: CautionMoneySettlementFacts, parameters: Parameters) -> Decision:
    """Turn the deposit into the graduation fee; without one the fee is to be paid."""
    if facts.held:
        message = Message("finance.caution_money_settlement.converted", {"amount": facts.held})
        reading = "finance.caution_money_settlement.converted_reading"
        finding = Finding(parameters.cite("award"), True, message, reading=reading)
        return Decision.of([finding], {"refund": Money.zero(), "converted": facts.held, "to_pay": Money.zero()})
    fee = parameters["finance.graduation_fee"]
    message = Message("finance.caution_money_settlement.fee_due", {"amount": fee})
    return Decision.of([Finding(parameters.cite("fee"), True, message)], {"refund": Money.zero(), "to_pay": fee})


def _forfeit(facts: CautionMoneySettlementFacts, clause: Citation, why: str, reading: str | None = None) -> Decision:
    message = Message(f"finance.caution_money_settlement.forfeited_{why}", {"amount": facts.held})
    finding = Finding(clause, True, message, reading=reading)
    return Decision.of([finding], {"refund": Money.zero(), "forfeited": facts.held})


def _refund(facts: CautionMoneySettlementFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refund what is held, unless the event is none that the edition names, or something is still in the way."""
    named = facts.event == "de_registered" or facts.event in parameters["finance.caution_money_events"]
    clause = parameters.cite("withdrawal" if facts.event == "withdrawal_confirmed" else "refund")
    if not named:
        message = Message("finance.caution_money_settlement.not_named")
        return Decision.of([Finding(clause, False, message)], {"refund": Money.zero()})
    args = {"amount": facts.held}
    reading = "finance.caution_money_settlement.de_registered_reading" if facts.event == "de_registered" else None
    findings = [Finding(clause, True, Message("finance.caution_money_settlement.refund", args), reading=reading)]
    awaits = []
    if parameters.has_clause("card"):
        card = _card(facts, parameters, as_of)
        if card is None:
            return _forfeit(facts, parameters.cite("card"), "card", "finance.caution_money_settlement.card_reading")
        findings.append(card)
        awaits += [] if card.holds else ["card"]
    if facts.debts:
        message = Message("finance.caution_money_settlement.debts", {"debts": facts.debts})
        cure = Cure(Message("finance.caution_money_settlement.pay", {"debts": facts.debts}), amount=facts.debts)
        findings.append(Finding(parameters.cite("refund"), False, message, cure=cure))
        awaits.append("debts")
    if awaits:
        return Decision.of(findings, {"refund": Money.zero(), "awaits": tuple(awaits), "later": facts.held})
    return Decision.of(findings, {"refund": facts.held})


def _card(facts: CautionMoneySettlementFacts, parameters: Parameters, as_of: date) -> Finding | None:
    """Return the finding on the card: back in time, or awaited; None once the period is over and it is lost."""
    last = facts.need("event_on") + timedelta(weeks=parameters["finance.card_return_weeks"])
    back = facts.card_returned_on
    if (back or as_of) > last:
        return None
    if back:
        message = Message("finance.caution_money_settlement.card_back", {"day": back})
        return Finding(parameters.cite("card"), True, message)
    message = Message("finance.caution_money_settlement.card_out", {"last_day": last})
    cure = Cure(Message("finance.caution_money_settlement.return_card", {"last_day": last}), by=last)
    return Finding(parameters.cite("card"), False, message, cure=cure)
