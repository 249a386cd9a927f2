"""Whether a nullified registration can still be reinstated, and what that costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule


class ReinstatementWindowFacts(Facts):
    """A nullification and the application for reinstatement that followed."""

    nullified_on: date = Field(description="Day of the nullification")
    received_on: date | None = Field(default=None, description="Day on which the application was received")
    fee_paid: bool = Field(default=False, description="Whether the reinstatement fee is paid")
    department_decision: Literal["approved", "refused"] | None = Field(
        default=None, description="Decision of the programme's department on the exceptional reason"
    )
    arrears_paid: bool = Field(default=False, description="Whether the fees owed are paid")
    arrears_due_by: date | None = Field(
        default=None, description="New deadline that the approval sets for the fees owed"
    )


@rule(
    name="enrolment.reinstatement_window",
    title=Bilingual("Reinstatement of registration", "恢復註冊"),
    clauses={
        "reinstatement": ("polyu-2024-25:5H-02", "polyu-2018-19:3W-02"),
        "window": ("polyu-2024-25:5H-03", "polyu-2018-19:3W-02"),
        "fee": ("polyu-2024-25:5H-04", "polyu-2018-19:3W-03"),
    },
    parameters=(
        "enrolment.reinstatement_days",
        "enrolment.reinstatement_form",
        "enrolment.reinstatement_fee_due",
        "enrolment.reinstatement_arrears",
        "finance.reinstatement_fee",
    ),
    binds_by="event_date",
)
def reinstatement_window(facts: ReinstatementWindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Follow an application for reinstatement: in time, fee paid, the department's decision, arrears.

    What is owed is paid, or falls under a new deadline after which registration would fall away once more.

    ALLOWED reinstates; REFUSED says what stands in the way; NEEDS_APPROVAL waits for the department. Result:
    `last_day`, `considered`, `fee` (Money, only where one is due) and `reinstated`.
    """
    last_day = facts.nullified_on + timedelta(days=parameters["enrolment.reinstatement_days"])
    received = facts.received_on or as_of
    result: dict[str, object] = {"last_day": last_day, "considered": received <= last_day, "reinstated": False}
    args = {"last_day": last_day, "received": received, "form": parameters["enrolment.reinstatement_form"]}
    if received > last_day:
        key = "enrolment.reinstatement.over" if facts.received_on is None else "enrolment.reinstatement.late"
        late = Finding(parameters.cite("window"), False, Message(key, args))
        return Decision.of([late], result)
    key = "enrolment.reinstatement.open" if facts.received_on is None else "enrolment.reinstatement.in_time"
    findings = [Finding(parameters.cite("window"), True, Message(key, args))]
    if facts.received_on is None:
        fee: Money = parameters["finance.reinstatement_fee"]
        asked = Message("enrolment.reinstatement.cure_apply", {**args, "fee": fee})
        cure = Cure(asked, form=str(args["form"]), authority="programme_department", amount=fee, by=last_day)
        findings.append(
            Finding(parameters.cite("reinstatement"), False, Message("enrolment.reinstatement.not_asked", args), cure)
        )
        return Decision.of(findings, result)
    findings += _steps(facts, parameters, result)
    decision = Decision.of(findings, result)
    return Decision.of(findings, {**result, "reinstated": decision.allowed})


def _steps(facts: ReinstatementWindowFacts, parameters: Parameters, result: dict[str, object]) -> list[Finding]:
    """The fee, the department's decision and the arrears, in the order in which they stand in the way."""
    before = parameters["enrolment.reinstatement_fee_due"] == "before_processing"
    approved = facts.department_decision == "approved"
    findings = []
    if before or approved:
        fee = parameters["finance.reinstatement_fee"]
        result["fee"] = fee
        findings.append(_fee(facts, parameters, fee))
        if before and not facts.fee_paid:
            return findings
    findings.append(_department(facts, parameters))
    if approved:
        findings.append(_arrears(facts, parameters))
    return findings


def _fee(facts: ReinstatementWindowFacts, parameters: Parameters, fee: Money) -> Finding:
    clause = parameters.cite("fee")
    if facts.fee_paid:
        return Finding(clause, True, Message("enrolment.reinstatement.fee_paid", {"fee": fee}))
    cure = Cure(Message("enrolment.reinstatement.cure_fee", {"fee": fee}), amount=fee)
    return Finding(clause, False, Message("enrolment.reinstatement.fee_due", {"fee": fee}), cure)


def _department(facts: ReinstatementWindowFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("reinstatement")
    if facts.department_decision is None:
        waiting = Message("enrolment.reinstatement.undecided")
        cure = Cure(Message("enrolment.reinstatement.cure_department"), authority="programme_department")
        return Finding(clause, False, waiting, cure, approval="programme_department")
    message = Message(f"enrolment.reinstatement.{facts.department_decision}")
    return Finding(clause, facts.department_decision == "approved", message)


def _arrears(facts: ReinstatementWindowFacts, parameters: Parameters) -> Finding:
    clause = parameters.cite("reinstatement")
    if facts.arrears_paid:
        return Finding(clause, True, Message("enrolment.reinstatement.arrears_paid"))
    due = facts.arrears_due_by
    if due is not None and parameters["enrolment.reinstatement_arrears"] == "new_deadline":
        message = Message("enrolment.reinstatement.arrears_put_off", {"due": due})
        return Finding(clause, True, message, reading="enrolment.reading.arrears_put_off")
    cure = Cure(Message("enrolment.reinstatement.cure_arrears"))
    return Finding(clause, False, Message("enrolment.reinstatement.arrears_due"), cure)
