"""What a piece of study costs, as the public calculator and `registrar quote` answer."""

from __future__ import annotations

from datetime import date

from registrar.kernel import Bilingual, Decision, Money
from registrar.rulebook import Parameters, rule
from registrar.rules.finance._quote_facts import QuoteFacts
from registrar.rules.finance._quote_self_financed import self_financed_quote
from registrar.rules.finance._quote_ugc import ugc_quote


@rule(
    name="finance.quote",
    title=Bilingual("Quotation of a fee", "費用報價"),
    clauses={
        "ugc": ("polyu-2024-25:8H-11", "polyu-2018-19:FEE-H-11"),
        "self_financed": ("polyu-2024-25:AP2A-04", "polyu-2018-19:FEE-H-11"),
        "beyond": ("polyu-2024-25:AP2B-01",),
        "beyond_ugc": ("polyu-2024-25:4K-05", "polyu-2018-19:3L-04"),
    },
    parameters=("finance.beyond_duration_credits",),
    binds_by="term",
    kind="amount",
    answer="amount",
)
def quote(facts: QuoteFacts, parameters: Parameters, as_of: date) -> Decision:
    """Quote tuition, the extension of a dissertation, or the initial fee, from the tables of the year of charge.

    The result has `amount`, `item`, `basis` (credit, semester, module, dissertation, year, once; `2_semesters` where
    one charge covers two), `quantity` and `lines`, and what stands beside the price: `minimum_programme_fee`,
    `beyond_credit_fee` and `further_charges`. Without a quantity one printed unit is quoted. Whatever the tables don't
    price stays undetermined, with `not_offered` where they say that the student can't be charged for it.
    """
    if facts.item == "initial_fee":
        return _initial(facts, parameters)
    if facts.funding == "ugc":
        return ugc_quote(facts, parameters)
    return self_financed_quote(facts, parameters)


def _initial(facts: QuoteFacts, parameters: Parameters) -> Decision:
    """Quote the initial fee; on self-financed programmes the credits asked for are the initial registration credits."""
    asked: dict[str, object] = {
        "term": facts.term,
        "cohort": facts.cohort,
        "funding": facts.funding,
        "level": facts.level,
        "mode": facts.mode or "full_time",
        "residency": facts.residency,
        "jupas": facts.jupas,
    }
    if facts.funding == "self_financed":
        asked |= {
            "programme": facts.programme,
            "stream": facts.stream,
            "initial_credits": facts.need("credits"),
        }
    decision = parameters.apply("finance.initial_fee", asked)
    if not isinstance(decision.result.get("amount"), Money):
        return decision
    more = {"item": "initial_fee", "basis": "once", "quantity": 1}
    return Decision(decision.outcome, decision.findings, {**decision.result, **more})
