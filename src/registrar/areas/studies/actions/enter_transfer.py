"""An approved credit transfer or exemption goes on record with its results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.areas.studies.models import SubjectResult, Transfer, TransferLine

ORIGINS = {
    Transfer.Kind.CREDIT_TRANSFER.value: SubjectResult.Origin.TRANSFERRED.value,
    Transfer.Kind.EXEMPTION.value: SubjectResult.Origin.EXEMPTED.value,
}


@dataclass(frozen=True)
class NewLine:
    """One subject to be recognised: its row, category, grade or code, and what that does."""

    subject: Any
    category: str
    grade: str
    points: Decimal | None
    credits: int
    source_subject: str = ""


@dataclass(frozen=True)
class NewTransfer:
    """An application as it was approved, besides its lines; see Transfer."""

    study: int
    kind: str
    form: str
    source: str
    institution: str
    award: str
    used_before: bool
    exception: str
    completed_in: str
    late_reason: str
    filed_on: date
    approved_on: date


def enter_transfer(
    new: NewTransfer, lines: Sequence[NewLine], *, term: Any, decision: Any, actor: Any, now: datetime
) -> Transfer:
    """Write the transfer, a result for each line from its effective term on, and the lines between them.

    The caller holds the study's lock and has decided. The results show from the day of approval.
    """
    fields = {name: getattr(new, name) for name in NewTransfer.__dataclass_fields__ if name != "study"}
    made = Transfer.objects.create(
        study_id=new.study, term=term, decision=decision, entered_by=actor, entered_at=now, **fields
    )
    rows = []
    for line in lines:
        result = NewResult(new.study, line.category, line.grade, line.points, False, line.credits, ORIGINS[new.kind])
        rows += record_results(line.subject, term, [result], released_on=new.approved_on)
    TransferLine.objects.bulk_create(
        TransferLine(transfer=made, subject=line.subject, source_subject=line.source_subject, result=row)
        for line, row in zip(lines, rows, strict=True)
    )
    return made
