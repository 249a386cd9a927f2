"""The classes that a programme's requirement document knows."""

from typing import Any

from django.conf import settings

from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import load_requirements


def award_bands(study: Any) -> list[tuple[str, Bilingual]]:
    """Return (code, title) of the classes of a study's programme and year of admission, the best first."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    document = documents.find("programme", study.programme_id, study.cohort, study.programme.level)
    return [] if document is None else [(band.code, band.title) for band in document.bands]
