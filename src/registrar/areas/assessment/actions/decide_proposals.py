"""A meeting decides on proposals, one by one or many at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.models import BoardDecision, Meeting, Proposal
from registrar.areas.assessment.queries.proposal_marks import stale_among
from registrar.areas.platform.decisions import store_many
from registrar.areas.platform.locking import lock
from registrar.areas.studies.queries.extended import extended_beyond
from registrar.kernel.decision import Decision
from registrar.rulebook import decide


@dataclass
class Decided:
    """How many were decided on, and the refusal for each proposal (by key) that couldn't be."""

    count: int = 0
    refused: dict[int, Decision] = field(default_factory=dict)
    closed: bool = False
    strangers: list[int] = field(default_factory=list)
    """Keys that aren't proposals to this meeting, or were decided on at an earlier one."""


@transaction.atomic
def decide_proposals(
    meeting_id: int,
    proposals: Collection[int],
    *,
    outcome: str | None = None,
    award_class: str | None = None,
    reason: str = "",
    actor: Any,
    now: datetime,
) -> Decided:
    """Record the meeting's decision on each: as proposed, or with `outcome` and `award_class` a departure from it.

    A departure goes on record with the clause that allows it and the reason; what no clause allows is refused for that
    student alone (`assessment.board_decision`, polyu-2024-25:6B-01, 6B-07, 6I-01). Deciding again replaces what the
    same meeting decided. Proposals on which nothing is to be decided are passed over.
    """
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.OPEN:
        return Decided(closed=True)
    rows = list(
        Proposal.objects.filter(pk__in=proposals, run=meeting.run_id, board=meeting.board_id)
        .exclude(decided__meeting__in=Meeting.objects.exclude(pk=meeting.pk))
        .select_related("study", "decision")
        .order_by("pk")
    )
    answer = Decided(strangers=sorted(set(proposals) - {row.pk for row in rows}))
    rows = [row for row in rows if row.group != Proposal.Group.UNCHANGED]
    term = meeting.run.term
    stale = stale_among(rows, term)
    extended = extended_beyond([row.study_id for row in rows])
    taken = []
    for row in rows:
        wanted = outcome or row.group
        known = {
            "extension_approved": row.study_id in extended,
            "record_changed": row.pk in stale,
            "own_case": actor is not None and row.study.student_id == actor.pk,
        }
        decision = _decide(row, term.key, wanted, award_class, reason, known, now)
        if decision.allowed:
            taken.append((row, wanted, decision))
        else:
            answer.refused[row.pk] = decision
    _keep(meeting, taken, award_class, reason, actor, now)
    answer.count = len(taken)
    return answer


def _decide(
    row: Proposal,
    term: str,
    outcome: str,
    award_class: str | None,
    reason: str,
    known: dict[str, bool],
    now: datetime,
) -> Decision:
    facts = {
        "term": term,
        "cohort": row.study.cohort,
        "proposed": row.group,
        "grounds": row.grounds,
        "gpa": _standing_gpa(row),
        "proposed_class": row.award_class,
        # A missing grade leaves nothing to decide, whatever is asked for: the rule says so.
        "decided": outcome if outcome in BoardDecision.Outcome.values else "progressing",
        "decided_class": row.award_class if award_class is None else award_class,
        "reason_given": bool(reason.strip()),
        **known,
    }
    return decide("assessment.board_decision", facts, as_of=now.date(), university=settings.UNIVERSITY)


def _standing_gpa(row: Proposal) -> Any:
    """The GPA that the standing rests on: that of the last term in which something was assessed, None before the first.

    A term of withdrawals has a GPA to show and changes no standing (polyu-2024-25:6B-05).
    """
    figures = [one for one in row.decision.body["facts"]["figures"] if one["counts"]]
    return figures[-1]["gpa"] if figures else None


def _keep(
    meeting: Meeting,
    taken: list[tuple[Proposal, str, Decision]],
    award_class: str | None,
    reason: str,
    actor: Any,
    now: datetime,
) -> None:
    """Store the decisions and write them over those taken before."""
    stored = store_many(((f"study:{row.study_id}", decision) for row, _, decision in taken), actor=actor, now=now)
    BoardDecision.objects.filter(proposal__in=[row.pk for row, _, _ in taken]).delete()
    BoardDecision.objects.bulk_create(
        [
            BoardDecision(
                proposal=row,
                meeting=meeting,
                outcome=outcome,
                award_class=(row.award_class if award_class is None else award_class)
                if outcome == BoardDecision.Outcome.GRADUATING
                else "",
                departs=decision.result["departs"],
                clause=decision.result["clause"],
                reason=reason.strip() if decision.result["departs"] else "",
                decision=kept,
                decided_by=actor,
                decided_at=now,
            )
            for (row, outcome, decision), kept in zip(taken, stored, strict=True)
        ],
        batch_size=2000,
    )
