"""All figures of the handbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.rulebook.dated_parameter import DatedParameter
from registrar.site.rules.areas import BINDS_BY, area_name
from registrar.site.rules.law import home_law
from registrar.site.rules.time_line import area_of
from registrar.ui import wording
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class ParameterList(ListPage):
    """Every figure with its latest value; the gaps between editions are counted, not filled."""

    policy = "rules.explore"
    title = _("Figures")
    lead = _("Every number, date and list that the handbook sets, with the clause that sets it and how long it holds.")
    search_label = _("Search figures")
    export_name = "figures"
    page_size = 100
    columns = (
        Column("title", _("Figure")),
        Column("area", _("Area")),
        Column("value", _("Latest value")),
        Column("applies_by", _("Goes by")),
        Column("values", _("Values"), numeric=True),
        Column("gaps", _("Gaps"), numeric=True),
    )

    def get_filters(self) -> Sequence[Filter]:
        """The areas that have figures."""
        areas = sorted({name.partition(".")[0] for name in home_law().parameters})
        return (Filter("area", _("Area"), tuple((area, area_name(area)) for area in areas)),)

    def rows(self) -> Sequence[DatedParameter]:
        """All of them, by name."""
        return [home_law().parameters[name] for name in sorted(home_law().parameters)]

    def search(self, rows: Any, text: str) -> Any:
        """Figures whose name or title in either language holds the text."""
        wanted = text.casefold()
        return [p for p in rows if any(wanted in part.casefold() for part in (p.name, p.title.en, p.title.zh))]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Figures of one area."""
        return [parameter for parameter in rows if parameter.name.partition(".")[0] == value]

    def link(self, item: DatedParameter) -> str:
        """The figure's page."""
        return reverse("parameter", args=[item.name])

    def cells(self, item: DatedParameter) -> Mapping[str, Any]:
        """Title, area, latest value."""
        said = wording.value(item.uses[-1].value, item.unit, area_of(item))
        return {
            "title": item.title,
            "area": area_name(item.name.partition(".")[0]),
            "value": said if len(said) <= 60 else said[:57] + "…",
            "applies_by": BINDS_BY[item.applies_by],
            "values": len(item.uses),
            "gaps": len(item.gaps),
        }
