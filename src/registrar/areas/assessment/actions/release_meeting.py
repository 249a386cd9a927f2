"""The release of the overall results that a board decided: they take effect, and everybody is told."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from registrar.areas.advising.actions.open_study_plan_forms import open_study_plan_forms
from registrar.areas.assessment.models import BoardDecision, Meeting
from registrar.areas.assessment.notices import result_notices
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.areas.platform.notices import send
from registrar.areas.studies.actions.change_status import change_status
from registrar.areas.studies.actions.deregister_studies import deregister_studies
from registrar.rulebook import decide

EARLY = "board_discretion"
AGAIN = "board_decided_again"
OUT = BoardDecision.Outcome.DEREGISTRATION


@transaction.atomic
def release_meeting(meeting_id: int, *, actor: Any, now: datetime) -> dict[str, int] | None:
    """Carry out a confirmed meeting's decisions and send the notices; None before the day, or if done.

    Grades and standings show by their dates (`released_on`); this changes the status of those de-registered, with the
    decision behind it, opens the window for appeals and the study plans of those on probation (6C-04), and tells
    everybody (polyu-2024-25:6I-01, 6I-05). All in one
    transaction: nobody sees half a release, and one that dies is made whole by the next. Who is before the board again
    meanwhile is left to the release of that meeting; it lets a study go on that had ended by the decision before.
    """
    ends = Q(outcome=OUT) | Q(proposal__supersedes__decided__outcome=OUT)
    concerned = BoardDecision.objects.filter(ends, meeting=meeting_id)
    locked = lock(
        {
            "studies.Study": concerned.values_list("proposal__study_id", flat=True),
            "assessment.Meeting": [meeting_id],
        }
    )
    meeting: Meeting = locked["assessment.Meeting"][meeting_id]
    run = meeting.run
    if meeting.state != Meeting.State.CONFIRMED or now.date() < run.releases_on:
        return None
    window = decide(
        "assessment.appeal_window", {"announced_on": now.date()}, as_of=now.date(), university=settings.UNIVERSITY
    )
    store(window, subject=f"meeting:{meeting.pk}", actor=actor, now=now)
    meeting.appeals_until = window.result.get("last_day")
    decided = list(
        meeting.decisions.filter(proposal__superseded_at=None)
        .select_related("proposal__study__student", "proposal__decision", "proposal__supersedes__decided", "decision")
        .order_by("proposal__study")
    )
    out = [_ended(one) for one in decided if one.outcome == OUT]
    deregister_studies(out, term=run.term_id, actor=actor, now=now)
    _let_go_on(decided, run.term_id, actor, now)
    send(result_notices(decided, run.term_id, meeting.appeals_until), now=now)
    meeting.state, meeting.released_at = Meeting.State.RELEASED, now
    meeting.save(update_fields=["state", "released_at", "appeals_until"])
    # At once, and not with the next job: whoever reads of probation is led to the form that it asks for.
    open_study_plan_forms(now=now)
    return dict(Counter(one.outcome for one in decided))


def _let_go_on(decided: list[BoardDecision], term: str, actor: Any, now: datetime) -> None:
    """Studies that ended by the decision which this meeting took the place of are active again."""
    back = {
        one.proposal.study_id: one.decision_id
        for one in decided
        if one.outcome != OUT
        and one.proposal.supersedes is not None
        and one.proposal.supersedes.decided.outcome == OUT
        and one.proposal.study.status == "deregistered"
    }
    change_status(list(back), "active", term=term, reason=AGAIN, actor=actor, now=now, decisions=back)


def _ended(one: BoardDecision) -> tuple[int, str, int]:
    """A study that ends: by its first ground, or by the board's discretion."""
    grounds = one.proposal.grounds
    if grounds:
        return one.proposal.study_id, "ground_" + grounds[0], one.proposal.decision_id
    return one.proposal.study_id, EARLY, one.decision_id
