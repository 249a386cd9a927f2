"""In which phases registration opens to programmes and cohorts."""

from functools import cache
from typing import Any

from django.conf import settings

from registrar.areas.catalogue.calendar_file import read_phases
from registrar.rulebook import load_rulebook


def registration_phases(term: str) -> list[dict[str, Any]]:
    """Return a term's phases as the rule on phases takes them; empty where registration opens to all at once.

    They stand in the university's calendars (`registration_phases` of a term), which are read once; no query.
    """
    return _phases(settings.UNIVERSITY).get(term, [])


@cache
def _phases(university: str) -> dict[str, list[dict[str, Any]]]:
    folder = load_rulebook().university(university).path / "calendars"
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        found |= read_phases(path, folder.parent.parent)
    return found
