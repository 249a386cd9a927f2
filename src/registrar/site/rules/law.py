"""Which university's law the explorer shows."""

from __future__ import annotations

from django.conf import settings

from registrar.rulebook import load_rulebook
from registrar.rulebook.editions import HANDBOOK, Edition
from registrar.rulebook.law import University


def home_law() -> University:
    """Return the law of the university that this site serves."""
    return load_rulebook().university(settings.UNIVERSITY)


def all_laws() -> tuple[University, ...]:
    """Return the law of every university of the rulebook, the site's own first."""
    own = home_law()
    return (own, *(law for law in load_rulebook().universities.values() if law is not own))


def law_of_edition(edition: str) -> University | None:
    """Return the law that an edition belongs to; None for an edition that nobody has."""
    return next((law for law in all_laws() if edition in law.editions), None)


def in_order(law: University) -> list[Edition]:
    """Return the editions of a university: the handbook first, the newest first."""
    return sorted(law.editions.values(), key=lambda edition: (edition.series != HANDBOOK, -edition.days[0], edition.id))
