"""Follow-on subjects that were removed after a failed pre-requisite, and how each stands with the department."""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models import TextChoices as Choices
from django.utils.translation import gettext_lazy as _

from registrar.areas.registration.models import Registration, SubjectRequest

RULE = "registration.unqualified_subjects"


class Standing(Choices):
    """What was asked and said about a removed subject."""

    UNSAID = "unsaid", _("Not said yet")
    ASKED = "asked", _("Special approval asked")
    WAIVED = "waived", _("Waived")
    NOT_WAIVED = "not_waived", _("Not waived")
    GRANTED = "granted", _("Special approval granted")
    REFUSED = "refused", _("Special approval refused")
    LAPSED = "lapsed", _("Special approval not decided in time")


def unqualified_rows() -> QuerySet[Any]:
    """Return the removed registrations with `again` (registered anew since) and `standing` (one of Standing).

    What was allowed counts most, then what waits, then what was refused, then what the department said unasked.
    """
    live = Registration.objects.filter(
        study=OuterRef("study"), offering=OuterRef("offering"), state=Registration.State.REGISTERED
    )
    latest = SubjectRequest.objects.filter(registration=OuterRef("pk")).exclude(state=SubjectRequest.State.TAKEN_BACK)
    return (
        Registration.objects.filter(state=Registration.State.REMOVED, decision__rule=RULE)
        .annotate(again=Exists(live), request_state=Subquery(latest.order_by("-filed_at", "-pk").values("state")[:1]))
        .annotate(
            standing=Case(
                When(request_state=SubjectRequest.State.OPEN, then=Value(Standing.ASKED)),
                When(waiver_mark__waived=True, then=Value(Standing.WAIVED)),
                When(request_state=SubjectRequest.State.GRANTED, then=Value(Standing.GRANTED)),
                When(request_state=SubjectRequest.State.REFUSED, then=Value(Standing.REFUSED)),
                When(waiver_mark__waived=False, then=Value(Standing.NOT_WAIVED)),
                When(request_state=SubjectRequest.State.LAPSED, then=Value(Standing.LAPSED)),
                default=Value(Standing.UNSAID),
                output_field=CharField(),
            )
        )
        .select_related("offering__subject", "offering__term", "group", "decision", "waiver_mark__decision")
    )


def unqualified_of(study_id: int) -> list[Any]:
    """Return a study's removed follow-on subjects, the latest first; one query."""
    return list(unqualified_rows().filter(study_id=study_id).order_by("-offering__term__ordinal", "offering_id", "pk"))


def unqualified_in(term: str, departments: set[str] | None) -> QuerySet[Any]:
    """Return those of a term whose programmes the departments offer; of all departments where None is given."""
    rows = unqualified_rows().filter(offering__term_id=term).select_related("study__student__person")
    return rows if departments is None else rows.filter(study__programme__department_id__in=departments)


def unsaid_unqualified(departments: set[str] | None, now: datetime) -> int:
    """Return how many removed subjects nobody has said anything about, in terms whose add/drop isn't over."""
    rows = unqualified_rows().filter(standing=Standing.UNSAID, again=False, offering__term__add_drop_to__gte=now)
    if departments is not None:
        rows = rows.filter(study__programme__department_id__in=departments)
    return rows.count()
