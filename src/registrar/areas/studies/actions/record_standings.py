"""Standings go on record as the board decided them."""

from collections.abc import Sequence
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


def record_standings(rows: Sequence[NewStanding]) -> int:
    """Write the standings of one term; a study that has one for the term keeps it. Returns how many were given."""
    standings = [TermStanding(**row._asdict()) for row in rows]
    TermStanding.objects.bulk_create(standings, batch_size=1000, ignore_conflicts=True)
    return len(standings)
