"""What is held back for a student because something is owed: derived when asked, so that nothing has to lift it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings

from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.debts import OPEN, PREPAID
from registrar.areas.finance.queries.held import held_on
from registrar.kernel import Decision, Money
from registrar.rulebook import decide

# How the library's own charges are called.
LIBRARY = "library_"


@dataclass(frozen=True)
class Cause:
    """One unpaid note: since when it is owed, what it still asks for, and by when."""

    note: DebitNote
    since: date
    amount: Money
    by: date
    late: bool


@dataclass(frozen=True)
class Holds:
    """The unpaid notes, the earliest deadline first, and the decision that names what they hold back."""

    causes: tuple[Cause, ...]
    decision: Decision


def holds_of(study_id: int, today: date) -> Holds | None:
    """Return what is held back for a study, by which clause and with which cure; None while nothing is owed.

    Three queries. A hold ends the moment its note is paid, cancelled or waived. What is paid
    in advance, such as a document that was ordered, isn't owed before it is paid.
    """
    notes = list(
        DebitNote.objects.filter(study_id=study_id, state__in=OPEN)
        .exclude(raised_charge__reference__startswith=PREPAID)
        .select_related("raised_charge")
        .order_by("deadline", "number")
    )
    if not notes:
        return None
    held = held_on([note.pk for note in notes])
    causes = tuple(_cause(note, held.get(note.pk, Decimal(0)), today) for note in notes)
    fines = [cause.amount for cause in causes if _of_library(cause.note)]
    semester = current_term(today)
    facts = {
        "outstanding": _json(sum((cause.amount for cause in causes), Money.zero())),
        "library_fines": _json(sum(fines, Money.zero())),
        "pay_by": min((cause.by for cause in causes if not cause.late), default=None),
        "semester_starts": semester.starts_on if semester else None,
    }
    return Holds(causes, decide("finance.holds", facts, as_of=today, university=settings.UNIVERSITY))


def _cause(note: DebitNote, held: Decimal, today: date) -> Cause:
    return Cause(note, note.issued_on, Money(note.amount - held), note.deadline, note.deadline < today)


def _of_library(note: DebitNote) -> bool:
    raised = getattr(note, "raised_charge", None)
    return raised is not None and str(raised.kind).startswith(LIBRARY)


def _json(amount: Money) -> dict[str, str]:
    return {"amount": amount.plain(), "currency": amount.currency}
