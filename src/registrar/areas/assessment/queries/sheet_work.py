"""Grade sheets as work to be done."""

from collections.abc import Collection
from dataclasses import dataclass

from registrar.areas.assessment.models import GradeEntry, GradeSheet


@dataclass(frozen=True)
class SheetWork:
    """A sheet's term, whether its subject is graded, and its lines as (registration, study)."""

    term: str
    graded: bool
    lines: tuple[tuple[int, int], ...]


def sheet_work(sheet: int) -> SheetWork:
    """Return what is to be graded on a sheet; two queries. Raises GradeSheet.DoesNotExist."""
    row = GradeSheet.objects.select_related("offering__subject").get(pk=sheet)
    lines = GradeEntry.objects.filter(sheet_id=sheet).values_list("registration_id", "registration__study_id")
    return SheetWork(row.offering.term_id, row.offering.subject.graded, tuple(lines))


def sheets_of_term(term: str) -> list[int]:
    """Return the keys of a term's sheets; one query."""
    return list(GradeSheet.objects.filter(offering__term_id=term).order_by("pk").values_list("pk", flat=True))


def sheets_with(term: str, studies: Collection[int]) -> set[int]:
    """Return the keys of a term's sheets that have a line of one of these studies; one query."""
    lines = GradeEntry.objects.filter(sheet__offering__term_id=term, registration__study_id__in=set(studies))
    return set(lines.order_by().values_list("sheet_id", flat=True))


def open_sheets(term: str, *, but_of: Collection[str]) -> list[int]:
    """Return the keys of a term's open sheets, those of the teachers with these NetIDs left out; one query."""
    sheets = GradeSheet.objects.filter(offering__term_id=term, stage=GradeSheet.Stage.OPEN)
    theirs = sheets.filter(offering__groups__teacher__username__in=but_of)
    return list(sheets.exclude(pk__in=theirs.values("pk")).order_by("pk").values_list("pk", flat=True))
