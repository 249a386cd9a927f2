"""Offerings and classes for those who run them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from registrar.areas.registration.models import BasketItem, Meeting, Offering, Registration, SubjectGroup
from registrar.areas.studies.queries.of_student import of_student
from registrar.kernel.typed import typed_subject


def offerings_of(term: str, departments: Collection[str] | None) -> QuerySet[Offering]:
    """Return the offerings of a term by departments (None: all) with places, places taken and groups.

    A cancelled offering has no places.
    """
    rows = Offering.objects.filter(term_id=term).select_related("subject__department")
    if departments is not None:
        rows = rows.filter(subject__department_id__in=departments)
    return rows.annotate(
        places=Sum("groups__quota", filter=Q(state=Offering.State.OPEN)),
        taken=Sum("groups__seats_taken"),
        group_count=Count("groups"),
    )


def offering_for_page(key: int) -> Offering | None:
    """Return an offering with its subject."""
    return Offering.objects.select_related("subject__department", "term").filter(pk=key).first()


def subjects_offered(codes: Collection[str], term: str) -> dict[str, Any]:
    """Return the subjects of codes that a term offers, by code; one query."""
    rows = Offering.objects.filter(subject_id__in=codes, term_id=term).select_related("subject")
    return {row.subject_id: row.subject for row in rows}


def groups_of(offering: int) -> list[SubjectGroup]:
    """Return an offering's groups with meetings, rooms and teachers; `planned` counts the baskets that hold each."""
    meetings = Prefetch("meetings", Meeting.objects.select_related("room"))
    rows = SubjectGroup.objects.filter(offering_id=offering).select_related("teacher__person", "offering__subject")
    rows = rows.prefetch_related(meetings).order_by("code")
    planned = dict(
        BasketItem.objects.filter(offering_id=offering).order_by().values_list("group_id").annotate(Count("pk"))
    )
    groups = list(rows)
    for group in groups:
        group.planned = planned.get(group.pk, 0)  # type: ignore[attr-defined]
    return groups


def group_for_page(key: int) -> SubjectGroup | None:
    """Return a group with its offering and subject."""
    rows = SubjectGroup.objects.select_related("offering__subject__department", "offering__term", "teacher__person")
    return rows.filter(pk=key).first()


def groups_taught(teacher: Any) -> QuerySet[SubjectGroup]:
    """Return the groups that somebody teaches, the latest term first."""
    rows = SubjectGroup.objects.filter(teacher=teacher).select_related("offering__subject", "offering__term")
    return rows.prefetch_related("meetings").order_by("-offering__term__ordinal", "offering__subject_id", "code")


def enrolled(**where: Any) -> QuerySet[Registration]:
    """Return who is registered in a group, an offering or a department's subjects, with study, person and group."""
    rows = Registration.objects.filter(state=Registration.State.REGISTERED, **where)
    return rows.select_related("study__student__person", "study__programme", "group", "offering")


def named(rows: QuerySet[Registration], text: str) -> QuerySet[Registration]:
    """Return those whose student number, name, programme or subject has every word of a text."""
    for word in typed_subject(text).split():
        rows = rows.filter(
            of_student(word, "study__")
            | Q(study__programme_id=word.upper())
            | Q(offering__subject__code__istartswith=word)
        )
    return rows


def refused_for_seats(offering: Offering) -> int:
    """Return how many students stand with a basket for an offering whose groups are all full."""
    full = SubjectGroup.objects.filter(offering=offering, quota__lte=F("seats_taken") + F("held")).values("pk")
    return BasketItem.objects.filter(offering=offering, group_id__in=full).values("study_id").distinct().count()


def room_conflicts(term: str, departments: Collection[str] | None) -> list[tuple[Any, Any]]:
    """Return pairs of meetings that use one room, or one teacher, at the same time in the same weeks; one query."""
    rows = Meeting.objects.filter(group__offering__term_id=term, group__offering__state=Offering.State.OPEN)
    rows = rows.exclude(Q(room=None) & Q(group__teacher=None)).select_related("group__offering__subject")
    by_day: dict[int, list[Any]] = {}
    for row in rows.order_by("starts_at", "pk"):
        by_day.setdefault(row.weekday, []).append(row)
    pairs = [pair for day in by_day.values() for pair in _overlaps(day)]
    if departments is None:
        return pairs
    return [pair for pair in pairs if any(one.group.offering.subject.department_id in departments for one in pair)]


def _overlaps(rows: list[Any]) -> list[tuple[Any, Any]]:
    found = []
    for place, one in enumerate(rows):
        for two in rows[place + 1 :]:
            if two.starts_at >= one.ends_at:
                break
            same_room = one.room_id is not None and one.room_id == two.room_id
            same_teacher = one.group.teacher_id is not None and one.group.teacher_id == two.group.teacher_id
            if one.group_id != two.group_id and (same_room or same_teacher) and set(one.weeks) & set(two.weeks):
                found.append((one, two))
    return found
