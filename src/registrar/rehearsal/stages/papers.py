"""Transcripts for those who ask for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from registrar.areas.awards.actions.issue_transcript import issue_transcript
from registrar.areas.studies.queries.study_keys import studies_with_people


def transcripts(studies: Sequence[int], *, now: datetime) -> Counter[str]:
    """Issue an official transcript for each study."""
    rows = studies_with_people(studies)
    for study in rows:
        issue_transcript(study, official=True, address="https://university.example/check", actor=None, now=now)
    return Counter({"transcripts": len(rows)})
