"""Transcripts that were issued."""

from typing import Any

from django.db.models import QuerySet

from registrar.areas.awards.check_codes import dashed
from registrar.areas.awards.models import Transcript


def transcripts_of(study: Any) -> QuerySet[Transcript]:
    """Return a study's transcripts, the newest first, without their files."""
    return Transcript.objects.filter(study=study).select_related("file").defer("file__content")


def transcript_by_code(code: str) -> Transcript | None:
    """Return the official transcript with a check code, typed with or without dashes and in either case."""
    rows = Transcript.objects.filter(code=dashed(code), official=True).select_related("study__student__person")
    return rows.first()
