"""The proposals of a run, computed set-based for a few thousand students at a time."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from registrar.areas.assessment.award_proposals import AwardProposal, audited, award_proposal
from registrar.areas.assessment.award_results import confirmed_electives
from registrar.areas.assessment.durations import durations_after
from registrar.areas.assessment.facts import Duration, gpa_facts, standing_facts
from registrar.areas.assessment.models import BoardDecision, BoardRun, Proposal
from registrar.areas.assessment.queries.boards import board_of_programme
from registrar.areas.assessment.queries.incomplete_studies import incomplete_studies
from registrar.areas.assessment.queries.proposal_marks import NOTHING, marks_now
from registrar.areas.assessment.queries.superseded import superseded_in
from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.areas.platform.decisions import store_many
from registrar.areas.platform.jobs import Progress
from registrar.areas.studies.queries.board_data import BoardStudy, board_data
from registrar.areas.studies.queries.record_marks import RecordMark
from registrar.kernel.decision import Decision
from registrar.kernel.outcome import Outcome
from registrar.rulebook import decide
from registrar.rulebook.decide import result_of

CHUNK = 4000
COLUMNS = {
    "study_id": "bigint",
    "board_id": "bigint",
    "semester_gpa": "numeric",
    "gpa": "numeric",
    "award_gpa": "numeric",
    "credits_taken": "smallint",
    "credits_earned_total": "smallint",
    "group": "text",
    "grounds": "text[]",
    "poor": "boolean",
    "award_class": "text",
    "record_mark": "bigint",
    "results_mark": "bigint",
    "decision_id": "bigint",
    "eligibility_id": "bigint",
    "classification_id": "bigint",
}
"""What a run computes for a student, with the kind of its column."""

_NAMES = ",".join(f'"{name}"' for name in COLUMNS)
# The rows travel as one JSON text, like stored decisions: one statement with one plan, new and known students alike.
_WRITE = f"""
    INSERT INTO assessment_proposal (run_id, proposed_at, supersedes_id, {_NAMES})
    SELECT %s, %s, (%s::jsonb ->> study_id::text)::bigint, {_NAMES} FROM jsonb_to_recordset(%s::jsonb)
        AS sent({",".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())})
    ON CONFLICT (run_id, study_id) WHERE superseded_at IS NULL DO UPDATE
    SET proposed_at = excluded.proposed_at, {",".join(f'"{name}" = excluded."{name}"' for name in COLUMNS)}
"""  # noqa: S608

MATTERS = ("board_id", "semester_gpa", "gpa", "award_gpa", "group", "grounds", "award_class")
"""What a board decides on: where any of it changes, a decision taken on the old figures is lifted."""


@dataclass
class Desk:
    """What is the same for every student of a run."""

    run: BoardRun
    term: Any
    missing: set[int]
    limits: Callable[[BoardStudy], Duration]
    boards: dict[str, int]
    earlier: dict[int, tuple[int, int | None]]
    """Study -> the proposal that this one supersedes, and its board, which decides again."""
    actor: Any
    now: datetime

    @cached_property
    def levels(self) -> dict[str, int]:
        """The levels of subjects, asked for once, and only where somebody may graduate."""
        return {code: one.level for code, one in subject_particulars().items()}


@dataclass(frozen=True)
class Found:
    """What was found out about one student."""

    study: BoardStudy
    figures: dict[str, Any]
    standing: Decision
    award: AwardProposal | None

    @property
    def graduates(self) -> bool:
        """Eligible, and no ground for de-registration leaves the board another choice."""
        free = not self.standing.result.get("grounds") and self.standing.outcome is not Outcome.UNDETERMINED
        return free and self.award is not None and self.award.eligibility.allowed

    @property
    def decisions(self) -> list[Decision]:
        """What is stored: the standing, then eligibility and class where they were asked for."""
        award = [] if self.award is None else [self.award.eligibility, self.award.classification]
        return [one for one in (self.standing, *award) if one is not None]


class Kept(NamedTuple):
    """The keys of one student's stored decisions."""

    standing: int
    eligibility: int | None = None
    classification: int | None = None


def propose(run: BoardRun, studies: Sequence[int], *, actor: Any, now: datetime, progress: Progress) -> int:
    """Compute and store the proposals of these students of a run; return how many decisions of open meetings it lifts.

    A fixed number of queries a chunk, none a student. The mark of the record is read before the record: what changes in
    between makes the proposal look out of date, never up to date.
    """
    term = run.term
    desk = Desk(
        run=run,
        term=term,
        missing=incomplete_studies(term.key),
        limits=durations_after(term.key, term.ends_on),
        boards=board_of_programme(),
        earlier=superseded_in(run),
        actor=actor,
        now=now,
    )
    progress.expect(len(studies))
    ordered, lifted = sorted(studies), 0
    for start in range(0, len(ordered), CHUNK):
        keys = ordered[start : start + CHUNK]
        marks = marks_now(keys, term)
        with _without_collector():
            for chunk in board_data(keys, term, chunk=CHUNK):
                lifted += _keep(desk, _proposals(desk, chunk, marks))
        progress.advance(len(keys))
    return lifted


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles in a chunk's hundred thousand rows again and again: there are none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _proposals(desk: Desk, chunk: Sequence[BoardStudy], marks: dict[int, RecordMark]) -> list[Proposal]:
    """Decide one chunk of students, store the decisions and return the rows to write."""
    audits = audited([study for study in chunk if study.pk not in desk.missing], desk.term, desk.now.date())
    electives = confirmed_electives(audits)
    decided = [_decide(desk, study, audits.get(study.pk), electives.get(study.pk)) for study in chunk]
    stored = _stored(desk, decided)
    return [_row(desk, one, marks.get(one.study.pk, NOTHING), kept) for one, kept in zip(decided, stored, strict=True)]


def _stored(desk: Desk, decided: Sequence[Found]) -> list[Kept]:
    """Store standing, eligibility and class of everybody with one call; return their keys, student by student."""
    pairs = [(f"study:{one.study.pk}", decision) for one in decided for decision in one.decisions]
    keys = iter([row.pk for row in store_many(pairs, actor=desk.actor, now=desk.now)])
    return [Kept(*[next(keys) for _ in one.decisions]) for one in decided]


def _row(desk: Desk, one: Found, mark: RecordMark, kept: Kept) -> Proposal:
    figures, standing, award = one.figures, one.standing, one.award
    return Proposal(
        run=desk.run,
        study_id=one.study.pk,
        board_id=desk.earlier[one.study.pk][1]
        if one.study.pk in desk.earlier
        else desk.boards.get(one.study.programme),
        semester_gpa=figures["semester_gpa"],
        gpa=figures["gpa"],
        award_gpa=figures["award_gpa"] if award is None or award.award_gpa is None else award.award_gpa,
        credits_taken=figures["credits_taken"],
        credits_earned_total=figures["credits_earned"],
        group=Proposal.Group.GRADUATING if one.graduates else standing.result.get("standing", Proposal.Group.MISSING),
        grounds=standing.result.get("grounds", []),
        poor=bool(standing.result.get("poor")),
        award_class=award.award_class if award is not None and one.graduates else "",
        record_mark=mark.everything,
        results_mark=mark.results,
        decision_id=kept.standing,
        eligibility_id=kept.eligibility,
        classification_id=kept.classification,
    )


def _decide(desk: Desk, study: BoardStudy, audit: Decision | None, electives: Sequence[str] | None) -> Found:
    today, term = desk.now.date(), desk.term.key
    # The figures go into the standing's facts, which are stored: a decision of their own would say it twice.
    facts = gpa_facts(term, study.results)
    figures = dict(result_of("assessment.gpa", facts, as_of=today, university=settings.UNIVERSITY))
    complete = study.pk not in desk.missing
    outstanding = None if audit is None else not audit.result["complete"]
    known = standing_facts(
        study, term, figures["gpa"], figures["semester_gpa"], desk.limits(study), complete, outstanding
    )
    standing = decide("assessment.standing", known, as_of=today, university=settings.UNIVERSITY)
    award = None
    if audit is not None:
        award = award_proposal(study, audit, figures, desk.levels, confirmed=electives, term=term, today=today)
    return Found(study, figures, standing, award)


def _keep(desk: Desk, rows: list[Proposal]) -> int:
    """Write proposals over those that there were; decisions taken on other figures are lifted first."""
    studies = [row.study_id for row in rows]
    taken = BoardDecision.objects.filter(
        proposal__run=desk.run, proposal__study__in=studies, proposal__superseded_at=None
    )
    before = {one.proposal.study_id: one for one in taken.select_related("proposal")}
    changed = [
        before[row.study_id].pk
        for row in rows
        if row.study_id in before
        and any(getattr(row, name) != getattr(before[row.study_id].proposal, name) for name in MATTERS)
    ]
    if changed:
        BoardDecision.objects.filter(pk__in=changed).delete()
    sent = json.dumps([{name: getattr(row, name) for name in COLUMNS} for row in rows], default=str)
    with connection.cursor() as cursor:
        earlier = json.dumps(
            {row.study_id: desk.earlier[row.study_id][0] for row in rows if row.study_id in desk.earlier}
        )
        cursor.execute(_WRITE, [desk.run.pk, desk.now, earlier, sent])
    return len(changed)
