"""May this credit transfer or exemption be put on record?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.registration.credit_transfer_effect import CreditTransferEffectFacts, credit_transfer_effect
from registrar.rules.registration.credit_transfer_limit import CreditTransferLimitFacts, credit_transfer_limit
from registrar.rules.registration.credit_transfer_window import CreditTransferWindowFacts, credit_transfer_window
from registrar.rules.registration.credit_validity import CreditValidityFacts, credit_validity
from registrar.rules.registration.entry_transfer_limit import EntryTransferLimitFacts, entry_transfer_limit
from registrar.rules.registration.exemption import ExemptionFacts, exemption
from registrar.rules.registration.request_deadline import RequestDeadlineFacts, request_deadline
from registrar.rules.registration.short_curriculum_transfer import (
    ShortCurriculumTransferFacts,
    short_curriculum_transfer,
)
from registrar.rules.registration.transfer_attempt import TransferAttemptFacts, transfer_attempt
from registrar.rules.registration.transfer_reuse import TransferReuseFacts, transfer_reuse

RESULTS = ("late", "cap", "total", "left", "last_day", "in_gpa", "effective_term", "graduation_not_before_end_of")


class CreditTransferFacts(Facts):
    """The facts of every part; a part that is left out is not asked."""

    kind: Literal["credit_transfer", "exemption"] = Field(description="What was applied for")
    recognised_already: tuple[str, ...] = Field(
        default=(), description="Subjects of the application that the student has passed or had recognised before"
    )
    window: CreditTransferWindowFacts | None = Field(default=None, description="When the transfer was applied for")
    deadline: RequestDeadlineFacts | None = Field(default=None, description="When the exemption was applied for")
    validity: CreditValidityFacts | None = Field(default=None, description="The age of the credits")
    reuse: TransferReuseFacts | None = Field(default=None, description="What the credits served before")
    limit: CreditTransferLimitFacts | None = Field(default=None, description="Credits recognised in all, by origin")
    entry_limit: EntryTransferLimitFacts | None = Field(default=None, description="Credits brought on entry")
    short_curriculum: ShortCurriculumTransferFacts | None = Field(
        default=None, description="The curriculum of those admitted to a later year"
    )
    attempts: tuple[TransferAttemptFacts, ...] = Field(default=(), description="The attempt behind each subject")
    exemptions: tuple[ExemptionFacts, ...] = Field(default=(), description="Each subject to be exempted")
    effect: CreditTransferEffectFacts | None = Field(default=None, description="When it was approved")


@rule(
    name="registration.credit_transfer",
    title=Bilingual("Recording a credit transfer or exemption", "記錄學分轉移或科目豁免"),
    clauses={
        "credit_transfer": ("polyu-2024-25:5B-10", "polyu-2018-19:3Q-07"),
        "exemption": ("polyu-2024-25:5B-02", "polyu-2018-19:3Q-02"),
    },
    binds_by="event_date",
)
def credit_transfer(facts: CreditTransferFacts, parameters: Parameters, as_of: date) -> Decision:
    """Ask every rule that bears on an approved application; all of their findings are this decision's.

    What the student has passed or had recognised before is not recognised once more. The result tells whether it came
    late, the caps, and from which term it counts.
    """
    findings: list[Finding] = []
    result: dict[str, Any] = {}
    if facts.recognised_already:
        message = Message("registration.transfer.recognised_already", {"subjects": facts.recognised_already})
        reading = "registration.reading.recognised_once"
        findings.append(Finding(parameters.cite(facts.kind), False, message, reading=reading))
    for part in _decided(facts, parameters):
        findings.extend(part.findings)
        result |= {name: part.result[name] for name in RESULTS if name in part.result}
    return Decision.of(findings, result)


def _decided(facts: CreditTransferFacts, parameters: Parameters) -> Iterator[Decision]:
    single: tuple[tuple[Any, Any], ...] = (
        (credit_transfer_window, facts.window),
        (request_deadline, facts.deadline),
        (credit_validity, facts.validity),
        (transfer_reuse, facts.reuse),
        (credit_transfer_limit, facts.limit),
        (entry_transfer_limit, facts.entry_limit),
        (short_curriculum_transfer, facts.short_curriculum),
    )
    for part, known in single:
        if known is not None:
            yield parameters.apply(part, known)
    for attempt in facts.attempts:
        yield parameters.apply(transfer_attempt, attempt)
    for one in facts.exemptions:
        yield parameters.apply(exemption, one)
    if facts.effect is not None:
        yield parameters.apply(credit_transfer_effect, facts.effect)
