"""How the semesters of an academic year were charged, on which the Summer Term's fee hangs."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.finance.models import Charge, DebitNote

FLAT = ("flat", "semester")


class YearOfCharge(NamedTuple):
    """Semesters charged by a fixed amount and paid, and semesters charged by credits."""

    flat_paid: int
    by_credits: int


def year_of_charge(studies: Collection[int], semesters: Collection[str]) -> dict[int, YearOfCharge]:
    """Return study id -> how the semesters (term keys) of a year were charged; one query."""
    rows = (
        Charge.objects.filter(
            study_id__in=list(studies), term_id__in=list(semesters), reversed_at=None, kind__startswith="tuition"
        )
        .order_by()
        .values_list("study_id", "term_id", "basis", "debit_note__state")
        .distinct()
    )
    flat: dict[int, set[str]] = {}
    credit: dict[int, set[str]] = {}
    for study, term, basis, state in rows:
        if basis in FLAT and state == DebitNote.State.PAID:
            flat.setdefault(study, set()).add(term)
        elif basis not in FLAT:
            credit.setdefault(study, set()).add(term)
    return {
        study: YearOfCharge(len(flat.get(study, ())), len(credit.get(study, ())))
        for study in flat.keys() | credit.keys()
    }
