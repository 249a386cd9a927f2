"""What a new student pays on taking up an offer."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Decision, Finding, Message, Money, Term
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rulebook.fees import FeeQuote, Missing, NotListed
from registrar.rules.finance._charging import charge_line, total, unlisted
from registrar.rules.finance._ugc_facts import Level


class InitialFeeFacts(Facts):
    """An offer that is taken up. `term` is the first term and `cohort` its academic year."""

    funding: Literal["ugc", "self_financed"] = Field(description="How the programme is funded")
    level: Level | None = Field(default=None, description="Level of the programme")
    mode: Literal["full_time", "part_time"] | None = Field(default=None, description="Full-time or part-time study")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    jupas: bool | None = Field(default=None, description="Admitted through JUPAS")
    first_instalment: Amount | None = Field(
        default=None, description="First semester's tuition, of which the initial fee becomes a part"
    )
    programme: str | None = Field(default=None, description="Programme code, on a self-financed programme")
    stream: str | None = Field(default=None, description="Stream (sub-code), on a self-financed programme")
    initial_credits: int | None = Field(
        default=None, ge=0, description="Initial registration credits of the self-financed programme"
    )
    credit_fee: Amount | None = Field(
        default=None, description="Credit fee set by the Finance Office where no table of the year is on file"
    )


@rule(
    name="finance.initial_fee",
    title=Bilingual("Initial fee on taking up an offer", "接受取錄時繳付的首期費用"),
    clauses={
        "ugc": ("polyu-2024-25:8A-01", "polyu-2018-19:FEE-A-01"),
        "part": ("polyu-2024-25:8A-02", "polyu-2018-19:FEE-A-02"),
        "ugc_kept": ("polyu-2024-25:8A-03", "polyu-2018-19:FEE-A-02"),
        "self_financed": ("polyu-2024-25:8A-05", "polyu-2018-19:FEE-A-03"),
        "self_financed_kept": ("polyu-2024-25:8A-06", "polyu-2018-19:FEE-A-03"),
    },
    parameters=(
        "finance.caution_money",
        "finance.initial_fee_levels",
        "finance.initial_fee_local_jupas",
        "finance.initial_fee_local_other",
        "finance.initial_fee_nonlocal",
    ),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def initial_fee(facts: InitialFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge the initial fee of the day of acceptance.

    UGC-funded full-time programmes: an amount by residency and, in some editions, route of admission; it becomes part
    of the first semester's tuition, of which `balance` is what remains. Self-financed: caution money and the initial
    registration credits. The result has `amount` and `lines`; the fee is neither refundable nor transferable.
    """
    if facts.funding == "self_financed":
        return _self_financed(facts, parameters)
    clause = parameters.cite("ugc")
    if facts.need("mode") != "full_time" or facts.need("level") not in parameters["finance.initial_fee_levels"]:
        key = "finance.initial_fee.part_time" if facts.mode != "full_time" else "finance.initial_fee.level_exempt"
        reading = "finance.initial_fee.reading_levels"
        return Decision.not_applicable([Finding(clause, True, Message(key, {}), reading=reading)])
    amount = _ugc_amount(facts, parameters)
    findings = [
        Finding(clause, True, Message("finance.initial_fee.ugc", {"amount": amount})),
        Finding(parameters.cite("ugc_kept"), True, Message("finance.initial_fee.kept", {})),
    ]
    result: dict[str, Any] = {"amount": amount, "lines": (charge_line("initial_fee", "once", amount, 1, (clause,)),)}
    if facts.first_instalment is not None:
        result["balance"] = facts.first_instalment - amount
        args = {"instalment": facts.first_instalment, "amount": amount, "balance": result["balance"]}
        findings.append(Finding(parameters.cite("part"), True, Message("finance.initial_fee.balance", args)))
    return Decision.of(findings, result)


def _ugc_amount(facts: InitialFeeFacts, parameters: Parameters) -> Money:
    """Return the amount by residency and route; where both routes cost the same, the route need not be known."""
    if facts.residency == "nonlocal":
        nonlocal_: Money = parameters["finance.initial_fee_nonlocal"]
        return nonlocal_
    jupas: Money = parameters["finance.initial_fee_local_jupas"]
    other: Money = parameters["finance.initial_fee_local_other"]
    if jupas == other:
        return jupas
    return jupas if facts.need("jupas") else other


def _self_financed(facts: InitialFeeFacts, parameters: Parameters) -> Decision:
    """Charge caution money and the initial registration credits at the student's own credit fee."""
    clause = parameters.cite("self_financed")
    credit_fee = facts.credit_fee or _table_credit_fee(facts, parameters)
    if isinstance(credit_fee, Finding):
        return Decision.of([credit_fee])
    deposit, ahead = parameters["finance.caution_money"], facts.need("initial_credits")
    lines = (
        charge_line("caution_money", "once", deposit, 1, (parameters.citation_of("finance.caution_money"), clause)),
        charge_line("tuition", "credit", credit_fee, ahead, (clause,)),
    )
    args = {"deposit": deposit, "credits": ahead, "credit_fee": credit_fee, "amount": total(lines)}
    findings = [
        Finding(clause, True, Message("finance.initial_fee.self_financed", args)),
        Finding(parameters.cite("self_financed_kept"), True, Message("finance.initial_fee.kept", {})),
    ]
    return Decision.of(findings, {"amount": total(lines), "lines": lines})


def _table_credit_fee(facts: InitialFeeFacts, parameters: Parameters) -> Money | Finding:
    """Return the credit fee of the table of the first term's year, or the finding that it has none."""
    quote = parameters.fees.price(
        facts.need("programme"),
        facts.stream,
        AcademicYear.parse(facts.need("cohort")),
        facts.residency,
        charged_in=Term.parse(facts.need("term")).year,
    )
    if isinstance(quote, FeeQuote) and quote.basis == "credit":
        return quote.amount
    missing = NotListed(Missing.BASIS) if isinstance(quote, FeeQuote) else quote
    return unlisted(missing, parameters.cite("self_financed"))
