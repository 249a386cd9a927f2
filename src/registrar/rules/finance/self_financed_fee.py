"""Tuition and additional fees of one term on a self-financed programme."""

from __future__ import annotations

from datetime import date

from registrar.kernel import Bilingual, Decision, Money
from registrar.rulebook import Parameters, rule
from registrar.rulebook.fees import NotListed
from registrar.rules.finance._charging import spread, total
from registrar.rules.finance._self_financed_facts import SelfFinancedFeeFacts
from registrar.rules.finance._self_financed_lines import (
    Charge,
    add_by_credits,
    add_by_modules,
    add_by_semester,
    add_extras,
    add_study_abroad,
    add_summer_of_semester_programme,
)


@rule(
    name="finance.self_financed_fee",
    title=Bilingual("Tuition on self-financed programmes", "自資課程學費"),
    clauses={
        "table": ("polyu-2024-25:AP2A-04", "polyu-2018-19:FEE-H-11"),
        "row": ("polyu-2024-25:AP2A-01",),
        "cohort": ("polyu-2024-25:AP2A-02",),
        "streams": ("polyu-2024-25:AP2A-03",),
        "study_abroad": ("polyu-2024-25:AP2A-05",),
        "not_offered": ("polyu-2024-25:AP2A-06",),
        "subjects": ("polyu-2024-25:AP2A-07",),
        "modules": ("polyu-2024-25:AP2A-08",),
        "semester": ("polyu-2024-25:AP2A-09",),
        "extras": ("polyu-2024-25:AP2A-10",),
        "predecessor": ("polyu-2024-25:AP2A-11",),
        "beyond": ("polyu-2024-25:AP2B-01",),
        "summer": ("polyu-2024-25:8A-12", "polyu-2018-19:FEE-A-10"),
        "whole_subject": ("polyu-2024-25:8H-10", "polyu-2018-19:FEE-H-12"),
    },
    parameters=("finance.annual_fee_instalments", "finance.beyond_duration_credits"),
    binds_by="term",
    kind="amount",
    answer="amount",
)
def self_financed_fee(facts: SelfFinancedFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge a term from the table of the academic year: by credits, by modules, or by the semester.

    The result has `basis` (credit, module, semester), `amount`, `lines` (one a subject or item, each with unit price,
    quantity, clauses and the row of the table), `credit_fee` where the programme has a general one, and the debit
    notes over which a charge by credits spreads. What the table doesn't price, or says isn't offered, leaves the
    answer undetermined, with `not_offered` in the result in the latter case; nothing is guessed from another row.
    """
    charge = Charge(facts, parameters, facts.residency)
    row = parameters.fees.row(facts.programme, facts.stream, facts.admitted_in, facts.charged_in)
    if isinstance(row, NotListed):
        charge.lacks(row)
        return Decision.of(charge.findings)
    charge.say("cohort", "cohort", cohort=str(facts.admitted_in))
    if row.programme != facts.programme:
        charge.say("predecessor", "predecessor", programme=facts.programme, predecessor=row.programme)
    if row.streams is not None:
        charge.say("streams", "stream", stream=facts.stream)
    credit_fee: Money | None = None
    basis = row.basis
    if facts.study_abroad and add_study_abroad(charge, row):
        basis = "semester"
    elif basis == "credit":
        credit_fee = add_by_credits(charge)
    elif basis == "module":
        add_by_modules(charge)
    elif facts.summer:
        add_summer_of_semester_programme(charge)
    else:
        add_by_semester(charge)
    add_extras(charge)
    return _answer(charge, basis, credit_fee)


def _answer(charge: Charge, basis: str, credit_fee: Money | None) -> Decision:
    """Put the answer together; an amount is given only when every part of it has a price."""
    known = all(finding.holds is not None for finding in charge.findings)
    if not known:
        return Decision.of(charge.findings, charge.more)
    waiting = basis == "credit" and charge.facts.subjects is None
    amount = None if waiting else total(charge.lines)
    result = {"basis": basis, "amount": amount, "lines": tuple(charge.lines), **charge.more}
    if basis != "credit" or credit_fee is None:
        return Decision.of(charge.findings, result)
    result["credit_fee"] = credit_fee
    if charge.facts.new_student:
        return Decision.of(charge.findings, result)
    return spread(charge.findings, result, credit_fee, amount, charge.facts.term, charge.parameters)
