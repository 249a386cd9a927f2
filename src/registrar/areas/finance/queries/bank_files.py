"""Files of the bank, for the pages."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When

from registrar.areas.finance.models import BankFile, BankFileLine


@dataclass(frozen=True)
class LineCount:
    """So many lines of an outcome over so much, in HK$; `waiting` of them are only expected to end so."""

    outcome: str
    lines: int
    waiting: int
    amount: Decimal


def all_bank_files() -> QuerySet[Any]:
    """Return every file with the number of its lines as `line_count`."""
    return BankFile.objects.select_related("uploaded_by__person", "applied_by__person").annotate(
        line_count=Count("lines")
    )


def lines_of_file(file_id: int) -> QuerySet[Any]:
    """Return a file's lines in order; `told` is what was done with a line, or what is expected of it."""
    told = Case(When(outcome="", then=F("expected")), default=F("outcome"))
    rows = BankFileLine.objects.filter(file_id=file_id).annotate(told=told)
    return rows.select_related("payment__debit_note", "unmatched").order_by("place")


def counts_of_file(file_id: int) -> list[LineCount]:
    """Return what becomes of the lines of a file, in the order of the outcomes; one query."""
    rows = (
        lines_of_file(file_id)
        .order_by()
        .values("told")
        .annotate(lines=Count("pk"), waiting=Count("pk", filter=Q(outcome="")), whole=Sum("amount"))
        .values_list("told", "lines", "waiting", "whole")
    )
    found = {told: LineCount(told, lines, waiting, amount or Decimal("0.00")) for told, lines, waiting, amount in rows}
    return [found[key] for key in ("", *BankFileLine.Outcome.values) if key in found]
