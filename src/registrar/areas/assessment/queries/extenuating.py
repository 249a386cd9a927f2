"""Notices of extenuating circumstances, for departments, panels and boards."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.assessment.models import ExtenuatingNotice, GradeSheet
from registrar.areas.people.policies import Role, roles_of


def notices_for_board(term: str, studies: Collection[int] | None = None) -> dict[int, list[ExtenuatingNotice]]:
    """Return study -> the notices of a term that the board knows of, the first one first; one query.

    Those that came after the board's decision are left out: they belong to an appeal (polyu-2024-25:6I-02).
    """
    rows = ExtenuatingNotice.objects.filter(term=term, appeal_only=False).order_by("filed_at", "pk")
    if studies is not None:
        rows = rows.filter(study__in=studies)
    found: dict[int, list[ExtenuatingNotice]] = {}
    for row in rows:
        found.setdefault(row.study_id, []).append(row)
    return found


def notices_of_sheet(sheet: GradeSheet) -> list[ExtenuatingNotice]:
    """Return the notices that concern a sheet's students in its subject or in all, with the students; one query."""
    offering = sheet.offering
    rows = ExtenuatingNotice.objects.filter(
        Q(subject=None) | Q(subject=offering.subject_id),
        term=offering.term_id,
        appeal_only=False,
        study__registrations__offering=offering,
    )
    return list(rows.select_related("study__student__person").order_by("filed_at", "pk").distinct())


def notices_of(study: int) -> list[ExtenuatingNotice]:
    """Return a student's own notices, the latest first, with the decision on each; one query."""
    return list(ExtenuatingNotice.objects.filter(study=study).select_related("decision", "subject"))


def notices_seen_by(user: Any) -> QuerySet[ExtenuatingNotice]:
    """Return the notices of the students on a department's programmes, or all, with student and subject."""
    held = roles_of(user)
    rows = ExtenuatingNotice.objects.select_related("study__student__person", "study__programme", "subject")
    departments = held.get(Role.DEPARTMENT, set()) | held.get(Role.HEAD, set())
    if "" in departments or any(role in held for role in (Role.REGISTRY, Role.BOARD)):
        return rows
    return rows.filter(study__programme__department_id__in=departments)
