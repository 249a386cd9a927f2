"""The board takes the decisions."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.overall import overall_result
from registrar.areas.platform.locking import lock
from registrar.areas.studies.actions.record_standings import NewStanding, record_standings

STANDING: dict[str, str] = {
    Proposal.Group.PROGRESSING: "progressing",
    Proposal.Group.PROBATION: "probation",
    Proposal.Group.DEREGISTRATION: "deregistered",
}


@transaction.atomic
def confirm_board(run_id: int, *, actor: Any, now: datetime) -> bool:
    """Record the proposed standings as decided; False if done before.

    Students see them from this day on, or with the subject results where those are still to come
    (`assessment.overall_result`). Students with a grade missing get no standing: they come back when their grade is
    there.
    """
    run: BoardRun = lock({"assessment.BoardRun": [run_id]})["assessment.BoardRun"][run_id]
    if run.state != BoardRun.State.PROPOSED:
        return False
    run.state, run.confirmed_by, run.confirmed_at = BoardRun.State.CONFIRMED, actor, now
    shown = overall_result(run.term, run, subject_results_on=run.releases_on, today=now.date())
    counts = not run.term_id.endswith("ST")
    proposals = run.proposals.exclude(group=Proposal.Group.MISSING).select_related("study__programme")
    record_standings(
        [
            NewStanding(
                study_id=p.study_id,
                term_id=run.term_id,
                semester_gpa=p.semester_gpa,
                gpa=p.gpa,
                credits_taken=p.credits_taken,
                credits_earned_total=p.credits_earned_total,
                standing=STANDING[p.group],
                counts=counts or p.study.programme.summer_term_mandatory,
                decision_id=p.decision_id,
                released_on=shown.result["announced_on"],
            )
            for p in proposals.iterator(chunk_size=4000)
        ]
    )
    run.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    return True
