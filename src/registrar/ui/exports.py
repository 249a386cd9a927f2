"""The same rows as a CSV file or a spreadsheet, with values that a program can use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from registrar.ui.words import in_reader_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plain(value: Any) -> Any:
    """A cell's value without its dress: Money as a Decimal, a tag as its text.

    A text that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.astimezone(timezone.get_default_timezone()).replace(tzinfo=None)
            if timezone.is_aware(value)
            else value
        )
    if isinstance(value, bool | int | Decimal | date | time):
        return value
    if hasattr(value, "amount") and hasattr(value, "currency"):
        return value.amount
    text = in_reader_language(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def response(
    kind: str, name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> HttpResponse | StreamingHttpResponse:
    """A download. ``kind``: "csv" (UTF-8 with a mark, so that Excel shows Chinese) or "xlsx"."""
    answer: HttpResponse | StreamingHttpResponse
    if kind == "csv":
        answer = StreamingHttpResponse(_csv(heads, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_xlsx(heads, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _csv(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([str(head) for head in heads])
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([plain(value) for value in row])
        yield buffer.getvalue()


def _xlsx(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    first = []
    for head in heads:
        cell = WriteOnlyCell(sheet, value=str(head))
        cell.font = Font(bold=True)
        first.append(cell)
    sheet.append(first)
    for row in rows:
        sheet.append([plain(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
