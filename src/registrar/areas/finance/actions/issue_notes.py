"""Issuing debit notes: decisions, postings, notes and their lines, written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.actions.open_accounts import house_accounts, open_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell import tell_of_notes
from registrar.areas.finance.chart import income_account
from registrar.areas.finance.models import Charge, DebitNote, Transaction
from registrar.areas.finance.pricing import ChargeLine
from registrar.areas.platform import decisions, documents

FIRST_NUMBER = 24_000_000
SEQUENCE = "finance.debit_note"


@dataclass(frozen=True)
class NewNote:
    """A note to be issued: the study's row (locked by the caller), how its programme is funded, and the lines."""

    study: Any
    funding: str
    lines: tuple[ChargeLine, ...]

    @property
    def amount(self) -> Decimal:
        """The sum of the lines, in HK$."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))


def issue_notes(
    new: Sequence[NewNote], *, term: Any, deadline: date, actor: Any, now: datetime, notify: bool = True
) -> list[DebitNote]:
    """Issue the notes with a fixed number of statements; call it in a transaction, with the studies locked.

    Every line stores its decision, posts its transaction (receivable against income or deposit) and becomes a charge.
    Numbers are drawn last, eight digits, without gaps (polyu-2024-25:8C-18).
    """
    if not new:
        return []
    lines = [(note, line) for note in new for line in note.lines]
    stored = decisions.store_many(
        [(f"study:{note.study.pk}", line.decision) for note, line in lines], actor=actor, now=now
    )
    numbers = [f"{FIRST_NUMBER + number:08d}" for number in documents.draw(SEQUENCE, len(new))]
    postings = _postings(new, numbers)
    booked = post(postings, actor=actor, now=now)
    notes = DebitNote.objects.bulk_create(
        [
            DebitNote(
                number=number,
                study_id=note.study.pk,
                term_id=term.pk,
                issued_on=now.date(),
                deadline=deadline,
                amount=note.amount,
            )
            for note, number in zip(new, numbers, strict=True)
        ],
        batch_size=2000,
    )
    _charge(new, notes, stored, booked, term)
    if notify:
        tell_of_notes(new, notes, now=now)
    return notes


def _postings(new: Sequence[NewNote], numbers: Sequence[str]) -> list[Posting]:
    """Return one posting a line, in order; its reference is the note's number and the line's place on it."""
    receivable = open_accounts({note.study.pk: note.study.student_number for note in new})
    house = house_accounts()
    return [
        Posting(
            kind="charge",
            reference=f"charge:{number}/{place}",
            debit=receivable[note.study.pk],
            credit=house[line.account or income_account(line.kind, note.funding)],
            amount=line.amount,
        )
        for note, number in zip(new, numbers, strict=True)
        for place, line in enumerate(note.lines, start=1)
    ]


def _charge(
    new: Sequence[NewNote],
    notes: Sequence[DebitNote],
    stored: Sequence[Any],
    booked: Sequence[Transaction],
    term: Any,
) -> None:
    rows = []
    written = iter(zip(stored, booked, strict=True))
    for note, row in zip(new, notes, strict=True):
        for line in note.lines:
            decision, posted = next(written)
            rows.append(
                Charge(
                    study_id=note.study.pk,
                    term_id=term.pk,
                    kind=line.kind,
                    basis=line.basis,
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    amount=line.amount,
                    subject_id=line.subject,
                    reference=line.reference,
                    clause=line.clause,
                    decision=decision,
                    debit_note=row,
                    transaction=posted,
                )
            )
    Charge.objects.bulk_create(rows, batch_size=2000)
