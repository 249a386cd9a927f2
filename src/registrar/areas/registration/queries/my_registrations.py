"""What one student has, had and plans."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from registrar.areas.catalogue.queries.term import current_term, term_open_for_registration, upcoming_term
from registrar.areas.registration.models import BasketItem, Meeting, Registration, SubjectGroup


def planning_term(now: datetime) -> Any:
    """Return the term that students choose subjects for: the one that is open, else the next to open, else the last."""
    return term_open_for_registration(now) or upcoming_term(now) or current_term(now.date())


def registrations_of(study_id: int) -> QuerySet[Registration]:
    """Return a study's registrations with offering, subject, group and meetings, the latest term first."""
    meetings = Prefetch("group__meetings", Meeting.objects.select_related("room"))
    rows = Registration.objects.filter(study_id=study_id).select_related(
        "offering__subject", "offering__term", "group__teacher__person"
    )
    return rows.prefetch_related(meetings).order_by("-offering__term__ordinal", "offering__subject_id")


def live_registrations(study_id: int, term: str) -> list[Registration]:
    """Return what the student has in a term, by subject code."""
    return list(registrations_of(study_id).filter(state=Registration.State.REGISTERED, offering__term_id=term))


def registration_of(study_id: int, key: int) -> Registration | None:
    """Return one registration of the study."""
    return registrations_of(study_id).select_related("study__programme__department").filter(pk=key).first()


def with_other_groups(offerings: Iterable[int]) -> set[int]:
    """Return those of the offerings that have more groups than one; one query."""
    rows = SubjectGroup.objects.filter(offering_id__in=list(offerings)).values("offering_id")
    return set(rows.annotate(groups=Count("pk")).filter(groups__gt=1).values_list("offering_id", flat=True))


def planned_groups(study_id: int, term: str) -> list[BasketItem]:
    """Return the basket for a term in the order in which it was filled."""
    meetings = Prefetch("group__meetings", Meeting.objects.select_related("room"))
    rows = BasketItem.objects.filter(study_id=study_id, offering__term_id=term)
    return list(rows.select_related("offering__subject", "group").prefetch_related(meetings).order_by("pk"))


def terms_of(study_id: int) -> list[str]:
    """Return the keys of the terms that the student has registrations in, the latest first."""
    rows = Registration.objects.filter(study_id=study_id).order_by("-offering__term__ordinal")
    return list(dict.fromkeys(rows.values_list("offering__term_id", flat=True)))
