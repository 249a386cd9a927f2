"""What a refund would come to: the rules decide on the facts of the books, and nothing is written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.finance.chart import OTHER_FEES
from registrar.areas.finance.models import Charge, Refund
from registrar.areas.finance.queries.paid_appeals import Appeal
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.finance.refunds import NewRefund
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

SHORTFALL = "tuition_transfer"


@dataclass(frozen=True)
class Proposal:
    """A decision, and the refund that it would grant, if any."""

    decision: Decision
    refund: NewRefund | None = None


def term_tuition_proposal(
    study: Any, term: Any, *, applied_on: date, event: str, jupas: bool | None, approval: str = ""
) -> Proposal:
    """Propose tuition back for a term that was deferred or withdrawn from; two queries.

    `study` and `term` are rows; `jupas` is what is told where the study's record does not say. A new student is one
    whose first term on the programme this is. `approval` names the approved form where the study's record shows no
    such event; it is kept with the facts.
    """
    tuition = paid_tuition([study.pk], term.pk).get((study.pk, term.pk), Tuition())
    facts = {
        "event": event,
        "funding": study.programme.funding,
        "residency": study.residency,
        "jupas": jupas if study.jupas is None else study.jupas,
        "new_student": study.entry_term_id == term.pk,
        "paid": Money(tuition.kept),
        "applied_on": applied_on,
        "semester_start": term.starts_on,
    }
    if approval:
        facts["approval"] = approval
    decision = _decide("finance.refund_before_semester", facts, applied_on)
    return _proposal(
        study, decision, "amount", Refund.Kind.BEFORE_SEMESTER, tuition.source, term.pk, two_persons=bool(approval)
    )


def transfer_proposal(study: Any, term: Any, new_tuition: Decimal, *, today: date, by_officer: bool = True) -> Proposal:
    """Propose what a transfer of study brings back of a term's tuition; two queries.

    `new_tuition` is what an officer says, so a second one confirms the refund (unless the system acts by itself).
    """
    tuition = paid_tuition([study.pk], term.pk).get((study.pk, term.pk), Tuition())
    facts = {"paid": Money(tuition.kept), "new_tuition": Money(new_tuition)}
    decision = _decide("finance.transfer_offset", facts, today)
    return _proposal(
        study, decision, "refund", Refund.Kind.TRANSFER_EXCESS, tuition.source, term.pk, two_persons=by_officer
    )


def appeal_proposal(study: Any, appeal: Appeal, *, matter: str, upheld: int, today: date) -> Proposal:
    """Propose the fee of an appeal back, by what was charged and paid for that very appeal."""
    facts = {
        "matter": matter,
        "fee": Money(appeal.fee),
        "paid": appeal.paid,
        "papers": appeal.papers,
        "upheld": upheld,
    }
    decision = _decide("finance.appeal_fee_refund", facts, today)
    return _proposal(study, decision, "amount", Refund.Kind.APPEAL_UPHELD, OTHER_FEES, None, appeal.charge)


def shortfall_billed(study: int, term: str) -> bool:
    """Return whether the shortfall of a transfer was billed for the term; one query."""
    return Charge.objects.filter(study_id=study, term_id=term, kind=SHORTFALL, reversed_at=None).exists()


def no_exception(study: Any, *, fee: str, new_student: bool, today: date) -> Proposal:
    """Say by which clause a fee stays paid when no exception fits (polyu-2024-25:8G-01)."""
    facts = {"fee": fee, "ground": "unnamed", "funding": study.programme.funding, "new_student": new_student}
    return Proposal(_decide("finance.refund_exception", facts, today))


def _decide(rule: str, facts: dict[str, Any], today: date) -> Decision:
    return decide(rule, facts, as_of=today, university=settings.UNIVERSITY)


def _proposal(
    study: Any,
    decision: Decision,
    answer: str,
    kind: str,
    source: str,
    term: str | None,
    charge: int | None = None,
    *,
    two_persons: bool = False,
) -> Proposal:
    amount = decision.result.get(answer)
    if not decision.allowed or amount is None or not amount:
        return Proposal(decision)
    clause = next(str(finding.clause) for finding in decision.findings if finding.holds)
    reference = f"{kind}:{study.pk}:{term or charge}"
    new = NewRefund(study, kind, amount.amount, clause, decision, reference, source, term, charge, two_persons)
    return Proposal(decision, new)
