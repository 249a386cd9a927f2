"""Fees of terms after the last one of a study."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.actions.cancel_debit_notes import cancel_debit_notes
from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.models import Charge, DebitNote, Refund
from registrar.areas.finance.queries.debts import open_tuition_notes
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.finance.refunds import NewRefund
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

BY_CREDITS = "credit"


@dataclass(frozen=True)
class EndedFees:
    """The debit notes that were cancelled, and the refunds that were granted."""

    cancelled: tuple[DebitNote, ...] = ()
    refunds: tuple[Refund, ...] = ()


@transaction.atomic
def end_later_fees(study: int, last_term: str, *, actor: Any, now: datetime) -> EndedFees:
    """Cancel the unpaid tuition of the terms after a study's last one, and refund what was paid by credits for them.

    Whoever takes off the registrations of those terms calls this in the same transaction (polyu-2024-25:6J-02). The
    whole fee of a consecutive subject belongs to its first term and stays (8A-18). A flat fee that was paid covers the
    year and is left to the Finance Office. Done twice it does nothing more.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    later = _later(last_term)
    notes = [note.pk for note in open_tuition_notes([study], later)]
    cancelled = cancel_debit_notes(notes, actor=actor, now=now) if notes else {}
    new = [
        one
        for (_, term), tuition in sorted(paid_tuition([study]).items())
        if term in later and tuition.kept and _by_credits(study, term)
        if (one := _refund(row, term, tuition, now)) is not None
    ]
    refunds = grant_refunds(new, actor=actor, now=now) if new else []
    return EndedFees(tuple(cancelled.values()), tuple(refunds))


def _later(last_term: str) -> Collection[str]:
    terms = all_terms()
    end = next(term.ordinal for term in terms if term.pk == last_term)
    return {term.pk for term in terms if term.ordinal > end}


def _by_credits(study: int, term: str) -> bool:
    """Whether all that was paid for a term was paid by credits."""
    rows = Charge.objects.filter(study_id=study, term_id=term, kind__startswith="tuition", reversed_at=None)
    paid = set(rows.filter(debit_note__state=DebitNote.State.PAID).order_by().values_list("basis", flat=True))
    return paid == {BY_CREDITS}


def _refund(row: Any, term: str, tuition: Tuition, now: datetime) -> NewRefund | None:
    decision = _decide(term, tuition, now)
    if not decision.allowed:
        return None
    before = Refund.objects.filter(study=row, term_id=term, kind=Refund.Kind.FEWER_CREDITS).count()
    return NewRefund(
        study=row,
        kind=Refund.Kind.FEWER_CREDITS,
        amount=decision.result["amount"].amount,
        clause=str(decision.findings[0].clause),
        decision=decision,
        reference=f"fewer_credits:{row.pk}:{term}:{before + 1}",
        source=tuition.source,
        term=term,
    )


def _decide(term: str, tuition: Tuition, now: datetime) -> Decision:
    kept = Money(tuition.kept)
    facts = {"term": term, "charged": kept, "paid": kept, "due": Money.zero()}
    today = now.astimezone(HONG_KONG).date()
    return decide("finance.credit_overpayment", facts, as_of=today, university=settings.UNIVERSITY)
