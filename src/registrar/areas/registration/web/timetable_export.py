"""The timetable of a term as a download."""

from collections.abc import Collection
from typing import Any

from registrar.areas.registration.queries.timetable_rows import HEADINGS, timetable_rows
from registrar.ui import exports
from registrar.ui.words import in_reader_language


def headings() -> list[str]:
    """Return the headings in the reader's language."""
    return [in_reader_language(head) for head in HEADINGS]


def timetable_export(kind: str, term: str, departments: Collection[str] | None, *, name: str) -> Any:
    """Return the file ("csv" or "xlsx") as a response; two queries. CSV has the mark that lets Excel show Chinese."""
    rows = (
        [in_reader_language(cell) if hasattr(cell, "en") else cell for cell in row]
        for row in timetable_rows(term, departments)
    )
    return exports.response(kind, name, headings(), rows)
