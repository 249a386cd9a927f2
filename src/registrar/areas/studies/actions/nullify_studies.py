"""The end of student status by nullification."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from registrar.areas.studies.models import StatusChange, Study


def nullify_studies(
    studies: Mapping[int, Study], decisions: Mapping[int, int], *, term: str, reason: str, actor: Any, now: datetime
) -> list[Study]:
    """Set locked studies to nullified with their history; those already out of status are left as they are.

    `studies` are the rows as the caller locked them, `decisions` maps a study's id to the stored decision. A fixed
    number of statements. Call it in the transaction that holds the locks.
    """
    changed = [studies[pk] for pk in sorted(decisions) if studies[pk].status == Study.Status.ACTIVE]
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                study=study,
                before=study.status,
                after=Study.Status.NULLIFIED,
                term_id=term,
                reason=reason,
                decision_id=decisions[study.pk],
                actor=actor,
                at=now,
            )
            for study in changed
        ],
        batch_size=2000,
    )
    Study.objects.filter(pk__in=[study.pk for study in changed]).update(status=Study.Status.NULLIFIED)
    for study in changed:
        study.status = Study.Status.NULLIFIED
    return changed
