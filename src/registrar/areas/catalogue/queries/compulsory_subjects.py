"""Which subjects are compulsory on which programme."""

from collections import defaultdict

from registrar.areas.catalogue.models import CurriculumSubject


def compulsory_subjects() -> dict[str, frozenset[str]]:
    """Return programme code -> its compulsory subjects; a subject is compulsory only where the programme says so."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = CurriculumSubject.objects.filter(category=CurriculumSubject.Category.COMPULSORY)
    for programme, subject in rows.values_list("programme_id", "subject_id"):
        found[programme].add(subject)
    return {programme: frozenset(subjects) for programme, subjects in found.items()}
