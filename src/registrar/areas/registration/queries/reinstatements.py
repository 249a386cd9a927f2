"""Applications for reinstatement: a student's own, and those that a department has to decide."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q, QuerySet

from registrar.areas.registration.models import Registration, Reinstatement

State = Reinstatement.State
# The fee is paid, or nothing is due before the application is looked into.
PROCESSED = Q(charge=None) | Q(charge__state="waived") | Q(charge__debit_note__state="paid")


def reinstatements() -> QuerySet[Reinstatement]:
    """Return all applications with what their pages show."""
    return Reinstatement.objects.select_related(
        "study__student__person",
        "study__programme__department",
        "nullification__decision",
        "charge__debit_note",
        "decision",
        "decided_by__person",
    )


def reinstatement_of(change: int) -> Reinstatement | None:
    """Return the latest application about a nullification, None without one; one query."""
    return reinstatements().filter(nullification=change).first()


def latest_reinstatement(study: int) -> Reinstatement | None:
    """Return a study's latest application, None without one; one query."""
    return reinstatements().filter(study=study).first()


def reinstatements_seen_by(departments: Collection[str] | None) -> QuerySet[Reinstatement]:
    """Return the applications for programmes of these departments; None: all."""
    rows = reinstatements()
    return rows if departments is None else rows.filter(study__programme__department__in=departments)


def to_decide(departments: Collection[str] | None) -> QuerySet[Reinstatement]:
    """Return the applications that wait for these departments: open, and with their fee paid."""
    return reinstatements_seen_by(departments).filter(PROCESSED, state=State.OPEN).order_by("filed_at", "pk")


def fee_paid(row: Reinstatement) -> bool:
    """Return whether the application's fee is paid, or was waived; its charge comes with it."""
    if row.charge is None:
        return False
    note = row.charge.debit_note
    return row.charge.state == "waived" or (note is not None and note.state == "paid")


def reinstatements_to_follow() -> list[int]:
    """Return the live applications whose fee was paid after approval, or was not paid by its deadline; one query."""
    approved = Q(state=State.APPROVED) & PROCESSED
    unpaid = Q(charge__debit_note__state="overdue")
    live = Reinstatement.objects.filter(approved | unpaid, state__in=Reinstatement.LIVE)
    return list(live.order_by("study_id", "pk").values_list("pk", flat=True))


def nullified_registrations(study: int, term: str, at: Any) -> list[Registration]:
    """Return what a study lost by the nullification of that moment, in the order it had registered; one query."""
    rows = Registration.objects.filter(
        study_id=study, offering__term_id=term, state=Registration.State.NULLIFIED, ended_at=at
    )
    return list(rows.select_related("offering__subject", "group").order_by("registered_at", "pk"))


def restored_of(row: Reinstatement) -> list[Any]:
    """Return what became of each nullified registration, with its subject, group and decision; one query."""
    subjects = row.subjects.select_related("nullified__offering__subject", "nullified__group", "restored", "decision")
    return list(subjects.annotate(code=F("nullified__offering__subject_id")).order_by("pk"))
