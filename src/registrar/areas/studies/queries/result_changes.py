"""Decisions that changed final results."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from registrar.areas.studies.models import ResultChange, SubjectResult


def result_for_page(key: int) -> SubjectResult | None:
    """Return a result with subject, term and student, or nothing; one query."""
    people = ("subject", "term", "study__student__person", "study__programme")
    return SubjectResult.objects.select_related(*people).filter(pk=key).first()


def result_by_key(key: int) -> SubjectResult:
    """Return a result with subject, term and student; one query. Raises SubjectResult.DoesNotExist."""
    return SubjectResult.objects.select_related("subject", "term", "study__student__person").get(pk=key)


def changes_of(result: int) -> list[ResultChange]:
    """Return the changes of one result, the first one first; one query."""
    rows = ResultChange.objects.filter(result=result)
    return list(rows.select_related("proposed_by__person", "confirmed_by__person", "decision"))


def changes_since(term: Any, moment: datetime) -> list[ResultChange]:
    """Return the changes after a moment of results up to a term, with result and study; one query.

    Earlier terms count, too: the GPA after a term rests on all of them.
    """
    rows = ResultChange.objects.filter(at__gt=moment, result__term__ordinal__lte=term.ordinal)
    return list(rows.select_related("result__study").order_by("at", "pk"))


def results_in(subject: str, term: str, studies: Collection[int]) -> dict[int, SubjectResult]:
    """Return study -> its result in a subject and term; one query."""
    rows = SubjectResult.objects.filter(subject_id=subject, term_id=term, study__in=studies)
    return {row.study_id: row for row in rows}


def results_matching(number: str, subject: str) -> list[SubjectResult]:
    """Return a student's attempts at a subject, the latest first; one query."""
    rows = SubjectResult.objects.filter(study__student_number__iexact=number, subject_id=subject.upper())
    return list(rows.order_by("-term__ordinal", "-attempt"))
