"""The status of studies changes, and how it came about is written beside it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import StatusChange, Study


@transaction.atomic
def change_status(
    study_ids: Collection[int],
    after: str,
    *,
    term: str,
    reason: str,
    actor: Any,
    now: datetime,
    decisions: dict[int, int] | None = None,
) -> list[StatusChange]:
    """Give studies a status, with one StatusChange each; those that have it already are left as they are.

    `decisions` maps studies to the stored decision behind the change. Set-based: four statements for any number.
    Raises ValueError for a status that doesn't exist.
    """
    Study.Status(after)
    locked = lock({"studies.Study": study_ids})["studies.Study"]
    changing = [study for study in locked.values() if study.status != after]
    changes = StatusChange.objects.bulk_create(
        [
            StatusChange(
                study=study,
                before=study.status,
                after=after,
                term_id=term,
                reason=reason,
                decision_id=(decisions or {}).get(study.pk),
                actor=actor,
                at=now,
            )
            for study in changing
        ],
        batch_size=1000,
    )
    Study.objects.filter(pk__in=[study.pk for study in changing]).update(status=after)
    return changes
