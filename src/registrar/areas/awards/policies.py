"""Who may see and issue transcripts."""

from typing import Any

import rules

from registrar.areas.people.policies import is_auditor, is_registry, is_student

from .models import Transcript


@rules.predicate
def own_transcript(user: Any, transcript: Transcript | None) -> bool:
    """The transcript is of the user's own study."""
    return transcript is None or transcript.study.student_id == user.pk


rules.add_perm("awards.my_transcripts", is_student)
rules.add_perm("awards.view_transcript", (is_student & own_transcript) | is_registry | is_auditor)
rules.add_perm("awards.issue_transcript", is_registry)
