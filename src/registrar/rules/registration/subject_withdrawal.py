"""Who decides on withdrawal from a subject."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule

Opinion = Literal["agreed", "refused"] | None


class SubjectWithdrawalFacts(Facts):
    """A request to leave a subject after add/drop, and what was decided so far."""

    subject: str = Field(description="Subject code")
    tuition_settled: bool | None = Field(default=None, description="Whether the tuition of the subject is settled")
    strong_reasons: bool | None = Field(
        default=None, description="Whether the reasons given are strong; empty: not judged yet"
    )
    teacher: Opinion = Field(default=None, description="Opinion of the Subject Teacher; empty: none yet")
    leader: Opinion = Field(default=None, description="Opinion of the Programme Leader; empty: none yet")


@rule(
    name="registration.subject_withdrawal",
    title=Bilingual("Deciding on withdrawal from a subject", "審批退修科目申請"),
    clauses={
        "withdrawal": ("polyu-2024-25:5G-01", "polyu-2018-19:3V-06"),
        "in_order": ("polyu-2024-25:5G-01",),
    },
    binds_by="term",
)
def subject_withdrawal(facts: SubjectWithdrawalFacts, parameters: Parameters, as_of: date) -> Decision:
    """Withdraw from a subject once its tuition is settled, the reasons are strong, and teacher and leader agree.

    2024/25 asks the Subject Teacher first and then the Programme Leader; 2018/19 asks both, in no order. Result:
    `next`, whose turn it is (nobody once decided). NEEDS_APPROVAL while an opinion is outstanding.
    """
    clause = parameters.cite("withdrawal")
    args: dict[str, Any] = {"subject": facts.subject}
    settled = facts.need("tuition_settled")
    pay = None if settled else Cure(Message("registration.cure.settle_tuition", args))
    key = "registration.withdrawal.tuition_settled" if settled else "registration.withdrawal.tuition_owed"
    findings = [Finding(clause, settled, Message(key, args), pay)]
    if not settled:
        return Decision.of(findings, {"next": "student"})
    if facts.strong_reasons is False:
        findings.append(Finding(clause, False, Message("registration.withdrawal.weak_reasons", args)))
        return Decision.of(findings, {"next": None})
    asked = [("subject_teacher", facts.teacher), ("programme_leader", facts.leader)]
    waiting = [name for name, opinion in asked if opinion is None]
    refused = any(opinion == "refused" for _, opinion in asked)
    if waiting and parameters.has_clause("in_order") and not refused:
        # The second is asked only once the first has agreed.
        asked = asked[: [name for name, _ in asked].index(waiting[0]) + 1]
    findings += [_opinion(clause, name, opinion, args) for name, opinion in asked if opinion or not refused]
    return Decision.of(findings, {"next": waiting[0] if waiting and not refused else None})


def _opinion(clause: Citation, name: str, opinion: Opinion, args: dict[str, Any]) -> Finding:
    if opinion is None:
        cure = Cure(Message(f"registration.cure.{name}_decides", args), authority=name)
        message = Message(f"registration.withdrawal.{name}_undecided", args)
        return Finding(clause, False, message, cure, approval=name)
    return Finding(clause, opinion == "agreed", Message(f"registration.withdrawal.{name}_{opinion}", args))
