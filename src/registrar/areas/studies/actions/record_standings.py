"""Standings go on record as the board decided them."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from registrar.areas.studies.models import TermStanding


class NewStanding(NamedTuple):
    """One student's figures and standing after a term."""

    study_id: int
    term_id: str
    semester_gpa: Decimal | None
    gpa: Decimal | None
    credits_taken: int
    credits_earned_total: int
    standing: str
    counts: bool
    decision_id: int
    released_on: date


def record_standings(rows: Sequence[NewStanding], *, replacing: Collection[int] = ()) -> int:
    """Write the standings of one term; returns how many were given.

    A study that has one for the term keeps it, unless the board decided on it again: those of the studies in
    `replacing` are written over, and the history keeps what they said.
    """
    again = set(replacing)
    new = [TermStanding(**row._asdict()) for row in rows if row.study_id not in again]
    TermStanding.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
    TermStanding.objects.bulk_create(
        [TermStanding(**row._asdict()) for row in rows if row.study_id in again],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["study", "term"],
        update_fields=[name for name in NewStanding._fields if name not in ("study_id", "term_id")],
    )
    return len(rows)
