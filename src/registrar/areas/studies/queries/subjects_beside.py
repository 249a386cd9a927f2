"""The subjects that count towards what is studied beside the Major."""

from typing import Any

from registrar.areas.catalogue.queries.minor_subjects import minor_subjects
from registrar.areas.studies.models import StudyOption


def subjects_beside(study: Any) -> frozenset[str]:
    """Return the subjects of a study's Minor and further Majors; two queries at most."""
    options = StudyOption.objects.filter(study=study, given_up_at=None).values_list("subjects", flat=True)
    return minor_subjects(study.minor_id).union(*options)
