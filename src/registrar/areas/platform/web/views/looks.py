"""Who opened whose record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.looking import log_look
from registrar.areas.platform.queries.looks import LookFilter, looks
from registrar.areas.platform.web.trail_forms import LooksForm, look_title
from registrar.areas.platform.web.trail_tabs import trail_tabs
from registrar.ui.joining import bracketed
from registrar.ui.parts import Column, Link
from registrar.ui.policy import permits
from registrar.ui.views import ListPage

NAMING = frozenset({"viewer", "subject"})


class LookList(ListPage):
    """Every look that matches, the latest first; a download is logged as well."""

    policy = "platform.view_audit"
    template_name = "platform/looks.html"
    title = _("Looks")
    lead = _("Which member of staff opened whose record.")
    export_name = "looks"
    empty_title = _("No look matches")
    empty_text = _("Widen the days, or clear the filter.")
    columns: Sequence[Column] = (
        Column("at", _("When")),
        Column("viewer", _("Viewer")),
        Column("page", _("Page")),
        Column("subject", _("Record")),
        Column("address", _("From the address")),
    )

    @cached_property
    def names_shown(self) -> bool:
        """Whether the reader sees who looked at whom; an operator only sees that somebody looked."""
        return permits("platform.follow_records", self.request.user)

    def get_lead(self) -> Any:
        """What the list holds for this reader."""
        return self.lead if self.names_shown else _("That somebody opened a record, when and from where.")

    def get_columns(self) -> Sequence[Column]:
        """Without names for those who only see that somebody looked."""
        return [one for one in self.columns if self.names_shown or one.key not in NAMING]

    @cached_property
    def form(self) -> LooksForm:
        """The filter as it was sent."""
        return LooksForm(self.request.GET, names=self.names_shown)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the download, which is a look itself."""
        if request.GET.get("export"):
            self.names = self._names(self.matching().order_by().values_list("subject", flat=True).distinct())
            log_look(request, page="platform:looks", subject="download:looks")
        return super().get(request, *args, **kwargs)

    def rows(self) -> Any:
        """The looks that match; none for a filter that makes no sense."""
        return looks(self.form.wanted() if self.form.is_valid() else LookFilter(subject=None))

    def table(self, page: Iterable[Any]) -> dict[str, Any]:
        """The table, with the names of its records read at once."""
        self.names = self._names({item.subject for item in page})
        return super().table(page)

    def _names(self, subjects: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        if not self.names_shown:
            return {}
        names: Mapping[str, tuple[str, str]] = import_string(settings.RECORD_NAMES)(set(subjects))
        return names

    def cells(self, item: Any) -> Mapping[str, Any]:
        """When, who, where, at what."""
        if not self.names_shown:
            return {"at": item.at, "page": look_title(item.page), "address": item.address or ""}
        person = getattr(item.viewer, "person", None)
        name, url = self.names.get(item.subject, (item.subject, ""))
        plain = bool(self.request.GET.get("export")) or not url
        return {
            "at": item.at,
            "viewer": bracketed(person, item.viewer.username) if person else item.viewer.username,
            "page": look_title(item.page),
            "subject": name if plain else Link(name, url),
            "address": item.address or "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs and the filter."""
        return super().get_context_data(form=self.form, tabs=trail_tabs("looks"), **kwargs)
