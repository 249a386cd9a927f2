"""Charges for single services: transcripts, cards, transfers of credits, retention of a place, and the like."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rules.finance._charging import FINANCE_OFFICE, charge_line

Service = Literal[
    "appeal",
    "application",
    "certification",
    "credit_transfer",
    "data_access",
    "exemption",
    "graduation",
    "identity_card",
    "late_assessment",
    "payment_certificate",
    "reinstatement",
    "retention",
    "subject_withdrawal",
    "testimonial",
    "transcript",
    "transfer_reinstatement",
    "true_copy",
]
ONLY_BY_CREDITS = frozenset({"credit_transfer", "exemption"})
GRANTED = frozenset({"credit_transfer", "exemption", "retention", "subject_withdrawal"})
# Services that the handbook charges in two places: the second role beside the schedule of charges.
ALSO = {
    "appeal": "appeal_fee",
    "certification": "certification_of_award",
    "identity_card": "card_fee",
    "transcript": "transcript_copy",
}
READINGS = {
    "appeal": "finance.service_charge.appeal_reading",
    "data_access": "finance.service_charge.data_access_reading",
    "testimonial": "finance.service_charge.no_fee_reading",
    "transfer_reinstatement": "finance.service_charge.transfer_reinstatement_reading",
    "true_copy": "finance.service_charge.no_fee_reading",
}


class ServiceChargeFacts(Facts):
    """A service that is asked for or granted."""

    service: Service = Field(description="What is charged")
    quantity: int = Field(
        default=1,
        ge=0,
        description="How many: copies, semesters, subjects, credits approved, papers or cases",
    )
    pays_by_credits: bool | None = Field(
        default=None, description="The student pays tuition by credits; asked for credit transfer and exemption"
    )
    residency: Literal["local", "nonlocal"] | None = Field(default=None, description="Asked for applications")
    jupas: bool | None = Field(default=None, description="The application comes through JUPAS")
    caution_money_held: bool | None = Field(default=None, description="Caution money is held; asked for graduation")
    renewal: bool = Field(default=False, description="The card is only renewed because it has expired")
    refused: bool = Field(default=False, description="What was asked for has been refused")
    copy_wanted: bool = Field(default=True, description="A copy of the data is asked for, not only their correction")
    amount_set: Amount | None = Field(
        default=None, description="Amount that the Finance Office has set where the handbook names none"
    )
    upheld: int | None = Field(
        default=None, ge=0, description="Papers or cases on which the appeal was upheld, once it has been decided"
    )


@rule(
    name="finance.service_charge",
    title=Bilingual("Charges for single services", "個別服務收費"),
    clauses={
        "appeal": ("polyu-2024-25:6I-04", "polyu-2018-19:FEE-I-12"),
        "appeal_fee": ("polyu-2024-25:8I-11", "polyu-2018-19:FEE-I-12"),
        "application": ("polyu-2024-25:8I-01", "polyu-2018-19:FEE-I-01"),
        "credit_transfer": ("polyu-2024-25:8I-06", "polyu-2018-19:FEE-I-04"),
        "data_access": ("polyu-2024-25:4C-11", "polyu-2018-19:3D-04"),
        "exemption": ("polyu-2018-19:FEE-I-05",),
        "reinstatement": ("polyu-2024-25:8I-08", "polyu-2018-19:FEE-I-07"),
        "identity_card": ("polyu-2024-25:8I-09", "polyu-2018-19:FEE-I-08"),
        "card_fee": ("polyu-2024-25:4B-12", "polyu-2018-19:FEE-I-08"),
        "subject_withdrawal": ("polyu-2018-19:FEE-I-09",),
        "retention": ("polyu-2024-25:8I-10", "polyu-2018-19:FEE-I-10"),
        "payment_certificate": ("polyu-2018-19:FEE-I-11",),
        "late_assessment": ("polyu-2018-19:FEE-I-13",),
        "certification": ("polyu-2024-25:8I-12", "polyu-2018-19:FEE-I-14"),
        "certification_of_award": ("polyu-2024-25:7D-03", "polyu-2018-19:FEE-I-14"),
        "testimonial": ("polyu-2024-25:7B-01",),
        "true_copy": ("polyu-2024-25:7E-01",),
        "graduation": ("polyu-2024-25:8I-13", "polyu-2018-19:FEE-I-16"),
        "transfer_reinstatement": ("polyu-2024-25:5B-07", "polyu-2018-19:3Q-10"),
        "transcript": ("polyu-2024-25:8I-14", "polyu-2018-19:FEE-I-15"),
        "transcript_copy": ("polyu-2024-25:7A-03", "polyu-2018-19:FEE-I-15"),
    },
    parameters=(
        "finance.appeal_fee",
        "finance.application_fee_local",
        "finance.application_fee_nonlocal",
        "finance.certification_fee",
        "finance.credit_transfer_fee",
        "finance.exemption_fee",
        "finance.graduation_fee",
        "finance.identity_card_fee",
        "finance.late_assessment_fee",
        "finance.payment_certificate_fee",
        "finance.reinstatement_fee",
        "finance.reinstatement_fee_when",
        "finance.retention_fee",
        "finance.subject_withdrawal_fee",
        "finance.testimonial_fee",
        "finance.transcript_fee",
        "finance.transfer_reinstatement_fee",
        "finance.true_copy_fee",
    ),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def service_charge(facts: ServiceChargeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge a service at the amount of the day. The result has `amount` and `lines`; nothing due is HK$0.

    A charge that the edition of the day doesn't know isn't applicable: the service costs nothing under it. What the
    handbook charges without naming an amount is undetermined until the Finance Office has set one. An appeal that has
    been decided also has `refund`, for the papers or cases upheld. A reinstatement has `when`: before the application
    is processed, or on its approval.
    """
    if not parameters.has_clause(facts.service):
        return Decision.not_applicable()
    cited = _cited(facts.service, parameters)
    free = _free(facts, parameters)
    if free is not None:
        result = {"amount": Money.zero(), "lines": ()}
        return Decision.of([Finding(cited[0], True, Message(f"finance.service_charge.{free}", {}))], result)
    price = _price(facts, parameters)
    if price is None:
        ask = Cure(Message("finance.service_charge.have_it_set", {}), authority=FINANCE_OFFICE)
        return Decision.of([Finding(cited[0], None, Message("finance.service_charge.no_amount", {}), cure=ask)])
    line = charge_line(facts.service, "once", price, facts.quantity, cited)
    args = {"unit_price": price, "quantity": facts.quantity, "amount": line["amount"]}
    message = Message(f"finance.service_charge.{facts.service}", args)
    findings = [Finding(cited[0], True, message, reading=READINGS.get(facts.service))]
    result = {"amount": line["amount"], "lines": (line,)}
    if facts.service == "reinstatement":
        result["when"] = parameters["finance.reinstatement_fee_when"]
    if facts.service == "appeal" and facts.upheld is not None:
        result["refund"] = price * min(facts.upheld, facts.quantity)
        args = {"upheld": facts.upheld, "refund": result["refund"]}
        findings.append(Finding(cited[0], True, Message("finance.service_charge.appeal_upheld", args)))
    return Decision.of(findings, result)


def _cited(service: str, parameters: Parameters) -> tuple[Citation, ...]:
    """Return the clause of the schedule, then the one of the service itself where the handbook has both."""
    found = [parameters.cite(service)]
    if service in ALSO:
        found.append(parameters.cite(ALSO[service]))
    return tuple(dict.fromkeys(found))


def _price(facts: ServiceChargeFacts, parameters: Parameters) -> Money | None:
    """Return the price of one, None where nobody has set it."""
    if facts.service == "data_access":
        return facts.amount_set
    if facts.service == "application":
        return _money(parameters[f"finance.application_fee_{facts.need('residency')}"])
    return _money(parameters[f"finance.{facts.service}_fee"])


def _money(value: Any) -> Money | None:
    return value if isinstance(value, Money) else None


def _free(facts: ServiceChargeFacts, parameters: Parameters) -> str | None:
    """Return why nothing is due, or None."""
    if facts.service in ONLY_BY_CREDITS and not facts.need("pays_by_credits"):
        return "flat_payer"
    if facts.service == "graduation" and facts.need("caution_money_held"):
        return "caution_money_converted"
    if facts.service == "application" and facts.need("jupas"):
        return "jupas"
    if facts.service == "identity_card" and facts.renewal:
        return "renewal"
    if facts.service == "data_access" and not facts.copy_wanted:
        return "correction_only"
    if facts.refused and _only_when_granted(facts.service, parameters):
        return "refused"
    return None


def _only_when_granted(service: str, parameters: Parameters) -> bool:
    """Whether the charge is for what is granted, so that a refusal costs nothing."""
    if service == "reinstatement":
        return bool(parameters["finance.reinstatement_fee_when"] == "on_approval")
    return service in GRANTED
