"""The end of a study by the board's decision."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import StatusChange, Study


@transaction.atomic
def deregister_studies(rows: Sequence[tuple[int, str, int]], *, term: str, actor: Any, now: datetime) -> list[Study]:
    """Set (study, reason, decision) to de-registered with their history; those already out are left as they are."""
    locked = lock({"studies.Study": [study_id for study_id, _, _ in rows]})["studies.Study"]
    changes = []
    for study_id, reason, decision_id in rows:
        study = locked[study_id]
        if study.status != Study.Status.DEREGISTERED:
            changes.append(
                StatusChange(
                    study=study,
                    before=study.status,
                    after=Study.Status.DEREGISTERED,
                    term_id=term,
                    reason=reason,
                    decision_id=decision_id,
                    actor=actor,
                    at=now,
                )
            )
            study.status = Study.Status.DEREGISTERED
    StatusChange.objects.bulk_create(changes, batch_size=1000)
    Study.objects.bulk_update([change.study for change in changes], ["status"], batch_size=1000)
    return [change.study for change in changes]
