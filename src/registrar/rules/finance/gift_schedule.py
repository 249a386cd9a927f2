"""On which days a gift is collected."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class GiftScheduleFacts(Facts):
    """A gift as it was promised."""

    kind: Literal["single", "monthly"] = Field(description="One gift, or one each month")
    amount: Amount = Field(description="What is given each time")
    fund: str | None = Field(default=None, description="The fund or area that the gift is for")
    starts_on: date = Field(description="Day of the first gift")
    stopped_on: date | None = Field(default=None, description="Day on which the donor stopped the gifts, if so")
    until: date = Field(description="Last day that is looked at")


@rule(
    name="finance.gift_schedule",
    title=Bilingual("Days on which a gift is collected", "捐款收取日期"),
    clauses={"gift": ("hkmu-alumni:08",), "ways": ("hkmu-alumni:07",), "fund": ("hkmu-alumni:09",)},
    parameters=("finance.gift_funds",),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def gift_schedule(facts: GiftScheduleFacts, parameters: Parameters, as_of: date) -> Decision:
    """Collect a single gift once, a monthly one each month until it is stopped.

    The same day of each month as the first gift, or the month's last day where it has no such day, is a reading.
    Nothing is collected from the day of stopping on. The result has `days` and `amount`, the sum of them.
    """
    fund = facts.need("fund")
    funds = parameters["finance.gift_funds"]
    if fund not in funds:
        names = tuple(Bilingual(**name) for name in funds.values())
        return Decision.of([Finding(parameters.cite("ways"), False, Message("finance.gift.no_fund", {"funds": names}))])
    days = [day for day in _days(facts) if facts.stopped_on is None or day < facts.stopped_on]
    amount = facts.amount * len(days)
    args = {"count": len(days), "each": facts.amount, "amount": amount}
    findings = [
        Finding(parameters.cite("gift"), True, Message(f"finance.gift.{facts.kind}", args), reading="finance.gift.day"),
        Finding(parameters.cite("fund"), True, Message("finance.gift.fund", {"fund": Bilingual(**funds[fund])})),
    ]
    return Decision.of(findings, {"days": tuple(days), "amount": amount if days else Money.zero()})


def _days(facts: GiftScheduleFacts) -> list[date]:
    if facts.kind == "single":
        return [facts.starts_on] if facts.starts_on <= facts.until else []
    found, day = [], facts.starts_on
    while day <= facts.until:
        found.append(day)
        year, month = (day.year + 1, 1) if day.month == len(calendar.month_name) - 1 else (day.year, day.month + 1)
        day = date(year, month, min(facts.starts_on.day, calendar.monthrange(year, month)[1]))
    return found
