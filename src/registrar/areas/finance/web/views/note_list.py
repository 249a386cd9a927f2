"""All debit notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.notes import all_notes, matching_notes, terms_with_notes
from registrar.areas.finance.web.note_parts import state_tag
from registrar.areas.finance.web.refund_parts import person_name
from registrar.kernel import Money
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage
from registrar.ui.words import term


class NoteList(ListPage):
    """Search, filter by state and term, download."""

    policy = "finance.view_books"
    title = _("Debit notes")
    columns = (
        Column("number", _("Debit note"), sort="number"),
        Column("student", _("Student")),
        Column("name", _("Name")),
        Column("programme", _("Programme"), sort="study__programme_id"),
        Column("term", _("Term")),
        Column("issued", _("Issued"), sort="issued_on"),
        Column("deadline", _("Last day of payment"), sort="deadline"),
        Column("amount", _("Amount"), numeric=True, sort="amount"),
        Column("state", _("State"), sort="state"),
    )
    default_sort = "-number"
    search_label = _("Note number, student number, programme or name")
    export_name = "debit-notes"
    empty_title = _("No debit notes")

    def rows(self) -> QuerySet[DebitNote]:
        """Every note."""
        return all_notes()

    def search(self, rows: Any, text: str) -> Any:
        """By number, student, programme or name."""
        return matching_notes(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """By state and by term."""
        return [
            Filter("state", _("State"), DebitNote.State.choices),
            Filter("term", _("Term"), [(key, term(key)) for key in terms_with_notes()]),
        ]

    def cells(self, item: DebitNote) -> Mapping[str, Any]:
        """One note."""
        return {
            "number": item.number,
            "student": item.study.student_number,
            "name": person_name(item.study.student.person),
            "programme": item.study.programme_id,
            "term": term(item.term_id),
            "issued": item.issued_on,
            "deadline": item.deadline,
            "amount": Money(item.amount),
            "state": state_tag(item),
        }

    def link(self, item: DebitNote) -> str:
        """The note's own page."""
        return reverse("finance:note", args=[item.number])
