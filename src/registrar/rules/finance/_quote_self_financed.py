"""Quotes on self-financed programmes: which table is asked, and how its answer becomes a quote."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from registrar.kernel import Decision, Finding, Message, Money, Outcome
from registrar.rulebook import Parameters
from registrar.rulebook.fees import FeeRow, ListedProgramme, Missing, NotListed
from registrar.rules.finance._charging import unlisted
from registrar.rules.finance._quote_facts import QuoteFacts

# Stands for a subject that the programme doesn't price apart.
ANY = "-"
MODULAR = frozenset({"module", "dissertation"})


def self_financed_quote(facts: QuoteFacts, parameters: Parameters) -> Decision:
    """Quote tuition, or the extension of a dissertation where that is what the asked-for quantity means."""
    if _extension_meant(facts, parameters):
        return _extension(facts, parameters)
    decision = parameters.apply("finance.self_financed_fee", _tuition_facts(facts, parameters))
    if decision.outcome is not Outcome.ALLOWED:
        return decision
    basis = str(decision.result["basis"])
    if not _fits(facts, basis):
        clause = parameters.cite("self_financed")
        return Decision.of([unlisted(NotListed(Missing.BASIS), clause)])
    return _tuition(facts, parameters, decision)


def _listed(facts: QuoteFacts, parameters: Parameters) -> ListedProgramme | None:
    return parameters.fees.programme(facts.programme, facts.charged_in)


def _bases(facts: QuoteFacts, parameters: Parameters) -> frozenset[str]:
    """Return how the student's row charges; where the cohort has no row, how the stream or programme charges."""
    row = parameters.fees.row(facts.programme, facts.stream, facts.admitted_in, facts.charged_in)
    if isinstance(row, FeeRow):
        return frozenset({row.basis})
    listed = _listed(facts, parameters)
    rows = listed.rows if listed else ()
    of_stream = [row for row in rows if row.streams is not None and facts.stream in row.streams]
    return frozenset(row.basis for row in of_stream or rows)


def _extension_meant(facts: QuoteFacts, parameters: Parameters) -> bool:
    """Tell whether the extension of the dissertation is asked for.

    Beside `item` that says so: a dissertation is an amount of its own on modular programmes only, elsewhere its
    extension is priced. Where tuition isn't charged by the semester, semesters can only mean those of an extension: on
    doctorates and modular programmes, whose extension is priced so, and on others beyond the normal duration.
    """
    if facts.item == "extension" or facts.months:
        return True
    if facts.study_abroad:
        return False
    bases = _bases(facts, parameters)
    if facts.dissertation:
        return not bases & MODULAR or facts.beyond_normal_duration or facts.semesters is not None
    if facts.semesters is None or "semester" in bases or not bases:
        return False
    listed = _listed(facts, parameters)
    doctoral = listed is not None and listed.level == "professional_doctorate"
    return doctoral or bool(bases & MODULAR) or facts.beyond_normal_duration


def _extension(facts: QuoteFacts, parameters: Parameters) -> Decision:
    asked = {
        **_common(facts),
        "permitted": True,
        "semesters": facts.semesters or _one_charge(facts, parameters),
        "months": facts.months,
    }
    decision = parameters.apply("finance.extension_fee", asked)
    if not isinstance(decision.result.get("amount"), Money):
        return decision
    findings = decision.findings
    return Decision.of(findings, {**decision.result, "item": "extension"})


def _one_charge(facts: QuoteFacts, parameters: Parameters) -> int:
    """Return the semesters that one printed charge is for."""
    table = parameters.fees.doctoral.get(facts.charged_in)
    return table.per_semesters(facts.programme) if table else 1


def _common(facts: QuoteFacts) -> dict[str, Any]:
    return {
        "term": facts.term,
        "cohort": facts.cohort,
        "programme": facts.programme,
        "stream": facts.stream,
        "residency": facts.residency,
        "admitted_on": facts.admitted_on,
    }


def _tuition_facts(facts: QuoteFacts, parameters: Parameters) -> dict[str, Any]:
    subject = {"code": facts.subject or ANY, "credits": facts.credits or 1, "level": facts.subject_level}
    if facts.beyond_normal_duration and "semester" in _bases(facts, parameters):
        # The load decides; who asks for semesters asks what a full load costs.
        if facts.semesters is not None:
            subject["credits"] = parameters["finance.beyond_duration_credits"]
        elif facts.credits is None:
            facts.need("credits")
    return {
        **_common(facts),
        "subjects": [subject],
        "modules": facts.modules or (0 if facts.dissertation else 1),
        "dissertation": facts.dissertation,
        "beyond_normal_duration": facts.beyond_normal_duration,
        "study_abroad": facts.study_abroad,
        "extras": facts.extras,
        # No debit notes in a quote.
        "new_student": True,
    }


def _fits(facts: QuoteFacts, basis: str) -> bool:
    """Tell whether the table prices by what was asked for; a fee by the semester doesn't depend on credits."""
    if facts.semesters and basis != "semester":
        return False
    if facts.modules and basis != "module":
        return False
    return not (facts.credits and basis == "module")


def _tuition(facts: QuoteFacts, parameters: Parameters, decision: Decision) -> Decision:
    """Turn a term's charge into the quote of what was asked for."""
    times = facts.semesters or 1
    lines = tuple(
        {**line, "quantity": line["quantity"] * times, "amount": line["amount"] * times}
        if line["item"] == "tuition"
        else line
        for line in decision.result["lines"]
    )
    first = lines[0]
    result: dict[str, Any] = {
        "amount": sum((line["amount"] for line in lines), Money.zero()),
        "item": first["item"] if first["item"] == "dissertation" else "tuition",
        "basis": first["basis"],
        "quantity": first["quantity"],
        "unit_price": first["unit_price"],
        "lines": lines,
    }
    findings = [_unnamed(item) for item in decision.findings]
    if facts.beyond_normal_duration and facts.semesters and first["basis"] == "semester":
        args = {"least": parameters["finance.beyond_duration_credits"]}
        findings.append(Finding(parameters.cite("beyond"), True, Message("finance.quote.full_load", args)))
    return Decision.of(findings, result | _beside(facts, parameters))


def _unnamed(finding: Finding) -> Finding:
    """Say the price of a credit where no subject was named."""
    args = finding.message.args
    if args.get("subject") != ANY:
        return finding
    told = {"unit_price": args["unit_price"], "row": args["row"]}
    return replace(finding, message=Message("finance.quote.credit", told))


def _beside(facts: QuoteFacts, parameters: Parameters) -> dict[str, Any]:
    """Return what stands beside the price: the programme's minimum, its fee for few credits, its further charges."""
    row = parameters.fees.row(facts.programme, facts.stream, facts.admitted_in, facts.charged_in)
    if not isinstance(row, FeeRow):
        return {}
    beside: dict[str, Any] = {}
    if row.minimum_programme_fee is not None:
        beside["minimum_programme_fee"] = row.minimum_programme_fee
    if row.beyond_credit_fee is not None:
        beside["beyond_credit_fee"] = row.beyond_credit_fee
    further = []
    for code in parameters.fees.additional_items(row, facts.charged_in):
        item, price = parameters.fees.additional_item(
            code, facts.programme, facts.stream, facts.admitted_in, facts.charged_in
        )
        title: Any = item.title if item else code
        further.append({"item": code, "title": title, "amount": getattr(price, "amount", None)})
    return beside | ({"further_charges": tuple(further)} if further else {})
