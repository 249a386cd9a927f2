"""Places are given up because a study ends or its registration is void."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import Registration


@transaction.atomic
def end_registrations(
    study_ids: Collection[int],
    *,
    state: str,
    from_term: str,
    actor: Any,
    now: datetime,
    only_that_term: bool = False,
) -> int:
    """End the live registrations of studies from a term on; return how many there were.

    `state` is "nullified" (fees unpaid, polyu-2024-25:5H-01) or "removed" (graduation or leaving,
    polyu-2018-19:3P-07; deferment). Set-based; places become free through the table's trigger. Raises ValueError for
    another state and Term.DoesNotExist.
    """
    if state not in (Registration.State.NULLIFIED, Registration.State.REMOVED):
        raise ValueError(f"registrations end as nullified or removed, not {state!r}")
    ordinal = term_by_key(from_term).ordinal
    live = Registration.objects.filter(study_id__in=study_ids, state=Registration.State.REGISTERED)
    live = (
        live.filter(offering__term__ordinal=ordinal)
        if only_that_term
        else live.filter(offering__term__ordinal__gte=ordinal)
    )
    groups = list(live.order_by().values_list("group_id", flat=True).distinct())
    lock({"studies.Study": study_ids, "registration.SubjectGroup": groups})
    queue_offers(groups, studies=study_ids)
    return live.update(state=state, ended_at=now, actor=actor)
