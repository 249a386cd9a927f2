"""The chair signs the minutes: what the board decided goes on record."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.minutes import minutes_decision
from registrar.areas.assessment.models import BoardDecision, Meeting, Proposal
from registrar.areas.assessment.overall import overall_result
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import hold, lock
from registrar.areas.studies.actions.record_standings import NewStanding, record_standings
from registrar.areas.studies.queries.standings_before import standings_before
from registrar.kernel.decision import Decision

STANDING: dict[str, str] = {
    BoardDecision.Outcome.PROGRESSING: "progressing",
    BoardDecision.Outcome.PROBATION: "probation",
    BoardDecision.Outcome.DEREGISTRATION: "deregistered",
    # Whoever is awarded has nothing left to progress to; the award itself is on record beside it.
    BoardDecision.Outcome.GRADUATING: "progressing",
}


@transaction.atomic
def confirm_meeting(meeting_id: int, *, actor: Any, now: datetime) -> Decision | None:
    """Record the standings that a closed meeting decided; None where it isn't closed, or was confirmed before.

    Signed by the chair, who isn't the one who closed it (`assessment.board_minutes`). Students see their standing from
    this day on, or with the subject results where those are still to come (`assessment.overall_result`). The studies
    are held, so that no grade is rectified between the look at the record and the standing. Where the board decided
    again, the new standing takes the place of the old one, whose history stays.
    """
    hold({"studies.Study": Proposal.objects.filter(decided__meeting=meeting_id).values_list("study_id", flat=True)})
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.CLOSED:
        return None
    decision = minutes_decision(meeting, now.date(), signer=actor)
    store(decision, subject=f"meeting:{meeting.pk}", actor=actor, now=now)
    if not decision.allowed:
        return decision
    meeting.state, meeting.confirmed_by, meeting.confirmed_at = Meeting.State.CONFIRMED, actor, now
    meeting.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    shown = overall_result(
        meeting.run.term, confirmed=now.date(), subject_results_on=meeting.run.releases_on, today=now.date()
    )
    again = meeting.decisions.exclude(proposal__supersedes=None).values_list("proposal__study_id", flat=True)
    record_standings(_standings(meeting, shown.result["announced_on"]), replacing=set(again))
    return decision


def _standings(meeting: Meeting, shown_from: date) -> list[NewStanding]:
    """The figures and standings of everybody decided on; an optional Summer Term leaves the standing as it was."""
    run = meeting.run
    counts = not run.term_id.endswith("ST")
    proposals = Proposal.objects.filter(run=run, board=meeting.board_id).select_related("study__programme")
    taken = proposals.filter(decided__meeting=meeting).select_related("decided")
    decided: list[tuple[Proposal, str, BoardDecision | None]] = [
        (p, STANDING[p.decided.outcome], p.decided) for p in taken
    ]
    unchanged = list(proposals.filter(group=Proposal.Group.UNCHANGED))
    before = standings_before([p.study_id for p in unchanged], run.term)
    decided += [(p, before.get(p.study_id, "progressing"), None) for p in unchanged]
    return [
        NewStanding(
            study_id=p.study_id,
            term_id=run.term_id,
            semester_gpa=p.semester_gpa,
            gpa=p.gpa,
            credits_taken=p.credits_taken,
            credits_earned_total=p.credits_earned_total,
            standing=standing,
            counts=(counts or p.study.programme.summer_term_mandatory) and p.credits_taken > 0,
            # A departure rests on the board's own decision, everything else on what was proposed.
            decision_id=one.decision_id if one is not None and one.departs else p.decision_id,
            released_on=shown_from,
        )
        for p, standing, one in decided
    ]
