"""What goes back when a programme is cancelled."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.chart import CAUTION_MONEY
from registrar.areas.finance.models import ProgrammeCancellation, Refund
from registrar.areas.finance.queries.debts import debts, open_tuition_notes
from registrar.areas.finance.queries.deposits import Deposit, deposits_held
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.finance.refunds import NewRefund
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class StudyRefunds:
    """What one student gets back: tuition by term, and the caution money where it goes back too."""

    study: Any
    decision: Decision
    tuition: tuple[NewRefund, ...]
    deposit: Deposit | None = None
    deposit_refund: NewRefund | None = None

    @property
    def tuition_amount(self) -> Decimal:
        """Sum of the tuition, in HK$."""
        return sum((item.amount for item in self.tuition), ZERO)

    @property
    def deposit_amount(self) -> Decimal:
        """The caution money, in HK$."""
        return self.deposit_refund.amount if self.deposit_refund else ZERO


def programme_refunds(studies: Sequence[Any], *, from_term: str, today: date) -> list[StudyRefunds]:
    """Return what each study gets back of the terms from `from_term` on; those without anything are left out.

    Tuition of terms before was for semesters that were taught, and stays. What is still to be paid for the programme
    is no debt: its notes are cancelled with it. Seven queries, however many studies.
    """
    terms = terms_from(from_term)
    keys = [study.pk for study in studies]
    paid, held, owed = paid_tuition(keys), deposits_held(keys), debts(keys)
    for note in open_tuition_notes(keys, terms):
        owed[note.study_id] -= note.amount
    by_study: dict[int, dict[str, Tuition]] = defaultdict(dict)
    for (of, key), item in paid.items():
        if key in terms and item.kept > 0:
            by_study[of][key] = item
    found = []
    decided: dict[tuple[Decimal, Decimal, Decimal], Decision] = {}
    for study in studies:
        kept = by_study.get(study.pk, {})
        deposit = held.get(study.pk)
        if not kept and deposit is None:
            continue
        total = sum((item.kept for item in kept.values()), ZERO)
        facts = (total, deposit.held if deposit else ZERO, owed.get(study.pk, ZERO))
        if facts not in decided:  # equal facts are decided once
            decided[facts] = _decision(*facts, today)
        decision = decided[facts]
        if not decision.allowed:
            continue
        clause = str(decision.findings[0].clause)
        tuition = tuple(
            NewRefund(
                study,
                Refund.Kind.PROGRAMME_CANCELLED,
                item.kept,
                clause,
                decision,
                f"programme_cancelled:{study.pk}:{key}",
                item.source,
                key,
            )
            for key, item in sorted(kept.items())
        )
        found.append(StudyRefunds(study, decision, tuition, *_deposit(study, deposit, decision)))
    return [item for item in found if item.tuition or item.deposit_refund]


def open_cancellations() -> QuerySet[ProgrammeCancellation]:
    """Return the proposals to refund everybody on a programme that wait for a second officer, the oldest first."""
    return ProgrammeCancellation.objects.filter(confirmed_at=None).select_related("proposed_by__person")


def terms_from(first: str) -> Collection[str]:
    """Return the keys of a term and of all later ones; one query."""
    terms = all_terms()
    start = next(term.ordinal for term in terms if term.pk == first)
    return {term.pk for term in terms if term.ordinal >= start}


def _decision(tuition: Decimal, deposit: Decimal, owed: Decimal, today: date) -> Decision:
    facts = {
        "cancelled": "programme",
        "tuition_paid": Money(tuition),
        "deposit_held": Money(deposit),
        "debts": Money(owed),
    }
    return decide("finance.programme_cancelled_refund", facts, as_of=today, university=settings.UNIVERSITY)


def _deposit(study: Any, deposit: Deposit | None, decision: Decision) -> tuple[Deposit | None, NewRefund | None]:
    back = decision.result["deposit"].amount
    if deposit is None or not back:
        return None, None
    clause = str(decision.findings[-1].clause)
    new = NewRefund(study, Refund.Kind.DEPOSIT, back, clause, decision, f"deposit:{deposit.charge}", CAUTION_MONEY)
    return deposit, new
