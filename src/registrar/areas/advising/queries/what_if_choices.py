"""What can be asked about: programmes with a requirement document, Minors, and the student's own subjects."""

from collections.abc import Set
from typing import Any

from django.conf import settings

from registrar.areas.advising.changes import OtherProgramme
from registrar.areas.catalogue.queries.departments import programmes
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import RequirementDocument, load_requirements


def other_programmes(study: Any) -> list[Any]:
    """Return the programmes of the same level that have a requirement document for the year of admission; one query."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    return [
        one
        for one in programmes()
        if one.pk != study.programme_id
        and one.level == study.programme.level
        and documents.find("programme", one.pk, study.cohort, one.level)
    ]


def options(study: Any, held: Set[tuple[str, str]]) -> list[RequirementDocument]:
    """Return the Minors and further Majors with a document for the year of admission, those held left out."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    return [
        one
        for one in documents.by_id.values()
        if one.kind in ("minor", "major", "secondary_major")
        and one.binds(study.cohort)
        and held.isdisjoint((one.kind, code) for code in one.codes)
    ]


def as_other(programme: Any) -> OtherProgramme:
    """Return a programme as a change names it."""
    return OtherProgramme(programme.pk, programme.level, programme.department_id, programme.credits_required)
