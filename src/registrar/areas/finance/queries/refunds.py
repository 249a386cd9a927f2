"""Refunds and batches, for their pages."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from registrar.areas.finance.models import DepositEvent, Refund, RefundBatch, RefundLine, Transaction
from registrar.areas.studies.queries.of_student import of_student

PERSON = ("study__student__person", "study__programme")


def refunds_of_student(student: int) -> list[Refund]:
    """Return a student's refunds with their lines and decisions, the latest first; two queries."""
    rows = Refund.objects.filter(study__student_id=student).select_related("study", "decision")
    return list(rows.prefetch_related("lines__batch", "lines__bank_account"))


def all_refunds() -> QuerySet[Refund]:
    """Return every refund with student and programme."""
    return Refund.objects.select_related(*PERSON)


def matching_refunds(rows: QuerySet[Refund], text: str) -> QuerySet[Refund]:
    """Return those of which every word begins the student number, is in the name, or is the programme or the batch."""
    for word in text.split():
        in_batch = RefundLine.objects.filter(batch__number__iexact=word).values("refund_id")
        named = Q(study__programme__code__iexact=word) | Q(pk__in=in_batch)
        rows = rows.filter(named | of_student(word, "study__"))
    return rows


def one_refund(key: int) -> Refund | None:
    """Return a refund with everything that its page shows; five queries."""
    rows = Refund.objects.select_related(
        *PERSON, "decision", "granted_by__person", "confirmed_by__person", "transaction"
    )
    return rows.prefetch_related("lines__batch", "lines__bank_account", "lines__transaction").filter(pk=key).first()


def waits_for_card(refund: int) -> bool:
    """Return whether a refund of caution money waits for the student identity card; one query."""
    return DepositEvent.objects.filter(refund_id=refund, card_returned_on=None).exists()


def refund_totals() -> dict[str, tuple[int, Decimal]]:
    """Return state -> number and sum of refunds; one query."""
    rows = Refund.objects.order_by().values_list("state").annotate(Count("pk"), Sum("amount"))
    return {state: (count, total) for state, count, total in rows}


def held_totals() -> dict[str, tuple[int, Decimal]]:
    """Return reason -> number and sum of the refunds that are held for it; one query."""
    rows = Refund.objects.filter(state=Refund.State.HELD).order_by().values_list("held_for")
    return {reason: (count, total) for reason, count, total in rows.annotate(Count("pk"), Sum("amount"))}


def refunds_to_confirm() -> QuerySet[Refund]:
    """Return the refunds that wait for a second person, with their decisions, the oldest first."""
    rows = all_refunds().filter(state=Refund.State.PROPOSED).select_related("decision", "granted_by__person")
    return rows.order_by("granted_at", "pk")


def confirmations_waiting(officer: int) -> int:
    """Return how many refunds somebody other than this officer proposed; one query."""
    return Refund.objects.filter(state=Refund.State.PROPOSED).exclude(granted_by_id=officer).count()


def all_batches() -> QuerySet[RefundBatch]:
    """Return every batch with who prepared and released it."""
    return RefundBatch.objects.select_related("prepared_by__person", "released_by__person", "file")


def lines_of_batch(batch: RefundBatch) -> QuerySet[RefundLine]:
    """Return the lines of a batch with student and bank account, dropped ones too."""
    rows = RefundLine.objects.filter(batch=batch)
    return rows.select_related("refund__study__student__person", "bank_account")


def postings_of(refund: Refund) -> list[Any]:
    """Return every posting of a refund, reversals too, in order; `refund` came with its lines. One query."""
    keys = [refund.transaction_id, *(line.transaction_id for line in refund.lines.all())]
    own = [key for key in keys if key is not None]
    rows = Transaction.objects.filter(Q(pk__in=own) | Q(reverses_id__in=own)).select_related("actor__person")
    return list(rows.order_by("posted_at", "pk"))


def refunds_to_help(study: int) -> list[Refund]:
    """Return a study's refunds that wait for something the student can do; one query."""
    rows = Refund.objects.filter(study_id=study, state=Refund.State.HELD)
    return list(rows.exclude(held_for=Refund.HeldFor.COOLING_OFF))


def batches_to_release(officer: int) -> list[RefundBatch]:
    """Return the batches that wait for somebody other than who prepared them; one query."""
    rows = RefundBatch.objects.filter(state=RefundBatch.State.PREPARED).exclude(prepared_by_id=officer)
    return list(rows.order_by("number"))
