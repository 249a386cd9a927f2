"""A student tells of circumstances that harmed the results."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.models import ExtenuatingNotice
from registrar.areas.assessment.queries.meeting_days import NEVER, meeting_days
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.rulebook import decide


@transaction.atomic
def file_notice(
    study_id: int, term: str, *, subject: str | None, statement: str, actor: Any, now: datetime
) -> ExtenuatingNotice:
    """Keep a notice with its day (polyu-2024-25:6I-02); it is never turned away.

    Before the board's decision panel and board see it; after it, it is kept for an appeal only.
    """
    lock({"studies.Study": [study_id]})
    confirmed = meeting_days([study_id], [term]).get((study_id, term), NEVER).confirmed
    day = now.astimezone(HONG_KONG).date()
    facts = {
        "term": term,
        "filed_on": day,
        "board_decided_on": confirmed,
    }
    decision = decide("assessment.extenuating_notice", facts, as_of=day, university=settings.UNIVERSITY)
    return ExtenuatingNotice.objects.create(
        study_id=study_id,
        term_id=term,
        subject_id=subject or None,
        statement=statement.strip(),
        filed_at=now,
        # Where no verified edition covers the term it is kept for the board, as nothing says otherwise.
        appeal_only=bool(decision.result.get("appeal_only", confirmed is not None)),
        decision=store(decision, subject=f"study:{study_id}", actor=actor, now=now),
    )
