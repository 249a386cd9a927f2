"""What could be taken instead of a cancelled subject."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from registrar.areas.registration.models import Cancellation, Meeting, Offering, Registration, SubjectGroup

MOST = 8
MOST_GROUPS = 16


def replacements(offering: Offering) -> list[str]:
    """Return codes of other open subjects of the same department and level with free places, nearest credits first."""
    subject = offering.subject
    rows = Offering.objects.filter(
        term_id=offering.term_id,
        state=Offering.State.OPEN,
        subject__department_id=subject.department_id,
        subject__level=subject.level,
        groups__quota__gt=F("groups__seats_taken") + F("groups__held") + F("groups__waiting"),
    ).exclude(pk=offering.pk)
    found = rows.order_by("subject_id").values_list("subject_id", "subject__credits").distinct()
    nearest = sorted(found, key=lambda row: (abs(row[1] - subject.credits), row[0]))
    return [code for code, _ in nearest[:MOST]]


def replacement_groups(offering: Offering) -> list[SubjectGroup]:
    """Return groups with free places of the subjects that come nearest, in that order; two queries more."""
    codes = replacements(offering)
    rows = _shown(SubjectGroup.objects.filter(offering__subject_id__in=codes, offering__term_id=offering.term_id))
    free = rows.filter(
        offering__state=Offering.State.OPEN, quota__gt=F("seats_taken") + F("held") + F("waiting")
    ).order_by("code")
    return sorted(free, key=lambda one: codes.index(one.offering.subject_id))[:MOST_GROUPS]


def cancellation_for(study: int, offering: int) -> tuple[Cancellation, list[SubjectGroup]] | None:
    """Return what a department offers a student instead of a cancelled offering; None where they didn't have it.

    Groups of subjects that the student has meanwhile are left out; four queries.
    """
    hit = Registration.objects.filter(study_id=study, offering_id=offering, state=Registration.State.REMOVED)
    kept = Cancellation.objects.select_related("offering__subject").filter(pk=offering).first()
    if kept is None or not hit.exists():
        return None
    live = Registration.objects.filter(study_id=study, state=Registration.State.REGISTERED).values("offering_id")
    rows = _shown(kept.instead.exclude(offering__in=live).filter(offering__state=Offering.State.OPEN))
    return kept, list(rows.order_by("offering__subject_id", "code"))


def cancelled_unreplaced(study: int, now: datetime) -> list[Registration]:
    """Return places lost to cancelled offerings while add/drop lasts and nothing was taken since; one query."""
    since = Registration.objects.filter(
        study_id=study,
        state=Registration.State.REGISTERED,
        offering__term=OuterRef("offering__term"),
        registered_at__gte=OuterRef("ended_at"),
    )
    lost = Registration.objects.filter(
        ~Exists(since),
        study_id=study,
        state=Registration.State.REMOVED,
        offering__state=Offering.State.CANCELLED,
        offering__term__add_drop_to__gte=now,
    )
    return list(lost.select_related("offering__term").order_by("pk"))


def students_hit(offering: int) -> list[Registration]:
    """Return the live registrations of an offering with student and group, by student number; one query."""
    live = Registration.objects.filter(offering_id=offering, state=Registration.State.REGISTERED)
    rows = live.select_related("study__student__person", "study__programme", "group")
    return list(rows.order_by("study__student_number"))


def _shown(rows: QuerySet[SubjectGroup]) -> QuerySet[SubjectGroup]:
    meetings = Prefetch("meetings", Meeting.objects.select_related("room"))
    return rows.select_related("offering__subject").prefetch_related(meetings)
