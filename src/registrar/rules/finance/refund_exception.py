"""Whether a clause opens a refund at all: the default answer is no."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule

# What was paid -> the role of the clause that keeps it, where it differs from the general one.
_KEPT = {"transcript": "transcript", "reinstatement": "reinstatement", "subject": "subject"}


class RefundExceptionFacts(Facts):
    """A wish to have money back, or to use it for something else."""

    fee: Literal["tuition", "initial_fee", "subject", "transcript", "reinstatement", "appeal", "deposit"] = Field(
        description="What the money was paid for"
    )
    ground: Literal[
        "before_semester",
        "fewer_credits",
        "programme_cancelled",
        "transfer_excess",
        "appeal_upheld",
        "deposit_settled",
        "unnamed",
    ] = Field(description="Why it is to come back; anything that no clause names is another reason")
    funding: Literal["ugc", "self_financed"] = Field(default="ugc", description="How the programme is funded")
    new_student: bool = Field(default=False, description="The first semester of the programme has not begun yet")


@rule(
    name="finance.refund_exception",
    title=Bilingual("Whether a fee can come back", "費用可否退還"),
    clauses={
        "default": ("polyu-2024-25:8G-01", "polyu-2018-19:FEE-G-01"),
        "current": ("polyu-2024-25:8A-09", "polyu-2018-19:FEE-A-04"),
        "initial_ugc": ("polyu-2024-25:8A-03", "polyu-2018-19:FEE-A-02"),
        "initial_self_financed": ("polyu-2024-25:8A-06", "polyu-2018-19:FEE-A-03"),
        "subject": ("polyu-2024-25:5G-03", "polyu-2018-19:3V-04"),
        "transcript": ("polyu-2024-25:7A-05",),
        "reinstatement": ("polyu-2024-25:5H-04",),
        "before_semester": ("polyu-2024-25:8G-04", "polyu-2018-19:3M-04"),
        "fewer_credits": ("polyu-2024-25:8A-17", "polyu-2018-19:FEE-A-12"),
        "programme_cancelled": ("polyu-2024-25:8G-02", "polyu-2018-19:FEE-G-02"),
        "transfer_excess": ("polyu-2024-25:4J-08", "polyu-2018-19:3K-05"),
        "appeal_upheld": ("polyu-2024-25:6I-04",),
        "deposit_settled": ("polyu-2024-25:8I-04", "polyu-2018-19:FEE-I-03"),
    },
    parameters=(),
    binds_by="event_date",
)
def refund_exception(facts: RefundExceptionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say no, unless one of the coded exceptions opens a refund; each has a rule of its own that says how much.

    An approved transfer of study prevails over the initial fee's being not transferable: it is the special clause.
    The result names the `exception` where one opens, and gives `amount` zero where none does.
    """
    kept = _kept(facts, parameters)
    opens = facts.ground != "unnamed" and facts.fee not in _KEPT and parameters.has_clause(facts.ground)
    if opens:
        message = Message(f"finance.refund_exception.{facts.ground}")
        reading = "finance.refund_exception.transfer_reading" if facts.ground == "transfer_excess" else None
        return Decision.of(
            [Finding(parameters.cite(facts.ground), True, message, reading=reading)], {"exception": facts.ground}
        )
    finding = Finding(parameters.cite(kept), False, Message(f"finance.refund_exception.kept_{kept}"))
    default = Finding(parameters.cite("default"), False, Message("finance.refund_exception.default"))
    findings = [finding] if kept == "default" else [finding, default]
    return Decision.of(findings, {"amount": Money.zero()})


def _kept(facts: RefundExceptionFacts, parameters: Parameters) -> str:
    """Return the role of the clause by which the money stays."""
    role = _KEPT.get(facts.fee)
    if role is None and facts.fee == "initial_fee":
        role = f"initial_{facts.funding}"
    if role is None and facts.fee == "tuition" and not facts.new_student:
        role = "current"
    return role if role is not None and parameters.has_clause(role) else "default"
