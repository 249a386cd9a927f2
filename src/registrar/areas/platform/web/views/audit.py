"""The audit trail: what was changed, by whom, where, and what it was before; and who looked at what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.queries.audit_trail import TrailFilter, audit_trail, event_models
from registrar.areas.platform.queries.looks import looks
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.parts import Column, Tab
from registrar.ui.views import ListPage, Page
from registrar.ui.words import moment

PAGE_SIZE = 50


class TrailForm(RegistrarForm):
    """What to look for. The days are days of real time: the trail knows no set clock."""

    model = forms.ChoiceField(label=_("Records"), required=False)
    key = forms.CharField(label=_("Number of the record"), required=False, widget=forms.TextInput(attrs={"width": 10}))
    person = forms.CharField(label=_("Changed by (NetID)"), required=False, widget=forms.TextInput(attrs={"width": 10}))
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every tracked model."""
        super().__init__(*args, **kwargs)
        names = [(label, str(record_title(label))) for label in event_models()]
        model: Any = self.fields["model"]
        model.choices = [("", _("All")), *sorted(names, key=lambda pair: pair[1])]

    def clean_key(self) -> str:
        """Return the number; refuse what is no number."""
        key = self.cleaned_data["key"].strip()
        if key and not key.isdecimal():
            raise forms.ValidationError(_("The number of a record is written in digits."))
        return key

    def wanted(self, before: datetime | None) -> TrailFilter:
        """Return the filter; `before` is where the page before ended."""
        data = self.cleaned_data
        since = data["since"] and datetime.combine(data["since"], datetime.min.time(), HONG_KONG)
        until = data["until"] and datetime.combine(data["until"], datetime.min.time(), HONG_KONG) + timedelta(days=1)
        ends = [end for end in (until, before) if end]
        return TrailFilter(data["model"], data["key"], data["person"].strip(), since, min(ends) if ends else None)


def record_title(label: str) -> Any:
    """What a record of a model is called (settings.RECORD_TITLES says it); the bare label where nobody has."""
    return import_string(settings.RECORD_TITLES).get(label, label)


def audit_tabs(current: str) -> list[Tab]:
    """The two trails."""
    return [
        Tab(_("Changes"), reverse("platform:audit"), current == "changes"),
        Tab(_("Looks"), reverse("platform:looks"), current == "looks"),
    ]


class AuditPage(Page):
    """The latest changes that match, each with what it was before."""

    policy = "platform.view_audit"
    template_name = "platform/audit.html"
    title = _("Audit trail")
    lead = _("Every change of a record, kept for good: also those that went past the pages.")

    @cached_property
    def form(self) -> TrailForm:
        """The filter as it was sent."""
        return TrailForm(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of events; nothing is shown for a filter that makes no sense."""
        events = []
        if self.form.is_valid():
            events = audit_trail(self.form.wanted(_moment(self.request.GET.get("before", ""))), limit=PAGE_SIZE + 1)
        older = ""
        if len(events) > PAGE_SIZE:
            query = self.request.GET.copy()
            query["before"] = events[PAGE_SIZE].at.isoformat()
            older = f"?{query.urlencode()}"
        return super().get_context_data(
            form=self.form,
            events=[(event, record_title(event.model)) for event in events[:PAGE_SIZE]],
            pages={"previous_url": "", "next_url": older},
            tabs=audit_tabs("changes"),
            **kwargs,
        )


def _moment(text: str) -> datetime | None:
    """The moment at which the page before ended; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=HONG_KONG)


class LookList(ListPage):
    """Who opened whose record."""

    policy = "platform.view_audit"
    template_name = "platform/looks.html"
    title = _("Looks")
    lead = _("Which member of staff opened whose record.")
    search_label = _("NetID of the viewer, or the record (such as study:417)")
    export_name = "looks"
    columns: Sequence[Column] = (
        Column("viewer", _("Viewer")),
        Column("page", _("Page")),
        Column("subject", _("Record")),
        Column("at", _("When")),
        Column("address", _("From the address")),
    )

    def rows(self) -> Any:
        """All looks."""
        return looks()

    def search(self, rows: Any, text: str) -> Any:
        """The looks of one viewer, or at one record."""
        return looks(text)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """Who, where, at what, when."""
        person = getattr(item.viewer, "person", None)
        return {
            "viewer": f"{person} ({item.viewer.username})" if person else item.viewer.username,
            "page": item.page,
            "subject": item.subject,
            "at": moment(item.at),
            "address": item.address or "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        return super().get_context_data(tabs=audit_tabs("looks"), **kwargs)
