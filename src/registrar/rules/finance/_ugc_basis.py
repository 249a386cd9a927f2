"""Whether a term on a UGC-funded programme is charged flat or by credits."""

from __future__ import annotations

from enum import Enum

from registrar.kernel import AcademicYear, Finding, Message
from registrar.rulebook import Parameters
from registrar.rules.finance._ugc_facts import UgcFeeFacts


class Basis(Enum):
    """How a term is charged. OPEN: flat or by credits, as the load will show; UNKNOWN: staff have to decide."""

    FLAT = "flat"
    CREDIT = "credit"
    NONE = "none"
    OPEN = "open"
    UNKNOWN = "unknown"


Answer = tuple[Basis, list[Finding]]


def basis_of(facts: UgcFeeFacts, parameters: Parameters) -> Answer:
    """Return the basis of the term's charge and the clauses that settle it."""
    if facts.mode == "part_time":
        role = "part_time" if parameters.has_clause("part_time") else "whole_subject"
        return Basis.CREDIT, [Finding(parameters.cite(role), True, Message("finance.ugc_fee.part_time", {}))]
    if facts.summer:
        return _in_summer(facts, parameters)
    if not flat_cohort(facts, parameters):
        return _by_option(facts, parameters)
    told = [_no_option(parameters)] if facts.credit_fee_option else []
    if facts.additional_year_for is not None or not facts.need("beyond_normal_duration"):
        return Basis.FLAT, [*told, Finding(parameters.cite("flat"), True, Message("finance.ugc_fee.flat", {}))]
    basis, finding = _by_load(facts, parameters)
    return basis, [*told, finding]


def flat_cohort(facts: UgcFeeFacts, parameters: Parameters) -> bool:
    """Tell whether the cohort is one of those charged flat whatever the study load."""
    return facts.admitted_in >= AcademicYear.parse(parameters["finance.flat_fee_first_cohort"])


def _by_load(facts: UgcFeeFacts, parameters: Parameters) -> tuple[Basis, Finding]:
    """Beyond the normal duration the load decides."""
    least, clause = parameters["finance.beyond_duration_credits"], parameters.cite("beyond")
    if facts.credits is None:
        return Basis.OPEN, Finding(clause, True, Message("finance.ugc_fee.beyond_open", {"least": least}))
    flat = facts.credits >= least
    key = "finance.ugc_fee.beyond_flat" if flat else "finance.ugc_fee.beyond_credit"
    finding = Finding(clause, True, Message(key, {"credits": facts.credits, "least": least}))
    return Basis.FLAT if flat else Basis.CREDIT, finding


def _by_option(facts: UgcFeeFacts, parameters: Parameters) -> Answer:
    """Earlier cohorts pay the flat fee unless they chose credit fees with the approval of a reduced load."""
    taken = facts.credit_fee_option
    key = "finance.ugc_fee.option_taken" if taken else "finance.ugc_fee.option_not_taken"
    message = Message(key, {"cohort": parameters["finance.credit_fee_option_last_cohort"]})
    return Basis.CREDIT if taken else Basis.FLAT, [Finding(parameters.cite("option"), True, message)]


def _no_option(parameters: Parameters) -> Finding:
    """Warn that the choice of credit fees doesn't exist for the cohort; it changes nothing."""
    args = {"cohort": parameters["finance.credit_fee_option_last_cohort"]}
    return Finding(parameters.cite("option"), False, Message("finance.ugc_fee.no_option", args), advice=True)


def _in_summer(facts: UgcFeeFacts, parameters: Parameters) -> Answer:
    """A Summer Term is free for who paid the year's fee and by credits for who paid so; the rest is read or asked."""
    clause = parameters.cite("summer")
    paid, by_credits = facts.need("flat_instalments_paid"), facts.need("semesters_by_credits")
    if by_credits or (facts.credit_fee_option and not flat_cohort(facts, parameters)):
        return Basis.CREDIT, [Finding(clause, True, Message("finance.ugc_fee.summer_credit", {}))]
    if paid >= parameters["finance.annual_fee_instalments"]:
        return Basis.NONE, [Finding(clause, True, Message("finance.ugc_fee.summer_paid", {}))]
    reading = "finance.ugc_fee.reading_summer"
    if flat_cohort(facts, parameters):
        if not facts.need("beyond_normal_duration"):
            message = Message("finance.ugc_fee.summer_within", {})
            return Basis.NONE, [Finding(parameters.cite("flat"), True, message, reading=reading)]
        least = parameters["finance.beyond_duration_credits"]
        if facts.need("credits") < least:
            message = Message("finance.ugc_fee.beyond_credit", {"credits": facts.credits, "least": least})
            return Basis.CREDIT, [Finding(parameters.cite("beyond"), True, message, reading=reading)]
    return Basis.UNKNOWN, [Finding(clause, None, Message("finance.ugc_fee.summer_open", {}), reading=reading)]
