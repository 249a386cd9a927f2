"""How collection goes: by state, by day, and by age of what is owed.

Money that is held towards a note until its deficit comes counts as received (queries/held.py): what is owed is the note
less what is held.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate

from registrar.areas.finance.models import Charge, DebitNote, Payment

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)
# Days past the deadline at which the next age begins.
AGES = (0, 7, 14, 30)
ZERO = Decimal("0.00")
# What ageing can be broken down by. The kind of a note is that of its largest line.
PROGRAMME, KIND, OFFICE = "programme", "kind", "office"
BREAKDOWNS = (PROGRAMME, KIND, OFFICE)


@dataclass(frozen=True)
class Share:
    """So many notes over so much, in HK$; `held` came towards notes that are still open and is not in the amount."""

    notes: int = 0
    amount: Decimal = ZERO
    held: Decimal = ZERO

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.notes + other.notes, self.amount + other.amount, self.held + other.held)


@dataclass(frozen=True)
class OwedNote:
    """One open note: `due` is what it still asks for, `late` the days since its deadline (negative: to come)."""

    number: str
    student: str
    programme: str
    kind: str
    office: str
    deadline: date
    late: int
    amount: Decimal
    held: Decimal

    @property
    def due(self) -> Decimal:
        """The amount less what is held, in HK$."""
        return self.amount - self.held


def by_state(term: str) -> dict[str, Share]:
    """Return state -> notes and amount of a term, for open notes what they still ask for; one query."""
    rows = _with_held(DebitNote.objects.filter(term_id=term)).order_by().values_list("state")
    found = {}
    for state, notes, amount, held in rows.annotate(Count("pk"), total=Sum("amount"), came=Sum("held")):
        came = held if state in OPEN else ZERO
        found[state] = Share(notes, amount - came, came)
    return found


def by_day(term: str) -> list[tuple[date, Share]]:
    """Return what came in for a term's notes by the day (Hong Kong) on which it was credited; one query."""
    rows = (
        Payment.objects.filter(debit_note__term_id=term, state__in=(Payment.State.ACCEPTED, Payment.State.HELD))
        .annotate(day=TruncDate("received_at"))
        .order_by("day")
        .values_list("day")
        .annotate(Count("pk"), Sum("amount"))
    )
    return [(day, Share(notes, amount)) for day, notes, amount in rows]


def ageing(today: date) -> list[Share]:
    """Return what is owed by age: not yet due, then each age of AGES in days past the deadline; one query."""
    return next(iter(_aged(_open().values_list(Value("")), today).values()), _nothing())


def ageing_by(what: str, today: date) -> dict[str, list[Share]]:
    """Return programme, kind or office -> what is owed by age, the one that owes most first; one query.

    Raises KeyError for another breakdown.
    """
    group = {PROGRAMME: F("study__programme_id"), KIND: _kind(), OFFICE: _office()}[what]
    found = _aged(_open().annotate(group=group).values_list("group"), today)
    return dict(sorted(found.items(), key=lambda item: (-sum(share.amount for share in item[1]), item[0])))


def owed_notes(today: date) -> Iterator[OwedNote]:
    """Yield every open note, the longest overdue first, without holding them all; one query."""
    rows = (
        _open()
        .annotate(kind=_kind(), office=_office())
        .order_by("deadline", "number")
        .values_list(
            "number", "study__student_number", "study__programme_id", "kind", "office", "deadline", "amount", "held"
        )
    )
    for number, student, programme, kind, office, deadline, amount, held in rows.iterator(chunk_size=2000):
        late = (today - deadline).days
        yield OwedNote(number, student, programme, kind, office, deadline, late, amount, held)


def age_of(late: int) -> int:
    """Return the place of an age: 0 not yet due, then each age of AGES."""
    return sum(late > days for days in AGES)


def _nothing() -> list[Share]:
    return [Share() for _ in range(len(AGES) + 1)]


def _open() -> QuerySet[DebitNote]:
    return _with_held(DebitNote.objects.filter(state__in=OPEN)).order_by()


def _with_held(notes: QuerySet[DebitNote]) -> QuerySet[Any]:
    held = Payment.objects.filter(debit_note=OuterRef("pk"), state=Payment.State.HELD).order_by()
    total = Subquery(held.values("debit_note").annotate(total=Sum("amount")).values("total"))
    return notes.annotate(held=Coalesce(total, Value(ZERO), output_field=DecimalField()))


def _kind() -> Any:
    """The kind of the office's charge, else of the largest line."""
    lines = Charge.objects.filter(debit_note=OuterRef("pk")).order_by("-amount", "pk").values("kind")[:1]
    return Coalesce(F("raised_charge__kind"), Subquery(lines), Value(""))


def _office() -> Any:
    """The office that raised the charge; empty for the notes of a billing run."""
    return Coalesce(F("raised_charge__office"), Value(""))


def _aged(rows: Any, today: date) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = {}
    counted = rows.annotate(late=F("deadline")).annotate(notes=Count("pk"), total=Sum("amount"), came=Sum("held"))
    for group, deadline, notes, total, came in counted:
        ages = found.setdefault(group, _nothing())
        place = age_of((today - deadline).days)
        ages[place] += Share(notes, total - came, came)
    return found
