"""What is recorded on one study beside its subjects."""

from typing import Any

from registrar.areas.advising.models import AuditException, RecordedElement


def exceptions_of(study_id: int) -> list[Any]:
    """Return every exception ever recorded, those taken back among them, the latest first; one query."""
    return list(AuditException.objects.filter(study_id=study_id).select_related("entered_by__person"))


def elements_of(study_id: int) -> list[Any]:
    """Return every element recorded as met, the latest first; one query."""
    return list(RecordedElement.objects.filter(study_id=study_id).select_related("entered_by__person"))


def element_by_key(key: int) -> Any | None:
    """Return a recorded element with its study, or None; one query."""
    return RecordedElement.objects.select_related("study__programme", "study__student__person").filter(pk=key).first()


def exception_by_key(key: int) -> Any | None:
    """Return an exception with its study, or None; one query."""
    return AuditException.objects.select_related("study__programme", "study__student__person").filter(pk=key).first()
