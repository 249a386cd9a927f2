"""Requests to leave a subject: a student's own, and those that wait for somebody."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.people.policies import Role, roles_of
from registrar.areas.registration.models import WithdrawalRequest

TEACHER, LEADER = WithdrawalRequest.Awaiting.TEACHER, WithdrawalRequest.Awaiting.LEADER


def withdrawal_requests() -> QuerySet[WithdrawalRequest]:
    """Return all requests with what their pages show."""
    return WithdrawalRequest.objects.select_related(
        "registration__offering__subject",
        "registration__offering__term",
        "registration__group__teacher",
        "registration__study__student__person",
        "registration__study__programme",
    ).prefetch_related("opinions__given_by__person")


def requests_of(study_id: int) -> list[WithdrawalRequest]:
    """Return a study's requests, the latest first; two queries."""
    return list(withdrawal_requests().filter(registration__study_id=study_id))


def requests_seen_by(user: Any) -> QuerySet[WithdrawalRequest]:
    """Return what a teacher or Programme Leader has to do with; all for the registry and auditors."""
    held = roles_of(user)
    if Role.REGISTRY in held or Role.AUDITOR in held:
        return withdrawal_requests()
    mine = Q(registration__group__teacher=user)
    departments = held.get(Role.LEADER, set())
    if "" in departments:
        mine |= Q(registration__isnull=False)
    elif departments:
        mine |= Q(registration__study__programme__department__in=departments)
    return withdrawal_requests().filter(mine)


def awaiting(user: Any, *steps: str) -> QuerySet[WithdrawalRequest]:
    """Return the open requests that wait for this person, the oldest first; only for these steps if any are named."""
    held = roles_of(user)
    turn = Q(awaiting=TEACHER, registration__group__teacher=user)
    departments = held.get(Role.LEADER, set())
    if "" in departments:
        turn |= Q(awaiting=LEADER)
    elif departments:
        turn |= Q(awaiting=LEADER, registration__study__programme__department__in=departments)
    if steps:
        turn &= Q(awaiting__in=steps)
    return withdrawal_requests().filter(turn, state=WithdrawalRequest.State.OPEN).order_by("filed_at", "pk")
