"""The editions: what binds when, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.kernel import Bilingual
from registrar.rulebook.editions import Edition
from registrar.rulebook.span import OPEN, AppliesBy, text_of
from registrar.site.rules.law import all_laws, in_order
from registrar.ui import words
from registrar.ui.views import Page


@dataclass(frozen=True)
class ShownEdition:
    """An edition with what it binds, and how many clauses it has."""

    edition: Edition
    university: Bilingual
    binds: tuple[tuple[Any, str], ...]
    clauses: int
    readings: int


class EditionList(Page):
    """Every edition, the days, terms and cohorts that it binds, and what falls between two editions."""

    policy = "rules.explore"
    template_name = "rules/edition_list.html"
    title = _("Editions")
    lead = _(
        "Which edition of the handbook binds, and why. A rule asks for the edition of the term, of the day of the "
        "event or of the year of admission. Where no verified edition covers it, nothing is decided."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The editions, the newest first within each university."""
        shown = [_shown(edition, law) for law in all_laws() for edition in in_order(law)]
        return super().get_context_data(editions=shown, **kwargs)


def _shown(edition: Edition, law: Any) -> ShownEdition:
    clauses = [clause for clause in law.clauses.values() if clause.citation.edition == edition.id]
    lines: tuple[tuple[AppliesBy, Any], ...] = (
        ("event_date", _("Events")),
        ("term", _("Terms")),
        ("cohort", _("Years of admission")),
    )
    binds = tuple((label, _said(edition.stretch(line), line)) for line, label in lines if edition.stretch(line))
    return ShownEdition(edition, law.title, binds, len(clauses), sum(clause.reading for clause in clauses))


def _said(stretch: tuple[int, int] | None, line: AppliesBy) -> str:
    """First and last place in words: "1 Jul 2024 – 31 Aug 2025"."""
    if stretch is None:
        return ""
    ends = [text_of(place, line) for place in stretch]
    ways: dict[str, Callable[[str], str]] = {
        "event_date": lambda text: words.day(text, weekday=False),
        "term": words.term,
        "cohort": str,
    }
    say = ways[line]
    said = [str(_("open")) if end == OPEN else say(end) for end in ends]
    return said[0] if said[0] == said[1] else f"{said[0]} – {said[1]}"
