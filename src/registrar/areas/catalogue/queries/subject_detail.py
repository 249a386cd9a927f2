"""One subject with everything that hangs on it."""

from dataclasses import dataclass

from registrar.areas.catalogue.models import CurriculumSubject, Subject, SubjectRequisite


@dataclass(frozen=True)
class SubjectDetail:
    """A subject, what it asks for (and for what it is asked), and where programmes put it."""

    subject: Subject
    asks_for: list[SubjectRequisite]
    opens: list[SubjectRequisite]
    places: list[CurriculumSubject]


def subject_detail(code: str) -> SubjectDetail | None:
    """Return a subject in detail, or None; four queries."""
    subject = Subject.objects.select_related("department__faculty").filter(pk=code).first()
    if subject is None:
        return None
    kinds = SubjectRequisite.Kind
    rows = SubjectRequisite.objects.select_related("other", "subject")
    return SubjectDetail(
        subject=subject,
        asks_for=list(rows.filter(subject=code).order_by("kind", "alternative", "other_id")),
        opens=list(rows.filter(other=code, kind=kinds.PREREQUISITE).order_by("subject_id")),
        places=list(
            CurriculumSubject.objects.filter(subject=code).select_related("programme").order_by("programme_id", "stage")
        ),
    )
