"""Places may have become free: look at the waiting lists soon."""

from collections.abc import Collection
from functools import partial

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from registrar.areas.registration.models import SubjectGroup, WaitingEntry
from registrar.areas.registration.models.waiting_entry import LIVE

TASK = "registration.offer_places"


def queue_offers(groups: Collection[int] = (), *, studies: Collection[int] = ()) -> None:
    """Queue, on commit, a look at the lists of groups that somebody waits for, and at those that studies stand in.

    Called by whatever frees a place, and for students who need none any more. A list that is queued already is not
    queued again. Should the queue fail, the periodic run finds the place; what freed it stands.
    """
    wanted = set(
        SubjectGroup.objects.filter(pk__in=groups, waiting__gt=0).order_by().values_list("pk", flat=True)
        if groups
        else ()
    )
    if studies:
        standing = WaitingEntry.objects.filter(study_id__in=studies, state__in=LIVE)
        wanted.update(standing.order_by().values_list("group_id", flat=True))
    for group in sorted(wanted):
        transaction.on_commit(partial(_defer, group), robust=True)


def _defer(group: int) -> None:
    try:
        # The lock refuses by an error of the database, which must not spoil a transaction around.
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=f"{TASK}:{group}").defer(group_id=group)
    except AlreadyEnqueued:
        return
