"""What is owed by age, in words, pictures and files."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.offices import office_title
from registrar.areas.finance.queries.collections import AGES, KIND, OFFICE, Share, age_of, ageing_by, owed_notes
from registrar.areas.finance.wording import line_title
from registrar.kernel import Money
from registrar.ui.parts import Point
from registrar.ui.words import in_reader_language

BREAKDOWN_TITLES = {
    "programme": gettext_lazy("Programme"),
    "kind": gettext_lazy("Kind of charge"),
    "office": gettext_lazy("Office"),
}
NOTES = (
    *(gettext_lazy("Debit note"), gettext_lazy("Student number"), gettext_lazy("Programme")),
    *(gettext_lazy("Kind of charge"), gettext_lazy("Office"), gettext_lazy("Last day of payment")),
    *(gettext_lazy("Days late"), gettext_lazy("Age"), gettext_lazy("Amount"), gettext_lazy("Received and held")),
    gettext_lazy("Still due"),
)


def age_titles() -> list[str]:
    """Return the ages in words, the youngest first."""
    labels = [_("Not yet due")]
    for first, last in pairwise(AGES):
        labels.append(_("%(first)s to %(last)s days late") % {"first": first + 1, "last": last})
    return [*labels, _("More than %(days)s days late") % {"days": AGES[-1]}]


def age_points(shares: Sequence[Share]) -> list[Point]:
    """Return the bars of the picture: what is owed by age."""
    return [Point(label, (Money(share.amount),)) for label, share in zip(age_titles(), shares, strict=True)]


def age_rows(what: str, today: date) -> list[dict[str, Any]]:
    """Return what is owed by programme, kind or office: a cell for each age and the sum; one query."""
    rows = []
    for key, shares in ageing_by(what, today).items():
        cells = [
            {"label": label, "notes": share.notes, "amount": Money(share.amount)}
            for label, share in zip(age_titles(), shares, strict=True)
        ]
        whole = sum(shares, Share())
        rows.append({"title": _title(what, key), "cells": cells, "notes": whole.notes, "amount": Money(whole.amount)})
    return rows


def table_rows(what: str, today: date) -> Iterator[Sequence[Any]]:
    """Yield the same as lines of a file."""
    for row in age_rows(what, today):
        yield (row["title"], row["notes"], *(cell["amount"] for cell in row["cells"]), row["amount"])


def note_rows(today: date) -> Iterator[Sequence[Any]]:
    """Yield every open note as a line of a file, the longest overdue first."""
    titles = age_titles()
    for note in owed_notes(today):
        about = (note.number, note.student, note.programme, _title(KIND, note.kind), _title(OFFICE, note.office))
        amounts = (note.amount, note.held, note.due)
        yield (*about, note.deadline, max(note.late, 0), titles[age_of(note.late)], *amounts)


def _title(what: str, key: str) -> str:
    if what == KIND:
        return line_title(key)
    if what == OFFICE:
        return str(in_reader_language(office_title(key))) if key else _("Billing run")
    return key
