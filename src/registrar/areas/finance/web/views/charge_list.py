"""Charges outside tuition, as their offices see them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.finance.offices import EVERYWHERE, desks_of, kind_title, kinds, kinds_of, office_title, offices
from registrar.areas.finance.queries.raised_charges import matching_charges, raised_charges, waiting_waivers
from registrar.areas.finance.web.charge_parts import charge_tag, raised_by
from registrar.areas.finance.web.refund_parts import person_name
from registrar.kernel import Money
from registrar.ui.parts import Column, Filter, Link
from registrar.ui.policy import permits
from registrar.ui.views import ListPage
from registrar.ui.words import in_reader_language

SECOND = "second"


class ChargeList(ListPage):
    """Search, filter by kind, office and state, download; an office sees its own."""

    policy = "finance.view_charges"
    title = gettext_lazy("Charges and fines")
    lead = gettext_lazy("Charges outside tuition, each on a debit note of its own, and who raised them.")
    columns = (
        Column("reference", gettext_lazy("Reference"), sort="reference"),
        Column("student", gettext_lazy("Student number"), sort="study__student_number"),
        Column("name", gettext_lazy("Name")),
        Column("kind", gettext_lazy("Kind of charge"), sort="kind"),
        Column("office", gettext_lazy("Raised by"), sort="office"),
        Column("raised", gettext_lazy("Raised"), sort="raised_at"),
        Column("amount", gettext_lazy("Amount"), numeric=True, sort="amount"),
        Column("state", gettext_lazy("State")),
    )
    default_sort = "-raised_at"
    search_label = gettext_lazy("Reference, student number, debit note or name")
    export_name = "charges"
    empty_title = gettext_lazy("No charges")
    empty_text = gettext_lazy("Nothing has been charged here yet.")

    @property
    def sees_all(self) -> bool:
        """Whether the user sees the charges of every office."""
        mine = desks_of(self.request.user)
        return not mine or any(desk.office == EVERYWHERE for desk in mine)

    def rows(self) -> QuerySet[RaisedCharge]:
        """The office's own, or all of them for the Finance Office and auditors."""
        return raised_charges(None if self.sees_all else desks_of(self.request.user))

    def search(self, rows: Any, text: str) -> Any:
        """By reference, student, note or name."""
        return matching_charges(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """By kind, by state, and by office for those who see them all."""
        mine = desks_of(self.request.user)
        codes = list(kinds()) if self.sees_all else list(dict.fromkeys(c for desk in mine for c in kinds_of(desk)))
        filters = [
            Filter("kind", _("Kind of charge"), [(code, in_reader_language(kind_title(code))) for code in codes]),
            Filter(
                "state",
                _("State"),
                [
                    *[(f"note-{value}", label) for value, label in DebitNote.State.choices],
                    *[(value, label) for value, label in RaisedCharge.State.choices if value != "charged"],
                    (SECOND, _("Waiver waits for a second person")),
                ],
            ),
        ]
        if self.sees_all:
            named = [(code, in_reader_language(office_title(code))) for code in offices()]
            filters.append(Filter("office", _("Office"), named))
        return filters

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """A state is the note's, the charge's own, or that of its waiver."""
        if name == "state" and value == SECOND:
            return waiting_waivers(rows)
        if name == "state" and value.startswith("note-"):
            return rows.filter(state=RaisedCharge.State.CHARGED, debit_note__state=value.removeprefix("note-"))
        return super().filter(rows, name, value)

    def cells(self, item: RaisedCharge) -> Mapping[str, Any]:
        """One charge."""
        return {
            "reference": item.reference,
            "student": item.study.student_number,
            "name": person_name(item.study.student.person),
            "kind": in_reader_language(kind_title(item.kind) or item.kind),
            "office": raised_by(item),
            "raised": localdate(item.raised_at),
            "amount": Money(item.amount) if item.amount is not None else "–",
            "state": charge_tag(item),
        }

    def link(self, item: RaisedCharge) -> str:
        """The charge's own page."""
        return reverse("finance:charge", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to raise charges."""
        actions = []
        if permits("finance.raise_charges", self.request.user):
            actions = [
                Link(_("Raise a charge"), reverse("finance:raise_charge")),
                Link(_("Upload a file"), reverse("finance:upload_charges")),
            ]
        return super().get_context_data(page_actions=actions, **kwargs)
