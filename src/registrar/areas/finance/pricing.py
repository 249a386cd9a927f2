"""From a bill to the lines of a debit note: the rules decide, equal facts are decided once."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.finance.bills import Bill, BillingSummary
from registrar.areas.finance.facts import fee_facts, fee_rule
from registrar.kernel import Decision, Money, Outcome
from registrar.rulebook import decide

ZERO = Decimal("0.00")
RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Billed:
    """What a study has been charged already: this term's tuition, the kinds of lines, and the deposit of any term.

    `settled` says that the term's tuition went back because the student left before it, or the programme was cancelled:
    what stayed with the University stays, so nothing of it goes back for credits not taken.
    """

    tuition: Decimal = ZERO
    kinds: frozenset[str] = frozenset()
    caution_money: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One line of a note to be raised; `clause` raises it and `decision` says why.

    `reference` tells charges of one kind and term apart; `account` is where it is booked, "" where the kind says so.
    """

    kind: str
    basis: str
    quantity: Decimal
    unit_price: Decimal
    clause: str
    decision: Decision
    subject: str | None = None
    reference: str = ""
    account: str = ""

    @property
    def amount(self) -> Decimal:
        """Quantity times unit price, in HK$."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Priced:
    """The answer to one bill: lines to charge, or the decision that could not be taken, or what is to go back."""

    bill: Bill
    lines: tuple[ChargeLine, ...] = ()
    question: Decision | None = None
    refund: Decimal = ZERO
    already: bool = False

    @property
    def amount(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), ZERO)

    def summary(self) -> BillingSummary:
        """Return this one answer as a part of a run's summary."""
        return BillingSummary(
            bills=1,
            notes=bool(self.lines),
            amount=self.amount,
            lines=len(self.lines),
            nothing_due=not (self.lines or self.question or self.already or self.refund),
            already_billed=self.already and not self.lines,
            undetermined=self.question is not None,
            to_refund=self.refund > 0,
            refund_amount=self.refund,
        )


@dataclass
class Pricer:
    """Prices the bills of one term at one moment. `term` is the catalogue's Term row."""

    term: Any
    now: datetime
    _decided: dict[str, Decision] = field(default_factory=dict)

    @property
    def load_known(self) -> bool:
        """Whether add/drop has closed, so that credits are final for fees (polyu-2024-25:8A-16)."""
        return bool(self.now > self.term.add_drop_to)

    def price(self, bill: Bill, billed: Billed) -> Priced:
        """Return what is to be charged now beyond what has been billed. Nothing is charged on a guess."""
        if bill.retained:
            return self._retention(bill, billed)
        tuition = self._tuition(bill)
        if tuition.outcome is Outcome.UNDETERMINED or tuition.outcome is Outcome.REFUSED:
            return Priced(bill, question=tuition)
        deposit = self._deposit(bill, billed)
        lines, refund = self._tuition_lines(tuition, billed)
        return Priced(
            bill, lines=(*lines, *deposit), refund=refund, already=bool(billed.kinds) and not lines and not deposit
        )

    def _retention(self, bill: Bill, billed: Billed) -> Priced:
        """Charge the retention of the study place in place of tuition, which goes back (polyu-2024-25:4I-07)."""
        refund = billed.tuition if self.load_known and not billed.settled else ZERO
        if RETENTION in billed.kinds:
            return Priced(bill, refund=refund, already=True)
        decision = self._decide("finance.service_charge", {"service": RETENTION, "term": self.term.key})
        amount = decision.result.get("amount")
        if not decision.allowed or not isinstance(amount, Money):
            return Priced(bill, question=decision)
        line = ChargeLine(RETENTION, "semester", Decimal(1), amount.amount, _clause(decision), decision)
        return Priced(bill, lines=(line, *self._deposit(bill, billed)), refund=refund)

    def _decide(self, rule: str, facts: dict[str, Any]) -> Decision:
        key = f"{rule} {json.dumps(facts)}"
        found = self._decided.get(key)
        if found is None:
            found = decide(rule, facts, as_of=self.now.date(), university=settings.UNIVERSITY)
            self._decided[key] = found
        return found

    def _tuition(self, bill: Bill) -> Decision:
        return self._decide(fee_rule(bill), fee_facts(bill, self.term.key, load_known=self.load_known))

    def _deposit(self, bill: Bill, billed: Billed) -> tuple[ChargeLine, ...]:
        """Return the caution money line at a first registration."""
        if not bill.first_registration or billed.caution_money:
            return ()
        decision = self._decide("finance.caution_money", {"first_registration": True, "term": self.term.key})
        if not decision.allowed:
            return ()
        amount = decision.result["amount"].amount
        return (ChargeLine("caution_money", "once", Decimal(1), amount, _clause(decision), decision),)

    def _tuition_lines(self, decision: Decision, billed: Billed) -> tuple[list[ChargeLine], Decimal]:
        """Return the tuition lines still to be charged, and what was charged too much.

        Before the load is known a credit-fee student is charged the first note of credits; afterwards everybody is
        charged up to the term's amount, and what is above it goes back.
        """
        due = _due(decision, self.load_known)
        if due is None or due == billed.tuition:
            return [], ZERO
        if due < billed.tuition:
            return [], (billed.tuition - due if self.load_known and not billed.settled else ZERO)
        # Below zero: refunded of a charge that a bounced payment and a cancelled note took away since. It is owed back.
        more = due - billed.tuition
        # Tuition that was charged and refunded whole is charged anew under another kind: each kind is charged once.
        if not any(kind.startswith("tuition") for kind in billed.kinds):
            return _whole(decision, more) or [self._part("tuition_initial", decision, more)], ZERO
        number = 1 + sum(kind.startswith("tuition_further") for kind in billed.kinds)
        kind = "tuition_further" if number == 1 else f"tuition_further_{number}"
        return [self._part(kind, decision, more)], ZERO

    def _part(self, kind: str, decision: Decision, amount: Decimal) -> ChargeLine:
        """Return one line of a charge that spreads over notes, in whole credits where the amount is a number of them.

        The fee's decision says why and how much; the clause is the one that puts the part on this note.
        """
        unit = decision.result.get("credit_fee")
        if not isinstance(unit, Money) or not unit.amount:
            return ChargeLine(kind, "once", Decimal(1), amount, _clause(decision), decision)
        charge = decision.result.get("amount")
        facts = {"term": self.term.key, "credit_fee": _json(unit), "charge": _json(charge)}
        notes = self._decide("finance.credit_fee_notes", facts).findings
        clause = str(notes[0 if kind == "tuition_initial" else -1].clause)
        if amount % unit.amount:
            return ChargeLine(kind, "once", Decimal(1), amount, clause, decision)
        return ChargeLine(kind, "credit", amount / unit.amount, unit.amount, clause, decision)


def _json(amount: Money | None) -> dict[str, str] | None:
    return {"amount": amount.plain(), "currency": amount.currency} if amount is not None else None


def _due(decision: Decision, load_known: bool) -> Decimal | None:
    """Return how much tuition should have been billed by now, in HK$; None where nothing can be said yet."""
    whole, first = decision.result.get("amount"), decision.result.get("first_debit_note")
    if not load_known and isinstance(first, Money):
        return first.amount
    return whole.amount if isinstance(whole, Money) else None


def _whole(decision: Decision, due: Decimal) -> list[ChargeLine]:
    """Return the rule's own lines where they make up the amount due, else none."""
    given = decision.result.get("lines") or ()
    lines = [
        ChargeLine(
            kind="tuition" if line["item"] == "tuition" else f"tuition_{line['item']}",
            basis=line["basis"],
            quantity=Decimal(line["quantity"]),
            unit_price=line["unit_price"].amount,
            clause=line["cites"][0],
            decision=decision,
            subject=line.get("subject"),
        )
        for line in given
        if line["amount"].amount
    ]
    if lines and sum(line.amount for line in lines) == due:
        return _told_apart(lines)
    return []


def _told_apart(lines: list[ChargeLine]) -> list[ChargeLine]:
    """Number lines of the same kind and subject, since each is charged once."""
    seen: dict[tuple[str, str | None], int] = {}
    answer = []
    for line in lines:
        count = seen[line.kind, line.subject] = seen.get((line.kind, line.subject), 0) + 1
        answer.append(line if count == 1 else replace(line, kind=f"{line.kind}_{count}"))
    return answer


def _clause(decision: Decision) -> str:
    """Return the first clause that held."""
    return str(next(finding.clause for finding in decision.findings if finding.holds))
