"""What extending a dissertation or thesis costs on a self-financed programme."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import AcademicYear, Bilingual, Cure, Decision, Finding, Message, Money, Term
from registrar.rulebook import Facts, Parameters, rule
from registrar.rulebook.fees import FeeQuote, Missing, ModularQuote, NotListed, NotOffered, ThesisQuote
from registrar.rules.finance._charging import FINANCE_OFFICE, charge_line, total, unlisted

MONTHS_OF_A_YEAR = 12


class ExtensionFeeFacts(Facts):
    """An extension of the dissertation or thesis. `term` is the first term of the extension."""

    programme: str = Field(description="Programme code")
    stream: str | None = Field(default=None, description="Stream (sub-code) of the student")
    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    permitted: bool = Field(description="The extension has been permitted")
    semesters: int = Field(default=1, ge=1, description="Regular semesters of the extension")
    months: int | None = Field(
        default=None,
        ge=1,
        description="Months of the extension, on a modular programme; without them a semester counts as half a year",
    )
    semesters_charged: int = Field(default=0, ge=0, description="Regular semesters of extension charged before")
    admitted_on: date | None = Field(
        default=None, description="Day of intake, on a modular programme whose charges changed within the cohort"
    )


@rule(
    name="finance.extension_fee",
    title=Bilingual("Extension of dissertation or thesis", "延長論文期限費用"),
    clauses={
        "permitted": ("polyu-2024-25:AP2C-02",),
        "doctoral": ("polyu-2024-25:AP2C-01",),
        "doctoral_table": ("polyu-2024-25:AP2C-03",),
        "taught": ("polyu-2024-25:AP2C-02",),
    },
    binds_by="term",
    kind="amount",
    answer="amount",
)
def extension_fee(facts: ExtensionFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge an extension: the table's amount for doctorates, a multiple of the credit fee or a period's amount below.

    For doctorates the amount is a proposal that the Finance Office confirms, so the answer awaits its approval. The
    result has `amount`, `basis` (what one charge is for), `quantity`, `lines` and, for doctorates, `proposed`.
    """
    if not facts.permitted:
        cure = Cure(Message("finance.extension_fee.ask_permission", {}))
        message = Message("finance.extension_fee.not_permitted", {})
        return Decision.of([Finding(parameters.cite("permitted"), False, message, cure=cure)])
    year = Term.parse(facts.need("term")).year
    listed = parameters.fees.programme(facts.programme, year)
    if listed is None:
        return Decision.of([unlisted(NotListed(Missing.PROGRAMME), parameters.cite("taught"))])
    if listed.level == "professional_doctorate":
        return _doctoral(facts, parameters, year)
    table = parameters.fees.taught.get(year)
    cohort = AcademicYear.parse(facts.cohort) if facts.cohort else None
    modular = table.modular(facts.programme, cohort, facts.admitted_on) if table else NotListed(Missing.YEAR)
    if isinstance(modular, NotListed):
        return Decision.of([unlisted(modular, parameters.cite("taught"))])
    if modular is not None:
        return _modular(facts, parameters, modular)
    return _by_credit_fee(facts, parameters, year)


def _doctoral(facts: ExtensionFeeFacts, parameters: Parameters, year: AcademicYear) -> Decision:
    """Propose the table's amount, as often as the extension needs and the cap allows."""
    table = parameters.fees.doctoral.get(year)
    cohort = AcademicYear.parse(facts.need("cohort"))
    quote = table.quote(facts.programme, facts.stream, cohort) if table else NotListed(Missing.YEAR)
    if not isinstance(quote, ThesisQuote):
        more = {"not_offered": True} if isinstance(quote, NotOffered) else {}
        return Decision.of([unlisted(quote, parameters.cite("doctoral_table"))], more)
    before = _charges(facts.semesters_charged, quote.per_semesters)
    wanted = _charges(facts.semesters_charged + facts.semesters, quote.per_semesters)
    most = quote.most_charges
    charged = max(0, (wanted if most is None else min(wanted, most)) - before)
    clauses = parameters.cite("doctoral"), parameters.cite("doctoral_table")
    line = charge_line("extension", "semesters", quote.amount, charged, clauses, quote.source)
    args = {"amount": quote.amount, "per": quote.per_semesters, "times": charged}
    findings = [Finding(clauses[1], True, Message("finance.extension_fee.doctoral", args))]
    if most is not None and wanted > most:
        reading = "finance.extension_fee.reading_cap"
        findings.append(
            Finding(clauses[0], True, Message("finance.extension_fee.capped", {"most": most}), reading=reading)
        )
    confirm = Message("finance.extension_fee.to_be_confirmed", {"amount": line["amount"]})
    findings.append(Finding(clauses[0], False, confirm, approval=FINANCE_OFFICE))
    basis = "semester" if quote.per_semesters == 1 else f"{quote.per_semesters}_semesters"
    return Decision.of(findings, _result([line], basis, charged) | {"proposed": True})


def _charges(semesters: int, per: int) -> int:
    """Return how many charges so many semesters need; a part of a charge's period costs the whole charge."""
    return -(-semesters // per)


def _modular(facts: ExtensionFeeFacts, parameters: Parameters, quote: ModularQuote) -> Decision:
    """Charge a modular programme: whole years, half a year, and other periods by the month."""
    months = facts.months or facts.semesters * MONTHS_OF_A_YEAR // 2
    years, rest = divmod(months, MONTHS_OF_A_YEAR)
    clause = parameters.cite("taught")
    lines = []
    if years:
        lines.append(charge_line("extension", "year", quote.year, years, (clause,), quote.source))
    if rest * 2 == MONTHS_OF_A_YEAR:
        lines.append(charge_line("extension", "half_year", quote.half_year, 1, (clause,), quote.source))
    elif rest:
        part = Money(quote.year.amount * rest / MONTHS_OF_A_YEAR, quote.year.currency).quantized()
        lines.append(charge_line("extension", "months", part, 1, (clause,), quote.source, months=rest))
    args = {"half_year": quote.half_year, "year": quote.year, "months": months}
    message = Message("finance.extension_fee.modular", args)
    finding = Finding(clause, True, message, reading="finance.extension_fee.reading_modular")
    basis, quantity = (str(lines[0]["basis"]), int(lines[0]["quantity"])) if len(lines) == 1 else ("months", months)
    return Decision.of([finding], _result(lines, basis, quantity))


def _by_credit_fee(facts: ExtensionFeeFacts, parameters: Parameters, year: AcademicYear) -> Decision:
    """Charge a multiple of the student's own general credit fee for each semester."""
    clause = parameters.cite("taught")
    cohort = AcademicYear.parse(facts.need("cohort"))
    quote: Any = parameters.fees.price(
        facts.programme, facts.stream, cohort, facts.residency, charged_in=year, admitted_on=facts.admitted_on
    )
    if isinstance(quote, (NotListed, NotOffered)):
        more = {"not_offered": True} if isinstance(quote, NotOffered) else {}
        return Decision.of([unlisted(quote, clause)], more)
    if not isinstance(quote, FeeQuote) or quote.basis != "credit":
        return Decision.of([unlisted(NotListed(Missing.BASIS), clause)])
    times = parameters.fees.taught[year].credits_per_semester
    line = charge_line("extension", "credit", quote.amount, times * facts.semesters, (clause,), quote.source)
    args = {"times": times, "credit_fee": quote.amount, "semesters": facts.semesters}
    message = Message("finance.extension_fee.taught", args)
    return Decision.of([Finding(clause, True, message)], _result([line], "semester", facts.semesters))


def _result(lines: list[Any], basis: str, quantity: int) -> dict[str, object]:
    return {"amount": total(lines), "basis": basis, "quantity": quantity, "lines": tuple(lines)}
