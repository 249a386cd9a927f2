"""Write the places that were allowed: what baskets, assignments and allocations end in."""

from collections.abc import Sequence
from typing import Any

from registrar.areas.platform.reading import Question, Rows, ask
from registrar.areas.registration.actions.judge_basket import Judged
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.facts.add_subject import category
from registrar.areas.registration.facts.picture import Picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import WaitingEntry
from registrar.kernel import Decision

COLUMNS = 8
# What is registered leaves the basket. History tracks changes and deletions of registrations, and no baskets, so this
# may go past Django's own cursor.
_INSERT = """
    WITH sent AS (
        SELECT * FROM unnest(
            %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::smallint[], %s::bigint[]
        ) AS row(study_id, offering_id, group_id, reserve_id, kind, category, credits, decision_id)
    ), unplanned AS (
        DELETE FROM registration_basketitem b USING sent WHERE b.study_id = sent.study_id AND b.group_id = sent.group_id
    )
    INSERT INTO registration_registration
        (study_id, offering_id, group_id, reserve_id, kind, category, credits, decision_id,
         state, registered_at, actor_id)
    SELECT sent.*, 'registered', %s, %s FROM sent RETURNING study_id, group_id, id
"""


def enter_registrations(
    seen: Picture, judged: Sequence[tuple[int, Judged]], stored: Sequence[int], *, actor: Any, request: Request
) -> dict[tuple[int, int], int]:
    """Write the allowed ones of (study, choice) with one statement; return (study, group) -> registration.

    What is registered is no longer planned. `stored` are the keys of their decisions, in the same order. An offer of
    the waiting list that is taken up ends with one statement more. The caller holds the locks of the studies and the
    groups.
    """
    return dict(*ask(entering(seen, judged, stored, actor=actor, request=request)))


def entering(
    seen: Picture, judged: Sequence[tuple[int, Judged]], stored: Sequence[int], *, actor: Any, request: Request
) -> Question:
    """Return the statement of `enter_registrations`, for those who write more in the same journey."""
    allowed = [(study, one, key) for (study, one), key in zip(judged, stored, strict=True) if one.decision.allowed]
    offers = [one.seat.entry for _, one, _ in allowed if one.seat.entry is not None]
    if offers:
        WaitingEntry.objects.filter(pk__in=offers).update(state=WaitingEntry.State.ACCEPTED, ended_at=request.now)
    if waited := [study for study, one, _ in allowed if one.group.waited]:
        # Who has a place waits no longer for the other groups of the subject.
        queue_offers(studies=waited)
    places = [
        (
            study,
            one.group.offering,
            one.group.pk,
            one.seat.reserve,
            _kind(one.decision, request),
            category(seen, seen.students[study], one.group),
            one.group.credits,
            key,
        )
        for study, one, key in allowed
    ]
    columns = [list(column) for column in zip(*places, strict=True)] or [[]] * COLUMNS
    return Question(_INSERT, [*columns, request.now, actor.pk if actor is not None else None], _by_place)


def _by_place(rows: Rows) -> dict[tuple[int, int], int]:
    return {(study, group): key for study, group, key in rows}


def _kind(decision: Decision, request: Request) -> str:
    """Return what the place is recorded as; a retake stays one even where it was assigned."""
    kind = str(decision.result["kind"])
    return "assigned" if request.assigned and kind != "retake" else kind
