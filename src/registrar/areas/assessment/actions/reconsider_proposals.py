"""Students whose record changed after the chair had signed come before their board again."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import Meeting, Proposal
from registrar.areas.assessment.queries.awards_decided import FIXED
from registrar.areas.assessment.queries.proposal_marks import changed_among
from registrar.areas.platform.decisions import store_many
from registrar.areas.platform.locking import hold, lock
from registrar.kernel.decision import Decision
from registrar.rulebook import decide


@dataclass
class Reconsidered:
    """How many come before the board again, and the refusal for each proposal (by key) that doesn't."""

    count: int = 0
    refused: dict[int, Decision] = field(default_factory=dict)


@transaction.atomic
def reconsider_proposals(
    run_id: int, board_id: int, proposals: Collection[int], *, actor: Any, now: datetime
) -> Reconsidered:
    """Supersede decided proposals by new ones computed from the record as it is (polyu-2024-25:6I-01).

    The new proposals come before the same board on the same term: in its open meeting, or the next one called. What was
    decided stays on record with its meeting, and its standing counts until the chair signs the new decision
    (`assessment.board_reconsideration`). Proposals of others, and those superseded before, are passed over.
    """
    mine = Proposal.objects.filter(run=run_id, board=board_id, pk__in=proposals, superseded_at=None)
    hold({"studies.Study": list(mine.values_list("study_id", flat=True))})
    run = lock({"assessment.BoardRun": [run_id]})["assessment.BoardRun"][run_id]
    # A release that is under way finishes first, and one that comes later leaves these students out.
    lock({"assessment.Meeting": Meeting.objects.filter(board=board_id, run=run_id).values_list("pk", flat=True)})
    rows = list(mine.select_related("study", "decided__meeting").order_by("pk"))
    changed = changed_among(rows, run.term)
    decided = [(row, _decide(row, run.term_id, row.pk in changed, now)) for row in rows]
    store_many([(f"study:{row.study_id}", decision) for row, decision in decided], actor=actor, now=now)
    again = [row for row, decision in decided if decision.allowed]
    if again:
        Proposal.objects.filter(pk__in=[row.pk for row in again]).update(superseded_at=now)
        run_board(run.term_id, actor=actor, now=now, studies={row.study_id for row in again})
    return Reconsidered(len(again), {row.pk: decision for row, decision in decided if not decision.allowed})


def _decide(row: Proposal, term: str, changed: bool, now: datetime) -> Decision:
    taken = getattr(row, "decided", None)
    facts = {
        "term": term,
        "cohort": row.study.cohort,
        "decided": None if taken is None else taken.outcome,
        "signed": taken is not None and taken.meeting.state in FIXED,
        "record_changed": changed,
    }
    return decide("assessment.board_reconsideration", facts, as_of=now.date(), university=settings.UNIVERSITY)
