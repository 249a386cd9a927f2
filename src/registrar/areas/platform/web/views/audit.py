"""The audit trail: what was changed, by whom, where, and what it was before; and who looked at what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.queries.audit_trail import TrailEvent, TrailFilter, audit_trail, event_models
from registrar.areas.platform.queries.looks import looks
from registrar.ui import wording
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import bracketed
from registrar.ui.parts import Column, Tab
from registrar.ui.views import ListPage, Page
from registrar.ui.words import moment

PAGE_SIZE = 50
MOST_PAGES = 40


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

    def wanted(self) -> TrailFilter:
        """Return the filter."""
        data = self.cleaned_data
        since = data["since"] and datetime.combine(data["since"], datetime.min.time(), HONG_KONG)
        until = data["until"] and datetime.combine(data["until"], datetime.min.time(), HONG_KONG) + timedelta(days=1)
        return TrailFilter(data["model"], data["key"], data["person"].strip(), since, until)


def record_title(label: str) -> Any:
    """What a record of a model is called (settings.RECORD_TITLES says it); the bare label where nobody has."""
    return import_string(settings.RECORD_TITLES).get(label, label)


def field_title(name: str) -> Any:
    """What a field of a record is called (settings.FIELD_TITLES says it); the bare words where nobody has."""
    return import_string(settings.FIELD_TITLES).get(name, name.replace("_", " "))


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
        number = self._page_number()
        events = []
        if self.form.is_valid():
            skip = (number - 1) * PAGE_SIZE
            events = audit_trail(self.form.wanted(), limit=PAGE_SIZE + 1, skip=skip)
        further = len(events) > PAGE_SIZE and number < MOST_PAGES
        pages = {
            "previous_url": self._page_url(number - 1) if number > 1 else "",
            "next_url": self._page_url(number + 1) if further else "",
        }
        return super().get_context_data(
            form=self.form,
            events=[(event, record_title(event.model), _named(event)) for event in events[:PAGE_SIZE]],
            pages=pages,
            tabs=audit_tabs("changes"),
            **kwargs,
        )

    def _page_number(self) -> int:
        """The page asked for; the first for anything else. Far pages are reached by narrowing the days."""
        text = self.request.GET.get("page", "1")
        return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() else 1

    def _page_url(self, number: int) -> str:
        query = self.request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"


def _named(event: TrailEvent) -> list[tuple[Any, Any, Any]]:
    """What each field that differs is called, with its value before and after in words."""
    return [
        (field_title(one.field), _in_words(event, one.field, one.before), _in_words(event, one.field, one.after))
        for one in event.differences
    ]


def _in_words(event: TrailEvent, field: str, value: Any) -> Any:
    """A value as the choices of its record call it, else as the rules do; what has no words stays as it is."""
    if not isinstance(value, str):
        return value
    choices = getattr(apps.get_model(event.model)._meta.get_field(field), "flatchoices", ())
    return dict(choices).get(value) or wording.word(value)


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
            "viewer": bracketed(person, item.viewer.username) if person else item.viewer.username,
            "page": item.page,
            "subject": item.subject,
            "at": moment(item.at),
            "address": item.address or "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        return super().get_context_data(tabs=audit_tabs("looks"), **kwargs)
