"""Enter the places that a ballot gave."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.jobs import Progress
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.enter_registrations import enter_registrations
from registrar.areas.registration.actions.judge_basket import Judged
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.facts.seats import Seat
from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish

CHUNK = 500
_UPDATE = """
    UPDATE registration_ballotwish w SET registration_id = v.registration
    FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, registration) WHERE w.id = v.id
"""


def enter_ballot(ballot_id: int, *, actor: Any, now: datetime, progress: Progress) -> None:
    """Write the registrations of a drawn round that aren't there yet, in chunks of students under their locks.

    Each place is registered at the moment of the draw, whenever it is entered.
    """
    ballot = Ballot.objects.get(pk=ballot_id)
    if ballot.drawn_at is None or ballot.entered_at is not None:
        return
    entries = list(BallotEntry.objects.filter(ballot=ballot).order_by("study_id").values_list("pk", "study_id"))
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        with transaction.atomic():
            wishes = _enter(chunk, ballot, actor)
        progress.advance(wishes)
    Ballot.objects.filter(pk=ballot_id, entered_at=None).update(entered_at=now)


def _enter(chunk: list[tuple[int, int]], ballot: Ballot, actor: Any) -> int:
    """Enter one chunk; return how many wishes its students have."""
    rows = BallotWish.objects.filter(entry__in=[entry for entry, _ in chunk])
    granted = rows.filter(outcome=BallotWish.Outcome.GRANTED)
    groups = set(granted.values_list("group_id", flat=True))
    studies = dict(chunk)
    lock({"studies.Study": studies.values(), "registration.SubjectGroup": groups})
    missing = list(granted.filter(registration=None).select_related("decision").order_by("sequence"))
    if missing:
        request = Request(ballot.drawn_at or ballot.closes_at, by_ballot=True)
        keys = {studies[wish.entry_id] for wish in missing}
        seen = picture(keys, {wish.group_id for wish in missing}, request.now.date())
        # The table has no granted wish without its decision.
        stored = {wish.pk: wish.decision for wish in missing if wish.decision is not None}
        judged = []
        for wish in missing:
            study = studies[wish.entry_id]
            offer = seen.students[study].offers.get(wish.group_id)
            seat = Seat(wish.reserve_id, offer.entry if offer else None)
            judged.append((study, Judged(seen.groups[wish.group_id], decisions.read(stored[wish.pk]), seat)))
        made = enter_registrations(seen, judged, [row.pk for row in stored.values()], actor=actor, request=request)
        pairs = [(wish.pk, made[studies[wish.entry_id], wish.group_id]) for wish in missing]
        with connection.cursor() as cursor:
            cursor.execute(_UPDATE, [list(column) for column in zip(*pairs, strict=True)])
    return rows.count()
