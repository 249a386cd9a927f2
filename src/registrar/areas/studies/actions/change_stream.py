"""A study gets another stream (sub-code)."""

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import Study


@transaction.atomic
def change_stream(study_id: int, stream: str) -> Study:
    """Give a study another stream, from today on (polyu-2024-25:6K-03); its history keeps the earlier one with dates.

    Raises KeyError where there is no such study.
    """
    study: Study = lock({"studies.Study": [study_id]})["studies.Study"][study_id]
    if study.stream != stream:
        study.stream = stream
        study.save(update_fields=["stream"])
    return study
