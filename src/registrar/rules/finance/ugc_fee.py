"""Tuition of one term on a UGC-funded programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Parameters, rule
from registrar.rulebook.fees import Missing, NotListed, UgcRate
from registrar.rules.finance._charging import Line, charge_line, spread, total, unlisted
from registrar.rules.finance._ugc_basis import Basis, basis_of, flat_cohort
from registrar.rules.finance._ugc_facts import UgcFeeFacts


@rule(
    name="finance.ugc_fee",
    title=Bilingual("Tuition on UGC-funded programmes", "教資會資助課程學費"),
    clauses={
        "table": ("polyu-2024-25:8H-11", "polyu-2018-19:FEE-H-11"),
        "flat": ("polyu-2024-25:4K-04", "polyu-2018-19:3L-04"),
        "beyond": ("polyu-2024-25:4K-05", "polyu-2018-19:3L-04"),
        "option": ("polyu-2024-25:4K-06", "polyu-2018-19:3L-03"),
        "part_time": ("polyu-2024-25:4K-07",),
        "instalments": ("polyu-2024-25:8A-10", "polyu-2018-19:FEE-A-05"),
        "summer": ("polyu-2024-25:8A-12", "polyu-2018-19:FEE-A-10"),
        "whole_subject": ("polyu-2024-25:8H-10", "polyu-2018-19:FEE-H-12"),
        "retake": ("polyu-2024-25:5C-07",),
        "first_semester": ("polyu-2024-25:8A-18", "polyu-2018-19:FEE-A-08"),
        "local_rates": (
            "polyu-2024-25:8H-01",
            "polyu-2024-25:8H-02",
            "polyu-2024-25:8H-03",
            "polyu-2024-25:8H-04",
            "polyu-2018-19:FEE-H-01",
            "polyu-2018-19:FEE-H-02",
            "polyu-2018-19:FEE-H-03",
            "polyu-2018-19:FEE-H-04",
        ),
        "nonlocal_rates": (
            "polyu-2024-25:8H-06",
            "polyu-2024-25:8H-07",
            "polyu-2024-25:8H-08",
            "polyu-2018-19:FEE-H-06",
            "polyu-2018-19:FEE-H-07",
            "polyu-2018-19:FEE-H-08",
            "polyu-2018-19:FEE-H-09",
        ),
        "additional_year": (
            "polyu-2024-25:8H-05",
            "polyu-2024-25:8H-09",
            "polyu-2018-19:FEE-H-05",
            "polyu-2018-19:FEE-H-10",
        ),
    },
    parameters=(
        "finance.annual_fee_instalments",
        "finance.beyond_duration_credits",
        "finance.credit_fee_option_last_cohort",
        "finance.flat_fee_first_cohort",
    ),
    binds_by="term",
    kind="amount",
    answer="amount",
)
def ugc_fee(facts: UgcFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge a term: flat or by credits, at the rate of level, residency and, for non-local students, cohort.

    The result has `basis` (flat, credit, open, none or extension), `amount`, `lines` with the clauses that raise them,
    and `first_debit_note`, `second_debit_note` and `refund`, which spread the amount. While the charge hangs on credits
    that aren't known yet, `amount` is null and only the first note is known. A rate that the schedule doesn't give
    makes the answer undetermined.
    """
    if facts.funding != "ugc":
        message = Message("finance.ugc_fee.self_financed", {})
        return Decision.not_applicable([Finding(parameters.cite("table"), False, message)])
    rate = _rate(facts, parameters)
    if isinstance(rate, NotListed):
        return Decision.of([unlisted(rate, parameters.cite("table"))])
    if facts.extending_dissertation:
        return _extension(rate, parameters)
    basis, findings = basis_of(facts, parameters)
    if basis is Basis.UNKNOWN:
        return Decision.of(findings)
    if basis is Basis.NONE:
        return spread(findings, _result(basis, ()), None, Money.zero(), facts.term, parameters)
    findings = [*_retakes(facts, basis, parameters), *findings]
    if basis is Basis.FLAT:
        return _flat(facts, rate, findings, parameters)
    return _by_credits(facts, rate, basis, findings, parameters)


def _retakes(facts: UgcFeeFacts, basis: Basis, parameters: Parameters) -> list[Finding]:
    """Say that retaken subjects are charged like others by credits, and add nothing to a flat fee."""
    if not facts.retaken_credits or not parameters.has_clause("retake"):
        return []
    key = "finance.ugc_fee.retake_flat" if basis is Basis.FLAT else "finance.ugc_fee.retake_credit"
    return [Finding(parameters.cite("retake"), True, Message(key, {"credits": facts.retaken_credits}))]


def _rate(facts: UgcFeeFacts, parameters: Parameters) -> UgcRate | NotListed:
    """Return the row of the schedule of the year of charge."""
    schedule = parameters.fees.ugc.get(facts.charged_in)
    if schedule is None:
        return NotListed(Missing.YEAR)
    if facts.additional_year_for is not None:
        return schedule.additional_year(facts.residency, facts.additional_year_for, facts.admitted_in)
    return schedule.rate(facts.residency, facts.level, facts.admitted_in)


def _extension(rate: UgcRate, parameters: Parameters) -> Decision:
    """Charge a semester's extension of the dissertation."""
    fee = rate.extension_semester
    if fee is None:
        return Decision.of([unlisted(NotListed(Missing.BASIS), parameters.cite("table"))])
    line = charge_line("extension", "semester", fee, 1, rate.citations, rate.source)
    finding = Finding(rate.citations[0], True, Message("finance.ugc_fee.extension", {"amount": fee}))
    return Decision.of([finding], {"basis": "extension", "amount": fee, "lines": (line,)})


def _flat(facts: UgcFeeFacts, rate: UgcRate, findings: Sequence[Finding], parameters: Parameters) -> Decision:
    """Charge one of the equal instalments of the annual fee; cents are kept, as the instalments must be equal."""
    annual = rate.sandwich_year if facts.sandwich_year else rate.year
    if annual is None:
        return Decision.of([*findings, unlisted(NotListed(Missing.BASIS), parameters.cite("table"))])
    parts = parameters["finance.annual_fee_instalments"]
    instalment = Money(annual.amount / parts, annual.currency)
    args = {"annual": annual, "parts": parts, "amount": instalment}
    told = [
        *findings,
        Finding(rate.citations[0], True, Message("finance.ugc_fee.annual", {"annual": annual})),
        Finding(parameters.cite("instalments"), True, Message("finance.ugc_fee.instalment", args)),
    ]
    cites = (*rate.citations, findings[-1].clause, parameters.cite("instalments"))
    line = charge_line("tuition", "flat", instalment, 1, cites, rate.source)
    # Where the load decides, the first note was for credits and this charge is known only later.
    by_load = not facts.additional_year_for and facts.beyond_normal_duration and flat_cohort(facts, parameters)
    result = {**_result(Basis.FLAT, (line,)), "annual_fee": annual}
    return spread(told, result, rate.credit if by_load else None, instalment, facts.term, parameters)


def _by_credits(
    facts: UgcFeeFacts, rate: UgcRate, basis: Basis, findings: Sequence[Finding], parameters: Parameters
) -> Decision:
    """Charge the credits of the term, each subject in full when it is registered, however long it runs."""
    fee = rate.credit
    if fee is None:
        return Decision.of([*findings, unlisted(NotListed(Missing.BASIS), parameters.cite("table"))])
    whole = parameters.cite("whole_subject")
    told = [
        *findings,
        Finding(rate.citations[0], True, Message("finance.ugc_fee.credit_fee", {"credit_fee": fee})),
        Finding(whole, True, Message("finance.ugc_fee.whole_subject", {})),
    ]
    if basis is Basis.OPEN or facts.credits is None:
        open_ = {"basis": basis.value, "amount": None, "lines": (), "credit_fee": fee}
        return spread(told, open_, fee, None, facts.term, parameters)
    cites = (*rate.citations, findings[-1].clause, whole, parameters.cite("first_semester"))
    line = charge_line("tuition", "credit", fee, facts.credits, cites, rate.source)
    result = {**_result(basis, (line,)), "credit_fee": fee}
    return spread(told, result, fee, line["amount"], facts.term, parameters)


def _result(basis: Basis, lines: Sequence[Line]) -> dict[str, object]:
    return {"basis": basis.value, "amount": total(lines), "lines": lines}
