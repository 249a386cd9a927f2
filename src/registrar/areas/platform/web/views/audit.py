"""The audit trail: what was changed, by whom, where, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.looking import log_look
from registrar.areas.platform.queries.audit_trail import TrailEvent, audit_trail
from registrar.areas.platform.web.trail_forms import ChangesForm, record_title
from registrar.areas.platform.web.trail_tabs import trail_tabs
from registrar.ui import exports, wording
from registrar.ui.views import Page

PAGE_SIZE = 50
MOST_PAGES = 40
MOST_LINES = 10_000
HEADS = (
    *(_("When"), _("Records"), _("Number of the record"), _("Kind of change"), _("Changed by (NetID)"), _("Where")),
    *(_("Field"), _("Before"), _("After")),
)
KIND_WORDS = {"insert": _("New"), "update": _("Changed"), "delete": _("Deleted")}


def field_title(name: str) -> Any:
    """What a field of a record is called (settings.FIELD_TITLES says it); the bare words where nobody has."""
    return import_string(settings.FIELD_TITLES).get(name, name.replace("_", " "))


class AuditPage(Page):
    """The latest changes that match, each with what it was before."""

    policy = "platform.view_audit"
    template_name = "platform/audit.html"
    title = _("Audit trail")
    lead = _("Every change of a record, kept for good: also those that went past the pages.")

    @cached_property
    def form(self) -> ChangesForm:
        """The filter as it was sent."""
        return ChangesForm(self.request.GET)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or all that matches as a file; the download is logged."""
        kind = request.GET.get("export", "")
        if kind not in ("csv", "xlsx") or not self.form.is_valid():
            return super().get(request, *args, **kwargs)
        log_look(request, page="platform:audit", subject="download:changes")
        return cast("HttpResponse", exports.response(kind, "changes", [str(head) for head in HEADS], self._lines()))

    def _lines(self) -> Iterator[Sequence[Any]]:
        """A line for each field that differs, the latest event first; a last line says where there is more."""
        events = audit_trail(self.form.wanted(), limit=MOST_LINES + 1)
        for event in events[:MOST_LINES]:
            head = (event.at, record_title(event.model), event.key, KIND_WORDS[event.label], event.who, event.where)
            for field, before, after in _named(event) or [("", "", "")]:
                yield (*head, field, _plain(before), _plain(after))
        if len(events) > MOST_LINES:
            yield (_("There are more changes than fit into one file: narrow the days."),)

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
            too_far=len(events) > PAGE_SIZE and number == MOST_PAGES,
            tabs=trail_tabs("changes"),
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
    return dict(choices).get(value) or wording.value(wording.word(value))


def _plain(value: Any) -> Any:
    """A value as a cell of a file takes it: lists and the like as text."""
    return value if value is None or isinstance(value, bool | int | Decimal) else str(value)
