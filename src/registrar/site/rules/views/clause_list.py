"""The register of clauses: what the handbook says, by edition and section, searched in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.rulebook.clauses import Clause
from registrar.site.rules.areas import AREAS, KINDS, area_name
from registrar.site.rules.law import all_laws, in_order
from registrar.ui.parts import Column, Filter, Tag
from registrar.ui.views import ListPage
from registrar.ui.wording import edition_title


class ClauseList(ListPage):
    """Every clause of every edition. Open to everybody who has signed in: citations lead here."""

    policy = "signed_in"
    title = _("Clauses of the handbook")
    lead = _(
        "What the handbook says, clause by clause, summarised in our own words. The original remains the authority."
    )
    search_label = _("Search in English or Chinese")
    export_name = "clauses"
    columns = (
        Column("id", _("Clause")),
        Column("edition", _("Edition")),
        Column("heading", _("Section")),
        Column("text", _("What it says")),
        Column("area", _("Area")),
        Column("kind", _("Kind of duty")),
    )

    def get_filters(self) -> Sequence[Filter]:
        """Edition, section of the chosen edition, area."""
        editions = tuple((e.id, e.title) for law in all_laws() for e in in_order(law))
        clauses = self.rows()
        chosen = self.request.GET.get("edition", "")
        sections = dict.fromkeys(c.section for c in clauses if c.citation.edition == chosen)
        areas = sorted({clause.area for clause in clauses})
        filters = [Filter("edition", _("Edition"), editions)]
        if sections:
            filters.append(Filter("section", _("Section"), tuple((section, section) for section in sections)))
        filters.append(Filter("area", _("Area"), tuple((area, AREAS.get(area, area)) for area in areas)))
        return filters

    def rows(self) -> Sequence[Clause]:
        """All clauses in the order of the originals, the site's own university first, the newest edition first."""
        found: list[Clause] = []
        for law in all_laws():
            rank = {edition.id: place for place, edition in enumerate(in_order(law))}
            places = [(rank[clause.citation.edition], number) for number, clause in enumerate(law.clauses.values())]
            clauses = list(law.clauses.values())
            found += [clauses[number] for _, number in sorted(places)]
        return found

    def search(self, rows: Any, text: str) -> Any:
        """Clauses whose id, heading or wording in either language holds every word of the text."""
        words = text.casefold().split()
        return [clause for clause in rows if all(word in _searched(clause) for word in words)]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Clauses of an edition, section or area."""
        field = {"edition": lambda c: c.citation.edition, "section": lambda c: c.section, "area": lambda c: c.area}[
            name
        ]
        return [clause for clause in rows if field(clause) == value]

    def link(self, item: Clause) -> str:
        """The clause's page."""
        return reverse("clause", args=[item.citation.edition, item.citation.clause])

    def cells(self, item: Clause) -> Mapping[str, Any]:
        """Id, section, wording, area and kind; a clause that rests on a reading is marked."""
        return {
            "id": item.citation.clause,
            "edition": edition_title(item.citation.edition),
            "heading": item.heading or item.section,
            "text": item.text,
            "area": area_name(item.area),
            "kind": Tag(_("Our reading"), "purple") if item.reading else KINDS.get(item.kind, item.kind),
        }


def _searched(clause: Clause) -> str:
    parts = [str(clause.citation), clause.section]
    for text in (clause.heading, clause.text, clause.place):
        if text is not None:
            parts += [text.en, text.zh]
    return " ".join(parts).casefold()
