"""What the actions and pages of deferral share: the facts of a note, the rule's answer, and the parts of a note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Sum

from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.finance.pricing import ChargeLine
from registrar.areas.finance.queries.debts import OPEN
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.platform import decisions, working_calendar
from registrar.kernel import Decision
from registrar.rulebook import decide

RULE = "finance.deferral_application"
INITIAL = "initial"
ZERO = Decimal("0.00")


def is_tuition(line: Charge) -> bool:
    """Whether a line is tuition, the only thing that can be deferred."""
    return line.kind.startswith("tuition")


def decide_deferral(note: DebitNote, *, asked_on: date, ground: str | None = None, **more: Any) -> Decision:
    """Return what the rule says about deferring a note, asked for on a day; nothing is stored.

    The note comes with its study, programme and lines. `more` are further facts: `special_approval`, `answering`,
    `deferred_to`.
    """
    study = note.study
    on_note = sum((line.amount for line in note.lines.all() if is_tuition(line)), ZERO)
    paid = paid_tuition([study.pk], note.term_id).get((study.pk, note.term_id), Tuition()).kept
    facts = {
        "residency": study.residency,
        "funding": study.programme.funding,
        "mode": study.mode,
        "level": study.programme.level,
        "jupas": study.jupas,
        "new_student": study.entry_term_id == note.term_id,
        "tuition": str(on_note + paid),
        "paid": str(paid),
        "initial_elsewhere": str(_initial_elsewhere(note)),
        "deadline": note.deadline,
        "asked_on": asked_on,
        "closed_days": working_calendar.closed_days(note.deadline),
        "ground": ground,
        "note_state": note.state,
    }
    return decide(RULE, facts | more, as_of=asked_on, university=settings.UNIVERSITY)


def _initial_elsewhere(note: DebitNote) -> Decimal:
    """Return what an earlier deferral left due of the initial fee on another note that isn't paid; one query."""
    rows = Charge.objects.filter(study_id=note.study_id, term_id=note.term_id, reference=INITIAL, reversed_at=None)
    waiting = rows.exclude(debit_note=note).filter(debit_note__state__in=OPEN)
    return waiting.aggregate(sum=Sum("amount", default=ZERO))["sum"]


@dataclass(frozen=True)
class Parts:
    """The lines of a note that stay due, and those that may wait."""

    now: tuple[ChargeLine, ...]
    later: tuple[ChargeLine, ...]


def parts_of(lines: Sequence[Charge], due_now: Decimal, clause: str) -> Parts:
    """Split a note: what isn't tuition and `due_now` of the tuition stays due, the rest waits. Sums stay the same.

    A line across the border becomes two, told apart by their reference; `clause` says why a part can't be deferred.
    """
    now = [_line(line) for line in lines if not is_tuition(line)]
    later = []
    for line in lines:
        if not is_tuition(line):
            continue
        part = min(line.amount, due_now)
        due_now -= part
        if part == line.amount:
            now.append(_line(line))
        elif part:
            now.append(_piece(line, part, clause, INITIAL))
            later.append(_piece(line, line.amount - part, line.clause, line.reference))
        else:
            later.append(_line(line))
    return Parts(tuple(now), tuple(later))


def _line(line: Charge) -> ChargeLine:
    """Return a charge as a line to be raised again."""
    return ChargeLine(
        kind=line.kind,
        basis=line.basis,
        quantity=line.quantity,
        unit_price=line.unit_price,
        clause=line.clause,
        decision=decisions.read(line.decision),
        subject=line.subject_id,
        reference=line.reference,
    )


def _piece(line: Charge, amount: Decimal, clause: str, reference: str) -> ChargeLine:
    return ChargeLine(
        kind=line.kind,
        basis="once",
        quantity=Decimal(1),
        unit_price=amount,
        clause=clause,
        decision=decisions.read(line.decision),
        subject=line.subject_id,
        reference=reference,
    )
