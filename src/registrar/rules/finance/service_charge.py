"""Charges for single services: transcripts, cards, transfers of credits, retention of a place, and the like."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.finance._charging import charge_line

Service = Literal[
    "application",
    "certification",
    "credit_transfer",
    "exemption",
    "graduation",
    "identity_card",
    "late_assessment",
    "payment_certificate",
    "reinstatement",
    "retention",
    "subject_withdrawal",
    "transcript",
]
ONLY_BY_CREDITS = frozenset({"credit_transfer", "exemption"})


class ServiceChargeFacts(Facts):
    """A service that is asked for or granted."""

    service: Service = Field(description="What is charged")
    quantity: int = Field(
        default=1, ge=0, description="How many: copies, semesters, subjects, or credits approved for transfer"
    )
    pays_by_credits: bool | None = Field(
        default=None, description="The student pays tuition by credits; asked for credit transfer and exemption"
    )
    residency: Literal["local", "nonlocal"] | None = Field(default=None, description="Asked for applications")
    jupas: bool | None = Field(default=None, description="The application comes through JUPAS")
    caution_money_held: bool | None = Field(default=None, description="Caution money is held; asked for graduation")


@rule(
    name="finance.service_charge",
    title=Bilingual("Charges for single services", "個別服務收費"),
    clauses={
        "application": ("polyu-2024-25:8I-01", "polyu-2018-19:FEE-I-01"),
        "credit_transfer": ("polyu-2024-25:8I-06", "polyu-2018-19:FEE-I-04"),
        "exemption": ("polyu-2018-19:FEE-I-05",),
        "reinstatement": ("polyu-2024-25:8I-08", "polyu-2018-19:FEE-I-07"),
        "identity_card": ("polyu-2024-25:8I-09", "polyu-2018-19:FEE-I-08"),
        "subject_withdrawal": ("polyu-2018-19:FEE-I-09",),
        "retention": ("polyu-2024-25:8I-10", "polyu-2018-19:FEE-I-10"),
        "payment_certificate": ("polyu-2018-19:FEE-I-11",),
        "late_assessment": ("polyu-2018-19:FEE-I-13",),
        "certification": ("polyu-2024-25:8I-12", "polyu-2018-19:FEE-I-14"),
        "graduation": ("polyu-2024-25:8I-13", "polyu-2018-19:FEE-I-16"),
        "transcript": ("polyu-2024-25:8I-14", "polyu-2018-19:FEE-I-15"),
    },
    parameters=(
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
        "finance.retention_fee",
        "finance.subject_withdrawal_fee",
        "finance.transcript_fee",
    ),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def service_charge(facts: ServiceChargeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge a service at the amount of the day. The result has `amount` and `lines`; nothing due is HK$0.

    A charge that the edition of the day doesn't know isn't applicable: the service costs nothing under it.
    """
    if not parameters.has_clause(facts.service):
        return Decision.not_applicable()
    clause = parameters.cite(facts.service)
    free = _free(facts)
    if free is not None:
        result = {"amount": Money.zero(), "lines": ()}
        return Decision.of([Finding(clause, True, Message(f"finance.service_charge.{free}", {}))], result)
    name = f"finance.{facts.service}_fee"
    if facts.service == "application":
        name = f"finance.application_fee_{facts.need('residency')}"
    line = charge_line(facts.service, "once", parameters[name], facts.quantity, (clause,))
    args = {"unit_price": line["unit_price"], "quantity": facts.quantity, "amount": line["amount"]}
    message = Message(f"finance.service_charge.{facts.service}", args)
    return Decision.of([Finding(clause, True, message)], {"amount": line["amount"], "lines": (line,)})


def _free(facts: ServiceChargeFacts) -> str | None:
    """Return why nothing is due, or None."""
    if facts.service in ONLY_BY_CREDITS and not facts.need("pays_by_credits"):
        return "flat_payer"
    if facts.service == "graduation" and facts.need("caution_money_held"):
        return "caution_money_converted"
    if facts.service == "application" and facts.need("jupas"):
        return "jupas"
    return None
