"""Whether the payment of tuition may be deferred: for whom, asked by when, and how much of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money, Outcome, WorkingDays
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rules.finance._ugc_facts import Level


class DeferralApplicationFacts(Facts):
    """A debit note for tuition that a student would rather pay later."""

    residency: Literal["local", "nonlocal"] = Field(description="Local or non-local student")
    funding: Literal["ugc", "self_financed"] = Field(description="How the programme is funded")
    mode: Literal["full_time", "part_time", "mixed"] = Field(description="Mode of study")
    level: Level | None = Field(default=None, description="Level of the programme")
    jupas: bool | None = Field(default=None, description="Admitted through JUPAS")
    new_student: bool = Field(default=False, description="The tuition is that of the student's first semester")
    tuition: Amount = Field(description="Tuition of the semester")
    paid: Amount = Field(default=Money.zero(), description="Part of that tuition that is paid already")
    initial_elsewhere: Amount = Field(
        default=Money.zero(), description="Part of the initial fee that stays due on another debit note"
    )
    deadline: date = Field(description="Deadline printed on the debit note")
    asked_on: date = Field(description="Day on which deferral is asked for")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days around the deadline; weekends need not be given"
    )
    ground: Literal["aid_applied", "difficulty", "special_approval"] | None = Field(
        default=None, description="Why payment can't be made in time; empty while it hasn't been said"
    )
    special_approval: bool = Field(
        default=False, description="The programme offering department has given its special approval"
    )
    note_state: Literal["outstanding", "overdue", "paid", "cancelled"] = Field(
        default="outstanding", description="What has become of the debit note"
    )
    answering: bool = Field(default=False, description="An application that was handed in is being answered")
    deferred_to: date | None = Field(default=None, description="Deferred deadline, once one is named")


@rule(
    name="finance.deferral_application",
    title=Bilingual("Deferring the payment of tuition", "延期繳付學費"),
    clauses={
        "eligible": ("polyu-2024-25:8E-01", "polyu-2018-19:FEE-E-01"),
        "in_time": ("polyu-2024-25:8E-02", "polyu-2018-19:FEE-E-03"),
        "initial_fee": ("polyu-2024-25:8E-03", "polyu-2018-19:FEE-E-04"),
        "missed": ("polyu-2024-25:8E-04", "polyu-2018-19:FEE-E-02"),
        "self_financed": ("polyu-2024-25:8E-05", "polyu-2018-19:FEE-E-05"),
    },
    parameters=("finance.deferral_working_days", "finance.deferral_answered_late"),
    binds_by="event_date",
)
def deferral_application(facts: DeferralApplicationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Open deferral to local students on UGC-funded, full-time programmes, on one of two grounds and in time.

    Self-financed local students need the special approval of the department that offers the programme, and are then
    not bound to the days before the deadline; non-local students are not mentioned, which is read as none for them.
    The initial fee can't be deferred. Result in HK$: `deferrable` and `due_now` (what stays due at the old deadline);
    `last_day` for asking, where there is one.
    """
    findings = [_open(facts, parameters)]
    result: dict[str, object] = {}
    if facts.residency == "local" and facts.funding == "self_financed":
        findings += _self_financed(facts, parameters)
    else:
        findings += _eligible(facts, parameters)
        findings.append(_in_time(facts, parameters, result))
    if all(finding.holds for finding in findings) or _only_late(findings):
        findings.append(_amounts(facts, parameters, result))
    if facts.deferred_to is not None:
        later = facts.deferred_to > facts.deadline
        args = {"deadline": facts.deadline, "deferred_to": facts.deferred_to}
        key = "finance.deferral.later" if later else "finance.deferral.not_later"
        findings.append(Finding(parameters.cite("missed"), later, Message(key, args)))
    missed = Message("finance.deferral.missed")
    findings.append(Finding(parameters.cite("missed"), True, missed, advice=True))
    return Decision.of(findings, result)


def _open(facts: DeferralApplicationFacts, parameters: Parameters) -> Finding:
    """Only a note that still waits for payment can be deferred, and one that became overdue waiting for the answer."""
    if facts.note_state == "overdue" and facts.answering and parameters["finance.deferral_answered_late"]:
        late = Message("finance.deferral.note_answered_late")
        return Finding(parameters.cite("missed"), True, late, reading="finance.deferral.reading_answered_late")
    waits = facts.note_state == "outstanding"
    return Finding(parameters.cite("missed"), waits, Message(f"finance.deferral.note_{facts.note_state}"))


def _eligible(facts: DeferralApplicationFacts, parameters: Parameters) -> list[Finding]:
    """Residency, mode and ground (8E-01)."""
    clause = parameters.cite("eligible")
    pay = Cure(Message("finance.deferral.pay_in_time"), by=facts.deadline)
    if facts.residency != "local":
        message = Message("finance.deferral.nonlocal")
        return [Finding(clause, False, message, cure=pay, reading="finance.deferral.reading_nonlocal")]
    if facts.mode != "full_time":
        return [Finding(clause, False, Message("finance.deferral.not_full_time"), cure=pay)]
    findings = [Finding(clause, True, Message("finance.deferral.eligible"))]
    if facts.ground is not None:
        named = facts.ground != "special_approval"
        key = f"finance.deferral.ground_{facts.ground}" if named else "finance.deferral.no_ground"
        findings.append(Finding(clause, named, Message(key), cure=None if named else pay))
    return findings


def _in_time(facts: DeferralApplicationFacts, parameters: Parameters, result: dict[str, object]) -> Finding:
    """Asked for so many working days before the deadline (8E-02)."""
    days = parameters["finance.deferral_working_days"]
    last_day = WorkingDays.without(facts.closed_days).before(facts.deadline, days)
    result["last_day"] = last_day
    in_time = facts.asked_on <= last_day
    args = {"days": days, "last_day": last_day, "deadline": facts.deadline}
    key = "finance.deferral.in_time" if in_time else "finance.deferral.too_late"
    cure = None if in_time else Cure(Message("finance.deferral.pay_in_time"), by=facts.deadline)
    return Finding(parameters.cite("in_time"), in_time, Message(key, args), cure=cure)


def _self_financed(facts: DeferralApplicationFacts, parameters: Parameters) -> list[Finding]:
    """Government aid and payment in time, unless the department specially approves (8E-05)."""
    clause = parameters.cite("self_financed")
    if facts.special_approval:
        return [Finding(clause, True, Message("finance.deferral.specially_approved"))]
    cure = Cure(Message("finance.deferral.seek_aid"), authority="programme_department", by=facts.deadline)
    message = Message("finance.deferral.self_financed", {"deadline": facts.deadline})
    return [Finding(clause, False, message, cure=cure, approval="programme_department")]


def _only_late(findings: list[Finding]) -> bool:
    """Whether nothing but the day stands against it, so that the amount is still worth saying."""
    return all(finding.holds for finding in findings[:-1])


def _amounts(facts: DeferralApplicationFacts, parameters: Parameters, result: dict[str, object]) -> Finding:
    """Tuition less what is paid, and for a new student less what of the initial fee is still to be paid (8E-03).

    Once a deferral has put it on a note of its own, it is due there, and not a second time.
    """
    initial = _initial_fee(facts, parameters)
    due_now = max(Money.zero(), initial - facts.paid - facts.initial_elsewhere)
    deferrable = max(Money.zero(), facts.tuition - facts.paid - due_now)
    result |= {"deferrable": deferrable, "due_now": due_now}
    args = {"deferrable": deferrable, "initial": initial, "due_now": due_now}
    clause = parameters.cite("initial_fee")
    if deferrable == Money.zero():
        return Finding(clause, False, Message("finance.deferral.nothing", args))
    if due_now > Money.zero():
        return Finding(clause, True, Message("finance.deferral.initial_due", args))
    key = "finance.deferral.initial_paid" if initial > Money.zero() else "finance.deferral.whole"
    if facts.initial_elsewhere > Money.zero():
        key = "finance.deferral.initial_elsewhere"
    return Finding(clause, True, Message(key, args))


def _initial_fee(facts: DeferralApplicationFacts, parameters: Parameters) -> Money:
    """Return the initial fee that a new student of a UGC-funded programme owes, nothing for everybody else.

    What a department approves for a self-financed student is its own to say.
    """
    if not facts.new_student or facts.funding != "ugc":
        return Money.zero()
    asked = {"funding": "ugc", "level": facts.need("level"), "mode": facts.mode, "residency": facts.residency}
    decision = parameters.apply("finance.initial_fee", asked | {"jupas": facts.jupas})
    if decision.outcome is Outcome.UNDETERMINED:
        facts.need("jupas")
    amount = decision.result.get("amount")
    return amount if isinstance(amount, Money) else Money.zero()
