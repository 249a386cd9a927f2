"""How much of the handbook is carried out, and how much of that is proved, by area."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.rulebook.coverage import by_area, coverage, total
from registrar.site.rules.areas import area_name
from registrar.site.rules.law import home_law
from registrar.ui.parts import Tile
from registrar.ui.views import Page


class CoveragePage(Page):
    """Duties of the handbook against what carries and what proves them, area by area."""

    policy = "rules.explore"
    template_name = "rules/coverage.html"
    title = _("Coverage")
    lead = _(
        "A duty counts as carried out when a rule, figure, fee table, form or page names its clause, and as proved "
        "when a worked case or a test does."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The totals as tiles, the areas as bars."""
        areas = by_area(coverage(home_law().code))
        whole = total(areas)
        below = reverse("coverage_list")
        tiles = [
            Tile(_("Duties in the register"), whole.duties, url=below),
            Tile(_("Carried out"), whole.carried, _share(whole.carried, whole.duties), f"{below}?state=carried"),
            Tile(_("Proved"), whole.proved, _share(whole.proved, whole.duties), f"{below}?state=proved"),
            Tile(_("Not yet carried out"), whole.duties - whole.carried, url=f"{below}?state=open", tone="warn"),
        ]
        bars = [(area_name(area.area), area) for area in areas]
        return super().get_context_data(tiles=tiles, bars=bars, **kwargs)


def _share(part: int, whole: int) -> str:
    return f"{part * 100 // whole}%" if whole else ""
