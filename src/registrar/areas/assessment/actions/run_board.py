"""The board run: figures and a proposal for every student of a term, with its derivation."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.durations import durations_after
from registrar.areas.assessment.facts import Duration, gpa_facts, standing_facts
from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.queries.board_studies import board_studies
from registrar.areas.assessment.queries.incomplete_studies import incomplete_studies
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.decisions import store_many
from registrar.areas.platform.jobs import Progress
from registrar.areas.platform.locking import lock
from registrar.areas.studies.queries.board_data import BoardStudy, board_data
from registrar.kernel.decision import Decision
from registrar.rulebook import decide

Limits = Callable[[BoardStudy], Duration]

GROUP = {
    "progressing": Proposal.Group.PROGRESSING,
    "unchanged": Proposal.Group.PROGRESSING,
    "probation": Proposal.Group.PROBATION,
    "deregistration": Proposal.Group.DEREGISTRATION,
    "missing": Proposal.Group.MISSING,
}


@transaction.atomic
def run_board(term_key: str, *, actor: Any, now: datetime, progress: Progress | None = None) -> BoardRun | None:
    """Propose GPA, Semester GPA, standing and grounds for every student with a grade line in the term.

    Set-based: a fixed number of queries for a few thousand students at a time. Run again before the board confirms,
    the proposals are made afresh from the record as it is; after that it returns None and changes nothing.
    """
    progress = progress or Progress()
    term = term_by_key(term_key)
    release = _release_day(term, now.date())
    run, _ = BoardRun.objects.get_or_create(term=term, defaults={"proposed_at": now, "releases_on": release})
    run = lock({"assessment.BoardRun": [run.pk]})["assessment.BoardRun"][run.pk]
    if run.state != BoardRun.State.PROPOSED:
        return None
    run.proposals.all().delete()
    run.proposed_at, run.releases_on = now, release
    run.save(update_fields=["proposed_at", "releases_on"])
    studies, missing = board_studies(term_key), incomplete_studies(term_key)
    limits = durations_after(term_key, now.date())
    progress.expect(len(studies))
    for chunk in board_data(studies, term):
        _propose(run, chunk, missing, limits, actor=actor, now=now)
        progress.advance(len(chunk))
    return run


def _release_day(term: Any, today: date) -> date:
    decision = decide(
        "assessment.result_release",
        {"term": term.key, "finalised_on": term.results_final_on},
        as_of=today,
        university=settings.UNIVERSITY,
    )
    if "released_on" not in decision.result:
        raise ValueError(f"{term.key}: no edition says when results are released")
    day: date = decision.result["released_on"]
    return day


def _propose(
    run: BoardRun, chunk: Sequence[BoardStudy], missing: set[int], limits: Limits, *, actor: Any, now: datetime
) -> None:
    """Decide and store one chunk of students."""
    decided = [(study, *_decide(study, run.term_id, study.pk not in missing, limits, now.date())) for study in chunk]
    stored = store_many(((f"study:{study.pk}", standing) for study, _, standing in decided), actor=actor, now=now)
    Proposal.objects.bulk_create(
        [
            Proposal(
                run=run,
                study_id=study.pk,
                semester_gpa=figures["semester_gpa"],
                gpa=figures["gpa"],
                credits_taken=figures["credits_taken"],
                credits_earned_total=figures["credits_earned"],
                group=GROUP[standing.result.get("standing", "missing")],
                grounds=standing.result.get("grounds", []),
                decision=row,
            )
            for (study, figures, standing), row in zip(decided, stored, strict=True)
        ],
        batch_size=2000,
    )


def _decide(
    study: BoardStudy, term: str, complete: bool, limits: Limits, today: date
) -> tuple[dict[str, Any], Decision]:
    averages = decide("assessment.gpa", gpa_facts(term, study.results), as_of=today, university=settings.UNIVERSITY)
    figures = dict(averages.result)
    facts = standing_facts(study, term, figures["gpa"], figures["semester_gpa"], limits(study), complete)
    return figures, decide("assessment.standing", facts, as_of=today, university=settings.UNIVERSITY)
