"""From a cause to the lines of a debit note: the rules decide, equal facts are decided once."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.finance.causes import OFFICE_RULE, Cause, office_facts, price_facts
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import kinds
from registrar.areas.finance.pricing import ChargeLine
from registrar.kernel import Decision, Money, Outcome
from registrar.rulebook import decide

State = RaisedCharge.State


@dataclass
class Assessor:
    """Decides on causes of one day."""

    today: date
    _decided: dict[str, Decision] = field(default_factory=dict)

    def assess(self, cause: Cause, study: Any) -> Decision:
        """Return why and how much, or why not. `study` comes with its programme.

        Where an office raises the charge by hand, it must be one of its kinds; then the kind's rule gives the amount.
        """
        if cause.kind not in kinds() or cause.office:
            may = self._decide(OFFICE_RULE, office_facts(cause, cause.office))
            if not may.allowed:
                return may
        return self._decide(*price_facts(cause, study))

    def _decide(self, rule: str, facts: dict[str, Any]) -> Decision:
        key = f"{rule} {json.dumps(facts, default=str)}"
        found = self._decided.get(key)
        if found is None:
            found = self._decided[key] = decide(rule, facts, as_of=self.today, university=settings.UNIVERSITY)
        return found


def amount_of(decision: Decision) -> Decimal | None:
    """Return what a decision comes to in HK$, None where it names no amount."""
    amount = decision.result.get("amount")
    return amount.amount if isinstance(amount, Money) else None


def state_of(decision: Decision) -> str | None:
    """Return what comes of a cause by its decision; None where it is refused or costs nothing under the edition."""
    if decision.outcome is Outcome.UNDETERMINED:
        return State.ASKED
    if not decision.allowed:
        return None
    if decision.result.get("voluntary"):
        return State.ADVISED
    return State.CHARGED if amount_of(decision) else State.FREE


def lines_of(cause: Cause, decision: Decision) -> tuple[ChargeLine, ...]:
    """Return the lines that a charge puts on its note; together they are the decision's amount."""
    account = kinds()[cause.kind]["account"]
    reference = f"{cause.department}/{cause.reference}" if cause.department else cause.reference
    more = {"reference": reference, "account": account}
    given = decision.result.get("lines") or ()
    if given:
        return tuple(
            ChargeLine(
                kind=line["item"],
                basis=line["basis"],
                quantity=Decimal(line["quantity"]),
                unit_price=line["unit_price"].amount,
                clause=line["cites"][0],
                decision=decision,
                **more,
            )
            for line in given
        )
    unit = decision.result.get("unit") or decision.result["amount"]
    quantity = Decimal(decision.result.get("quantity", 1))
    return (ChargeLine(cause.kind, "once", quantity, unit.amount, _clause(decision), decision, **more),)


def _clause(decision: Decision) -> str:
    return str(next(finding.clause for finding in decision.findings if finding.holds))
