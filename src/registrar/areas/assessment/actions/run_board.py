"""The board run: figures and a proposal for every student of a term, with its derivation."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.models import Board, BoardRun, Meeting
from registrar.areas.assessment.proposing import propose
from registrar.areas.assessment.queries.board_studies import board_studies
from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.jobs import Progress
from registrar.areas.platform.locking import lock
from registrar.rulebook import decide


@transaction.atomic
def run_board(
    term_key: str,
    *,
    actor: Any,
    now: datetime,
    progress: Progress | None = None,
    studies: Collection[int] | None = None,
) -> BoardRun:
    """Propose GPA, Semester GPA, standing and grounds for every student whom the term changes something for.

    Set-based: a fixed number of queries for a few thousand students at a time. Run again, the proposals are made afresh
    from the record as it is, for everybody or for the `studies` named. Decisions of a meeting that has closed stay as
    they are; one of an open meeting stays where its proposal comes out the same, and is lifted where it doesn't.
    """
    term = term_by_key(term_key)
    defaults = {"proposed_at": now, "releases_on": _release_day(term, now.date())}
    run, _ = BoardRun.objects.get_or_create(term=term, defaults=defaults)
    run = lock({"assessment.BoardRun": [run.pk]})["assessment.BoardRun"][run.pk]
    # A meeting that is being closed waits for us, and we for it: what it has closed on is not touched.
    lock({"assessment.Meeting": run.meetings.filter(state=Meeting.State.OPEN).values_list("pk", flat=True)})
    settled = set(
        run.proposals.filter(decided__isnull=False, superseded_at=None)
        .exclude(decided__meeting__state=Meeting.State.OPEN)
        .values_list("study_id", flat=True)
    )
    every = set(board_studies(term))
    _every_department_has_a_board()
    run.proposals.exclude(study__in=every).filter(decided=None, supersedes=None).delete()
    wanted = (every if studies is None else every & set(studies)) - settled
    propose(run, sorted(wanted), actor=actor, now=now, progress=progress or Progress())
    if studies is None:
        run.proposed_at, run.releases_on = now, defaults["releases_on"]
        run.save(update_fields=["proposed_at", "releases_on"])
    return run


def _every_department_has_a_board() -> None:
    """A department whose programmes come before a board for the first time gets one, without anybody on it yet."""
    known = set(Board.objects.values_list("department_id", flat=True))
    offering = {one.department_id for one in programmes()} - known
    Board.objects.bulk_create([Board(department_id=code) for code in sorted(offering)], ignore_conflicts=True)


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
