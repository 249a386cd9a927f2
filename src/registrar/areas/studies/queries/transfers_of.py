"""What was recognised for studies instead of taken: credit transfers and exemptions."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from registrar.areas.studies.models import SubjectResult, Transfer

Origin = SubjectResult.Origin


class Recognised(NamedTuple):
    """One subject that counts as transferred or exempted.

    `credits` count towards the award (none for an exemption). `term` is the one from which it counts: graduation waits
    for its end (polyu-2024-25:5B-15). `source` (internal, external, exchange), `used_before` and `transfer` are None
    for what came with the record from elsewhere. `void_on` is set where it counts no longer.
    """

    study: int
    subject: str
    origin: str
    credits: int
    grade: str
    category: str
    term: str
    source: str | None
    used_before: bool | None
    exception: str
    transfer: int | None
    void_on: date | None


def transfers_of(study_keys: Collection[int], *, with_void: bool = False) -> dict[int, list[Recognised]]:
    """Return study -> what was recognised for it and counts, by term and subject; one query.

    With `with_void` also what became void because its fee was not paid. Studies without any are left out.
    """
    rows = SubjectResult.objects.filter(study_id__in=list(study_keys), origin__in=(Origin.TRANSFERRED, Origin.EXEMPTED))
    if not with_void:
        rows = rows.filter(void_on=None)
    found: dict[int, list[Recognised]] = {}
    values: Iterable[Any] = rows.order_by("study_id", "term__ordinal", "subject_id", "pk").values_list(
        "study_id",
        "subject_id",
        "origin",
        "credits_earned",
        "grade",
        "category",
        "term_id",
        "transfer_line__transfer__source",
        "transfer_line__transfer__used_before",
        "transfer_line__transfer__exception",
        "transfer_line__transfer_id",
        "void_on",
    )
    for study, *row in values:
        one = Recognised(study, *row)
        found.setdefault(study, []).append(one._replace(exception=one.exception or ""))
    return found


def full_transfers() -> QuerySet[Transfer]:
    """Return transfers with what their pages show; two queries however many."""
    rows = Transfer.objects.select_related(
        "study__student__person", "study__programme", "decision", "standing_decision"
    )
    return rows.select_related("entered_by__person").prefetch_related("lines__subject", "lines__result")


def transfers_of_study(study: int) -> list[Transfer]:
    """Return a study's transfers and exemptions on record, void ones too, the latest first; two queries."""
    return list(full_transfers().filter(study_id=study))
