"""By what a transcript or a certification may be paid."""

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

# Said in the rule's own texts: the words for the methods stand in texts.yaml.
METHODS = {
    "visa": Bilingual("Visa", "Visa"),
    "master": Bilingual("Mastercard", "萬事達卡"),
    "unionpay": Bilingual("UnionPay", "銀聯"),
    "american_express": Bilingual("American Express", "美國運通"),
    "cheque": Bilingual("cheque", "支票"),
    "cash": Bilingual("cash", "現金"),
}


class ServicePaymentFacts(Facts):
    """A document that is asked for and the way its fee is offered."""

    service: Literal["transcript", "certification"] = Field(description="What is paid for")
    method: Literal["visa", "master", "unionpay", "american_express", "cheque", "cash"] = Field(
        description="How the fee is offered"
    )
    currency: str = Field(default="HKD", description="Currency of a cheque")
    payee_right: bool = Field(default=True, description="A cheque is made out to the University")


@rule(
    name="finance.service_payment",
    title=Bilingual("How a document's fee may be paid", "文件費用的繳費方法"),
    clauses={"transcript": ("polyu-2024-25:7A-04",), "certification": ("polyu-2024-25:7D-04",)},
    parameters=("finance.service_payment_methods",),
    binds_by="event_date",
    kind="acceptance",
)
def service_payment(facts: ServicePaymentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the methods that the handbook names for the document and no other (7A-04, 7D-04).

    A cheque is in Hong Kong dollars and to the University. An edition that names no methods doesn't apply.
    """
    if not parameters.has_clause(facts.service):
        return Decision.not_applicable()
    clause = parameters.cite(facts.service)
    methods = parameters["finance.service_payment_methods"][facts.service]
    named = tuple(METHODS[method] for method in methods)
    held = facts.method in methods
    cure = None if held else Cure(Message("finance.service_payment.use", {"methods": named}))
    args = {"method": METHODS[facts.method], "methods": named}
    key = "finance.service_payment.taken" if held else "finance.service_payment.not_taken"
    findings = [Finding(clause, held, Message(key, args), cure=cure)]
    if held and facts.method == "cheque":
        proper = facts.currency == "HKD" and facts.payee_right
        message = Message("finance.service_payment.cheque" if proper else "finance.service_payment.wrong_cheque")
        findings.append(Finding(clause, proper, message))
    return Decision.of(findings)
