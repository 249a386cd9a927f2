"""What would make a finding hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from registrar.kernel.message import Message
from registrar.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Cure:
    """What the student could do about a refusal.

    `form` is a form code (AR118), `authority` a role (head_of_department), `amount` what to pay, `by` the last day.
    """

    message: Message
    form: str | None = None
    authority: str | None = None
    amount: Money | None = None
    by: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form; what doesn't apply is left out."""
        data: dict[str, Any] = {"message": self.message.to_json()}
        if self.form is not None:
            data["form"] = self.form
        if self.authority is not None:
            data["authority"] = self.authority
        if self.amount is not None:
            data["amount"] = {"amount": self.amount.plain(), "currency": self.amount.currency}
        if self.by is not None:
            data["by"] = self.by.isoformat()
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Cure:
        """Read what `to_json` wrote."""
        amount, by = data.get("amount"), data.get("by")
        return cls(
            message=Message.from_json(data["message"]),
            form=data.get("form"),
            authority=data.get("authority"),
            amount=Money(Decimal(amount["amount"]), amount["currency"]) if amount else None,
            by=date.fromisoformat(by) if by else None,
        )
