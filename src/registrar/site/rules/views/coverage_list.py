"""The duties one by one: what carries each, and what proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.rulebook.coverage import ClauseCoverage, coverage
from registrar.site.rules.areas import area_name
from registrar.site.rules.law import home_law, in_order
from registrar.ui.joining import listed
from registrar.ui.parts import Column, Filter, Tag
from registrar.ui.views import ListPage

KINDS: dict[str, Any] = {
    "rule": _("rule"),
    "parameter": _("figure"),
    "fee": _("fee table"),
    "form": _("form"),
    "letter": _("letter"),
    "calendar": _("calendar"),
    "data": _("data"),
    "page": _("page"),
    "code": _("action"),
    "case": _("worked case"),
    "test": _("test"),
}


class CoverageList(ListPage):
    """Every duty with its state; narrowed by area, edition and state."""

    policy = "rules.explore"
    title = _("Duties of the handbook")
    search_label = _("Search in English or Chinese")
    export_name = "coverage"
    columns = (
        Column("clause", _("Clause")),
        Column("heading", _("Section")),
        Column("text", _("What it says")),
        Column("area", _("Area")),
        Column("state", _("State")),
        Column("carried", _("Carried by")),
        Column("proved", _("Proved by")),
    )

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Below the overview."""
        return [(_("Coverage"), reverse("coverage"))]

    def get_filters(self) -> Sequence[Filter]:
        """Area, edition, state."""
        areas = sorted({one.clause.area for one in self.rows()})
        return (
            Filter("area", _("Area"), tuple((area, area_name(area)) for area in areas)),
            Filter("edition", _("Edition"), tuple((edition.id, edition.title) for edition in in_order(home_law()))),
            Filter(
                "state",
                _("State"),
                (("carried", _("Carried out")), ("proved", _("Proved")), ("open", _("Not yet carried out"))),
            ),
        )

    def rows(self) -> Sequence[ClauseCoverage]:
        """All duties of the site's university."""
        return coverage(home_law().code)

    def search(self, rows: Any, text: str) -> Any:
        """Duties whose clause or wording in either language holds the text."""
        wanted = text.casefold()
        return [
            one
            for one in rows
            if wanted in str(one.clause.citation).casefold()
            or (one.clause.text and wanted in f"{one.clause.text.en} {one.clause.text.zh}".casefold())
        ]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Duties of an area, an edition or a state."""
        if name == "area":
            return [one for one in rows if one.clause.area == value]
        if name == "edition":
            return [one for one in rows if one.clause.citation.edition == value]
        keep = {"carried": lambda o: o.carried_by, "proved": lambda o: o.proved_by, "open": lambda o: not o.carried_by}
        return [one for one in rows if keep[value](one)]

    def link(self, item: ClauseCoverage) -> str:
        """The clause's page."""
        return reverse("clause", args=[item.clause.citation.edition, item.clause.citation.clause])

    def cells(self, item: ClauseCoverage) -> Mapping[str, Any]:
        """The clause, its state, and the kinds of what stands behind it."""
        state = Tag(_("Not yet"), "grey")
        if item.proved_by and item.carried_by:
            state = Tag(_("Proved"), "green")
        elif item.carried_by:
            state = Tag(_("Carried out"), "blue")
        return {
            "clause": str(item.clause.citation),
            "heading": item.clause.heading or item.clause.section,
            "text": item.clause.text,
            "area": area_name(item.clause.area),
            "state": state,
            "carried": _kinds(item.carried_by),
            "proved": _kinds(item.proved_by),
        }


def _kinds(traces: Any) -> str:
    return listed(KINDS.get(kind, kind) for kind in dict.fromkeys(trace.kind for trace in traces))
