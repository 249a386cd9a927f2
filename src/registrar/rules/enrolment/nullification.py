"""What unpaid fees, a rejected payment or missed subject registration do at their deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Decision, Finding, Message
from registrar.rulebook import Amount, Facts, Parameters, Record, TermKey, rule


class NoteFacts(Record):
    """One debit note of the semester."""

    number: str = Field(description="Number of the debit note")
    kind: Literal["tuition", "caution_money", "other", "credit_transfer", "exemption"] = Field(
        description="What the note is for"
    )
    amount: Amount = Field(description="Amount of the note")
    deadline: date = Field(description="Last day for paying; the deferred one where deferral was approved")
    settled_on: date | None = Field(default=None, description="Day on which the full amount was settled for good")
    rejected_on: date | None = Field(default=None, description="Day on which the bank last rejected a payment")
    begun_on: date | None = Field(
        default=None, description="Day on which a payment was begun whose outcome the bank has still to tell"
    )


class NullificationFacts(Facts):
    """The debit notes of a semester, and whether subjects were registered on schedule."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    notes: tuple[NoteFacts, ...] = Field(default=(), description="Debit notes of the semester")
    registration_deadline: date | None = Field(default=None, description="Last day of the registration schedule")
    subjects_registered_on: date | None = Field(default=None, description="Day of the first subject registration")
    approved_absence: Literal["deferment", "zero_subject"] | None = Field(
        default=None, description="Approved deferment or zero-subject enrolment"
    )
    absence_pending: bool = Field(default=False, description="An application for either was made and isn't decided yet")
    nullified_on: date | None = Field(default=None, description="Day on which registration fell away, where it has")


@rule(
    name="enrolment.nullification",
    title=Bilingual("Nullification of registration", "註冊失效"),
    clauses={
        "nullification": ("polyu-2024-25:5H-01", "polyu-2018-19:3W-01"),
        "unpaid": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09"),
        "deemed": ("polyu-2024-25:8F-01", "polyu-2018-19:FEE-F-01"),
        "approval": ("polyu-2024-25:8B-04", "polyu-2018-19:FEE-B-02"),
        "rejected": ("polyu-2024-25:8D-02", "polyu-2018-19:FEE-D-02"),
        "unregistered": ("polyu-2024-25:5A-08", "polyu-2024-25:5H-01", "polyu-2018-19:3P-05"),
        "completion": ("polyu-2024-25:GAP-15",),
    },
    parameters=(
        "enrolment.rejection_needs_debt",
        "enrolment.notes_for_approvals",
        "enrolment.notes_without_status",
    ),
    binds_by="term",
    kind="consequence",
)
def nullification(facts: NullificationFacts, parameters: Parameters, as_of: date) -> Decision:
    """Find the grounds on which registration and student status fall away, once the deadline day is over.

    REFUSED lists the student for nullification, which the registry confirms; each ground names the way back, as the
    rule of reinstatement gives it. Result: `reasons` (not_registered, unpaid, payment_rejected), `nullified`,
    `removal_reason` (what is recorded), `void_approvals` (numbers of the notes whose credit transfer or exemption falls
    away, which doesn't touch status), `owing` (numbers of the notes in default) and, where nullified, `reinstate_by`.

    This is the only rule on fees that stay unpaid: it is asked about all notes of a semester, or about one of them.
    """
    approvals = parameters["enrolment.notes_for_approvals"]
    harmless = parameters["enrolment.notes_without_status"]
    findings: list[Finding] = []
    reasons: list[str] = []
    void: list[str] = []
    owing: list[str] = []
    for note in facts.notes:
        if note.kind in approvals:
            findings.append(_approval(note, parameters, as_of, void))
        elif note.kind in harmless:
            findings.append(_charge(note, parameters, as_of, owing))
        else:
            findings.append(_fee(note, parameters, as_of, reasons, owing))
    if facts.registration_deadline is not None:
        findings.append(_subjects(facts, facts.registration_deadline, parameters, as_of, reasons))
    found = list(dict.fromkeys(reasons))
    if "unpaid" in found:
        findings.append(Finding(parameters.cite("deemed"), False, Message("enrolment.nullification.deemed")))
    removal = "deemed_not_continuing" if "unpaid" in found else found[0] if found else None
    result: dict[str, object] = {
        "nullified": bool(found),
        "reasons": found,
        "removal_reason": removal,
        "void_approvals": void,
        "owing": owing,
    }
    if found:
        findings = _with_way_back(findings, facts.nullified_on or as_of, parameters, result)
    return Decision.of(findings, result)


def _unpaid(note: NoteFacts, as_of: date) -> bool:
    """In default once the deadline day is over; what is settled on that day is in time, later payment isn't."""
    in_time = note.settled_on is not None and note.settled_on <= note.deadline
    return as_of > note.deadline and not in_time


def _awaited(note: NoteFacts, as_of: date) -> bool:
    """Nothing has come, but a payment begun in time is under way; one begun after the deadline saves nothing."""
    return _unpaid(note, as_of) and note.begun_on is not None and note.begun_on <= note.deadline


def _under_way(note: NoteFacts, clause: Citation) -> Finding:
    message = Message("enrolment.nullification.under_way", _args(note) | {"begun_on": note.begun_on})
    return Finding(clause, True, message, reading="enrolment.reading.payment_under_way")


def _args(note: NoteFacts) -> dict[str, object]:
    return {"number": note.number, "amount": note.amount, "deadline": note.deadline}


def _approval(note: NoteFacts, parameters: Parameters, as_of: date, void: list[str]) -> Finding:
    """A note for a credit transfer or exemption: unpaid, the approval falls away and status stays."""
    clause = parameters.cite("approval")
    if _awaited(note, as_of):
        return _under_way(note, clause)
    if not _unpaid(note, as_of):
        return Finding(clause, True, Message("enrolment.nullification.approval_kept", _args(note)))
    void.append(note.number)
    message = Message(f"enrolment.nullification.{note.kind}_void", _args(note))
    return Finding(clause, False, message, advice=True)


def _charge(note: NoteFacts, parameters: Parameters, as_of: date, owing: list[str]) -> Finding:
    """A note for something else than the semester's fees: unpaid, it stays owed, and status stays."""
    clause, reading = parameters.cite("unpaid"), "enrolment.reading.notes_without_status"
    if _awaited(note, as_of):
        return _under_way(note, clause)
    if not _unpaid(note, as_of):
        settled = note.settled_on is not None and note.settled_on <= as_of
        return Finding(clause, True, Message(f"enrolment.nullification.{'paid' if settled else 'due'}", _args(note)))
    owing.append(note.number)
    return Finding(
        clause, False, Message("enrolment.nullification.charge_unpaid", _args(note)), advice=True, reading=reading
    )


def _fee(note: NoteFacts, parameters: Parameters, as_of: date, reasons: list[str], owing: list[str]) -> Finding:
    """A note for fees: in default it ends status; a rejection does so by itself only where the edition says so."""
    rejected = note.rejected_on is not None and note.rejected_on <= as_of
    if rejected and not parameters["enrolment.rejection_needs_debt"]:
        reasons.append("payment_rejected")
        owing.append(note.number)
        args = _args(note) | {"rejected_on": note.rejected_on}
        message = Message("enrolment.nullification.rejected", args)
        return Finding(parameters.cite("rejected"), False, message)
    if _awaited(note, as_of):
        return _under_way(note, parameters.cite("unpaid"))
    if not _unpaid(note, as_of):
        settled = note.settled_on is not None and note.settled_on <= as_of
        message = Message(f"enrolment.nullification.{'paid' if settled else 'due'}", _args(note))
        return Finding(parameters.cite("unpaid"), True, message, reading="finance.payment.deadline_day_counts")
    reasons += ["payment_rejected", "unpaid"] if rejected else ["unpaid"]
    owing.append(note.number)
    role = "rejected" if rejected else "unpaid"
    message = Message(
        "enrolment.nullification.rejected_unpaid" if rejected else "enrolment.nullification.unpaid", _args(note)
    )
    return Finding(parameters.cite(role), False, message)


def _subjects(
    facts: NullificationFacts, deadline: date, parameters: Parameters, as_of: date, reasons: list[str]
) -> Finding:
    """Subjects not registered on schedule, with neither deferment nor zero-subject enrolment."""
    clause = parameters.cite("unregistered")
    args = {"deadline": deadline}
    done = facts.subjects_registered_on
    if done is not None and done <= min(deadline, as_of):
        return Finding(clause, True, Message("enrolment.nullification.registered", args))
    if facts.approved_absence is not None:
        return Finding(clause, True, Message("enrolment.nullification.absence_approved"))
    if facts.absence_pending:
        return Finding(clause, True, Message("enrolment.nullification.absence_pending"))
    if as_of <= deadline:
        return Finding(clause, True, Message("enrolment.nullification.registration_open", args))
    reasons.append("not_registered")
    reading = "enrolment.reading.completion_date" if parameters.has_clause("completion") else None
    return Finding(clause, False, Message("enrolment.nullification.unregistered", args), reading=reading)


def _with_way_back(
    findings: list[Finding], nullified_on: date, parameters: Parameters, result: dict[str, object]
) -> list[Finding]:
    """Give every ground the cure that the rule of reinstatement knows on this day, and add what it says of the time."""
    asked = parameters.apply("enrolment.reinstatement_window", {"nullified_on": nullified_on})
    if "last_day" not in asked.result:
        return findings  # no verified edition tells the way back on this day: the grounds stand all the same
    result["reinstate_by"] = asked.result["last_day"]
    cure = next((finding.cure for finding in asked.findings if finding.cure is not None), None)
    grounds = [replace(one, cure=cure) if one.holds is False and not one.advice else one for one in findings]
    return [*grounds, asked.findings[0]]
