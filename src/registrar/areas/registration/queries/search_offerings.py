"""Finding subjects of a term."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import Case, F, Prefetch, Q, QuerySet, When

from registrar.areas.catalogue.queries.curriculum_subjects import curriculum_subjects
from registrar.areas.registration.models import Meeting, Offering, Registration, SubjectGroup
from registrar.kernel.typed import typed_subject

# A place is free where nobody has it, nobody is kept one, and nobody waits for it.
FREE = Q(quota__gt=F("seats_taken") + F("held") + F("waiting"))
BANDS = {"morning": (time(0), time(12, 30)), "afternoon": (time(12, 30), time(18)), "evening": (time(18), time(23, 59))}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; an empty field doesn't narrow. The subjects in `first` come first, those in `last` last."""

    text: str = ""
    department: str = ""
    level: str = ""
    day: str = ""
    band: str = ""
    free: bool = False
    category: str = ""
    programme: str = ""
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def search_offerings(term: str, search: Search, groups: Q | None = None) -> QuerySet[Offering]:
    """Return open offerings of a term that fit; one query, and three more for the groups of those on the page.

    `groups` narrows to offerings that have a group like this (see `fitting`).
    """
    rows = Offering.objects.filter(term_id=term, state=Offering.State.OPEN).select_related("subject__department")
    for word in typed_subject(search.text).split():
        titles = Q(subject__title_en__icontains=word) | Q(subject__title_zh__contains=word)
        rows = rows.filter(Q(subject__code__istartswith=word) | titles)
    if search.department:
        rows = rows.filter(subject__department_id=search.department)
    if search.level.isdecimal():
        rows = rows.filter(subject__level=int(search.level))
    if search.category:
        rows = rows.filter(subject_id__in=curriculum_subjects(search.programme, search.category))
    wanted = _groups(search)
    if groups is not None:
        wanted = wanted & groups
    if wanted:
        rows = rows.filter(pk__in=SubjectGroup.objects.filter(wanted, offering__term_id=term).values("offering_id"))
    shown = SubjectGroup.objects.select_related("teacher__person").order_by("code")
    meetings = Prefetch("meetings", Meeting.objects.select_related("room"))
    return rows.prefetch_related(Prefetch("groups", shown.prefetch_related(meetings))).order_by(
        _rank(search), "subject_id"
    )


def _rank(search: Search) -> Case:
    """Return what sorts the student's own subjects before the others, and what is done with behind them."""
    return Case(
        When(subject_id__in=search.last, then=3),
        When(subject_id__in=search.first, then=0),
        When(subject__kind="gur", then=1),
        default=2,
    )


def _groups(search: Search) -> Q:
    wanted = Q()
    if search.free:
        wanted &= FREE
    meets = Q()
    if search.day.isdecimal():
        meets &= Q(weekday=int(search.day))
    if search.band in BANDS:
        starts, ends = BANDS[search.band]
        meets &= Q(starts_at__gte=starts, starts_at__lt=ends)
    if meets:
        wanted &= Q(pk__in=Meeting.objects.filter(meets).values("group_id"))
    return wanted


def fitting(meetings: list[Any]) -> Q:
    """Return the groups that meet at no time of these meetings, in the weeks when both take place."""
    clash = Q(pk__in=[])
    for one in meetings:
        clash |= Q(weekday=one.weekday, starts_at__lt=one.ends_at, ends_at__gt=one.starts_at, weeks__overlap=one.weeks)
    return ~Q(pk__in=Meeting.objects.filter(clash).values("group_id"))


def meetings_taken(study_id: int, term: str, planned: list[int]) -> list[Meeting]:
    """Return the meetings of a student's registered groups of a term, and of those planned; one query."""
    live = Registration.objects.filter(
        study_id=study_id, state=Registration.State.REGISTERED, offering__term_id=term
    ).values("group_id")
    return list(Meeting.objects.filter(Q(group_id__in=live) | Q(group_id__in=planned)))
