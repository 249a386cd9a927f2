"""What living in a student hall costs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.finance._charging import Line, charge_line, total


class HallFeesFacts(Facts):
    """A place in a hall, and what of it is to be charged now."""

    room: Literal["hung_hom_double", "homantin_double", "homantin_triple"] | None = Field(
        default=None, description="Hall and kind of room; asked for lodging"
    )
    accepted: bool = Field(default=False, description="An offer of a place is accepted now")
    semesters: int = Field(default=0, ge=0, le=2, description="How many semesters of lodging are charged now")


@rule(
    name="finance.hall_fees",
    title=Bilingual("Hall fees", "宿舍費用"),
    clauses={"hall": ("polyu-2024-25:12C-32",)},
    parameters=(
        "finance.hall_caution_money",
        "finance.hall_function_fee",
        "finance.hall_instalments",
        "finance.hall_lodging",
    ),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def hall_fees(facts: HallFeesFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge caution money on acceptance, and for each semester an instalment of lodging and function fee (12C-32).

    Equal instalments are a reading, and so is that a resident of one semester pays that semester's. The result has
    `amount` and `lines`; nothing asked for is HK$0.
    """
    clause = parameters.cite("hall")
    lines: list[Line] = []
    findings: list[Finding] = []
    if facts.accepted:
        deposit = parameters["finance.hall_caution_money"]
        lines.append(charge_line("hall_caution_money", "once", deposit, 1, (clause,)))
        findings.append(Finding(clause, True, Message("finance.hall.caution_money", {"amount": deposit})))
    if facts.semesters:
        parts = parameters["finance.hall_instalments"]
        lodging = parameters["finance.hall_lodging"][facts.need("room")]
        for item, year in (("hall_lodging", lodging), ("hall_function", parameters["finance.hall_function_fee"])):
            share = _instalment(year, parts)
            lines.append(charge_line(item, "instalment", share, facts.semesters, (clause,)))
            args = {"count": facts.semesters, "share": share, "amount": share * facts.semesters}
            findings.append(Finding(clause, True, Message(f"finance.hall.{item}", args), reading="finance.hall.halves"))
    if not lines:
        findings.append(Finding(clause, True, Message("finance.hall.nothing", {})))
    return Decision.of(findings, {"amount": total(lines), "lines": tuple(lines)})


def _instalment(year: Money, parts: int) -> Money:
    return Money(year.amount / parts, year.currency).quantized()
