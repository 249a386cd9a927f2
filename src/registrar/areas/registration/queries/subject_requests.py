"""Requests to the department about subjects: a student's own, and those that an office decides on."""

from django.db.models import QuerySet

from registrar.areas.registration.models import SubjectRequest


def subject_requests() -> QuerySet[SubjectRequest]:
    """Return all requests with what their pages show."""
    return SubjectRequest.objects.select_related(
        "registration__offering__subject",
        "registration__offering__term",
        "registration__group",
        "registration__study__student__person",
        "registration__study__programme",
        "given_by__person",
        "decision",
    )


def subject_requests_of(study_id: int, kind: str) -> list[SubjectRequest]:
    """Return a study's requests of a kind, the latest first; one query."""
    return list(subject_requests().filter(registration__study_id=study_id, kind=kind))


def subject_requests_to(departments: set[str] | None) -> QuerySet[SubjectRequest]:
    """Return the requests of students on the departments' programmes; of everybody where None is given."""
    rows = subject_requests()
    return rows if departments is None else rows.filter(registration__study__programme__department__in=departments)


def open_subject_requests(departments: set[str] | None) -> QuerySet[SubjectRequest]:
    """Return those that wait for the office."""
    return subject_requests_to(departments).filter(state=SubjectRequest.State.OPEN)
