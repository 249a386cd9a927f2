"""What students are told about their account, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model

from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.finance.queries.held import held_on
from registrar.areas.platform import notices
from registrar.kernel import Bilingual, Message, Money
from registrar.rulebook.messages import both

KINDS = {
    Payment.State.ACCEPTED.value: "finance.paid",
    Payment.State.HELD.value: "finance.held",
    Payment.State.REJECTED.value: "finance.rejected",
}


def tell_of_notes(new: Sequence[Any], notes: Sequence[DebitNote], *, now: datetime) -> None:
    """Tell each student of a new note: how much, by when."""
    students = _students(item.study.student_id for item in new)
    notices.send(
        [
            _draft(students[item.study.student_id], "finance.debit_note", note, note.deadline)
            for item, note in zip(new, notes, strict=True)
            if item.study.student_id in students
        ],
        now=now,
    )


def tell(kind: str, note: DebitNote, study: Any, *, now: datetime, decision: Any = None) -> None:
    """Tell one student what became of a note: "finance.paid", "finance.rejected", "finance.overdue", ..."""
    students = _students([study.student_id])
    if student := students.get(study.student_id):
        notices.send([_draft(student, kind, note, note.deadline, decision)], now=now)


def tell_of_payments(paid: Sequence[tuple[Any, Any]], *, now: datetime) -> None:
    """Tell each student of (study, payment) whether the payment settled its note."""
    students = _students(study.student_id for study, _ in paid)
    notices.send(
        [
            _draft(
                students[study.student_id],
                KINDS[payment.state],
                payment.debit_note,
                payment.debit_note.deadline,
                payment.decision,
                _deficit(payment),
            )
            for study, payment in paid
            if study.student_id in students
        ],
        now=now,
    )


def tell_each(kind: str, notes: Sequence[tuple[DebitNote, Any]], *, now: datetime) -> None:
    """Tell each student of (note, study) what became of the note; two statements, however many."""
    students = _students(study.student_id for _, study in notes)
    notices.send(
        [
            _draft(students[study.student_id], kind, note, note.deadline)
            for note, study in notes
            if study.student_id in students
        ],
        now=now,
    )


def tell_many(kind: str, studies: Mapping[Any, Any], *, term: str, now: datetime) -> None:
    """Tell many students what their overdue note of a term led to; `studies` maps a study's row to the decision."""
    students = _students(study.student_id for study in studies)
    overdue = DebitNote.objects.filter(
        study_id__in=[study.pk for study in studies], term_id=term, state=DebitNote.State.OVERDUE
    )
    notes = {note.study_id: note for note in overdue.order_by("-pk")}
    notices.send(
        [
            _draft(students[study.student_id], kind, notes[study.pk], notes[study.pk].deadline, decision)
            for study, decision in studies.items()
            if study.pk in notes and study.student_id in students
        ],
        now=now,
    )


def tell_of_reminders(keys: Sequence[int], *, now: datetime) -> None:
    """Remind the students of these notes of what they still ask for; three queries."""
    notes = list(DebitNote.objects.filter(pk__in=keys).select_related("study").order_by("pk"))
    held = held_on(keys)
    students = _students(note.study.student_id for note in notes)
    drafts = []
    for note in notes:
        note.amount -= held.get(note.pk, Decimal("0.00"))  # what a transfer brought is not asked for again
        drafts.append(_draft(students[note.study.student_id], "finance.reminder", note, note.deadline))
    notices.send(drafts, now=now)


def _students(ids: Iterable[int]) -> dict[int, Any]:
    return dict(get_user_model()._default_manager.in_bulk(list(set(ids))))


def _deficit(payment: Any) -> Money | None:
    """Return what a held transfer lacks, as its stored decision says."""
    found = payment.decision.body["result"].get("deficit") if payment.state == Payment.State.HELD else None
    return Money(Decimal(found["amount"])) if found else None


def _draft(
    student: Any, kind: str, note: DebitNote, deadline: Any, decision: Any = None, deficit: Money | None = None
) -> notices.Draft:
    args = {"number": note.number, "amount": Money(note.amount), "deadline": deadline}
    args |= {"deficit": deficit} if deficit else {}
    subject: Bilingual = both(Message(f"{kind}.subject", args))
    return notices.Draft(
        recipient=student,
        kind=kind,
        subject=subject,
        body=both(Message(f"{kind}.body", args)),
        link=f"/finance/notes/{note.number}/",
        decision=decision,
    )
