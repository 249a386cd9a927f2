"""Which attempt a credit transfer rests on."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class TransferAttemptFacts(Facts):
    """A subject passed elsewhere or in another programme, and the subject that it shall stand for."""

    subject: str = Field(description="Subject that the transfer is for")
    source: Literal["internal", "external"] = Field(description="Taken at this university or elsewhere")
    last_attempt_passed: bool | None = Field(
        default=None, description="Whether the last attempt at the source subject is a pass"
    )
    declared_last: bool = Field(
        default=False, description="Whether the student declared that the grade is that of the last attempt"
    )
    failed_in_current_study: bool = Field(
        default=False, description="Whether the subject was attempted and failed in the current study"
    )
    own_exchange: bool = Field(
        default=False, description="Whether the source was taken on an approved exchange of the current programme"
    )


@rule(
    name="registration.transfer_attempt",
    title=Bilingual("Which attempt a credit transfer rests on", "學分轉移所依據的修讀次數"),
    clauses={"attempt": ("polyu-2024-25:5B-14", "polyu-2018-19:3Q-09")},
    parameters=("registration.credit_transfer_form",),
    binds_by="event_date",
    kind="acceptance",
)
def transfer_attempt(facts: TransferAttemptFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a transfer after a failed last attempt, without the declaration, or for what was failed in this study.

    A subject failed in the current study may be met by one taken on an exchange of that study.
    """
    clause = parameters.cite("attempt")
    form: str = parameters["registration.credit_transfer_form"]
    args: dict[str, Any] = {"subject": facts.subject, "form": form}
    if facts.need("last_attempt_passed"):
        findings = [Finding(clause, True, Message("registration.transfer.last_passed", args))]
    else:
        findings = [Finding(clause, False, Message("registration.transfer.last_failed", args))]
    if facts.source == "external" and not facts.declared_last:
        declare = Cure(Message("registration.cure.declare_last_attempt", args), form)
        findings.append(Finding(clause, False, Message("registration.transfer.undeclared", args), declare))
    if facts.failed_in_current_study:
        key = (
            "registration.transfer.failed_then_exchange" if facts.own_exchange else "registration.transfer.failed_here"
        )
        retake = None if facts.own_exchange else Cure(Message("registration.cure.retake_here", args))
        findings.append(Finding(clause, facts.own_exchange, Message(key, args), retake))
    return Decision.of(findings)
