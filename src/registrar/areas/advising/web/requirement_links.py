"""Where to look for subjects that would fill a requirement."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from registrar.rulebook.requirements import Requirement, Selector

# What the search calls a category is what the curriculum calls a place.
PLACES = ("compulsory", "elective", "free_elective", "gur")


def search_url(narrowed: dict[str, Any], *, student: bool) -> str:
    """Return the subject search narrowed to these: students search the term's offerings, staff the catalogue."""
    base = reverse("registration:search" if student else "catalogue:subjects")
    if not student:
        narrowed = {key: value for key, value in narrowed.items() if key != "category"}
    return f"{base}?{urlencode(narrowed)}" if narrowed else base


def filler_url(requirement: Requirement | None, *, student: bool) -> str:
    """Return the search for what could fill a requirement, as narrow as the search can be."""
    source = requirement.take.source if requirement is not None and requirement.take is not None else None
    return search_url(_narrowed(source) if source is not None else {}, student=student)


def _narrowed(source: Selector) -> dict[str, Any]:
    parts = [source, *source.any]
    found: dict[str, Any] = {}
    places = [place for part in parts for place in part.places if place in PLACES]
    if places:
        found["category"] = places[0]
    elif "gur" in source.kinds:
        found["category"] = "gur"
    elif source.departments:
        found["department"] = source.departments[0]
    elif source.prefixes:
        found["q"] = source.prefixes[0]
    if source.level is not None and source.level.start is not None and source.level.start == source.level.end:
        found["level"] = source.level.start
    return found
