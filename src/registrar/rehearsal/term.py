"""A whole term, from the opening of registration to the transcript."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from registrar.areas.assessment.actions.announce_results import announce_results
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.queries.proposals import GROUPS, ground_counts, group_counts
from registrar.areas.assessment.queries.sheet_work import sheets_of_term
from registrar.areas.finance.queries.notes_of_term import last_deadline, outstanding_notes
from registrar.areas.platform import clock
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.jobs import Progress
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.studies.queries.study_keys import study_keys
from registrar.rehearsal.boards import hold_boards
from registrar.rehearsal.invariants import broken_invariants
from registrar.rehearsal.report import Report
from registrar.rehearsal.stages.registering import Wish
from registrar.rehearsal.workers import Workers

Show = Callable[[str], Callable[[int, int], None]]
"""Given a stage's name, returns what to call with (done, total)."""

STAGES = "registrar.rehearsal.stages"
NOON = time(12, 0)


class TermRun:
    """One term, stage by stage, each at its own moment of the calendar."""

    def __init__(self, term: Any, team: Workers, show: Show, report: Report, *, seed: int, transcripts: int) -> None:
        """Take the term's row, the processes, what shows progress, and how many transcripts are asked for."""
        self.term, self.team, self.show, self.report = term, team, show, report
        self.seed, self.transcripts = seed, transcripts

    def run(self, wishes: Sequence[Wish]) -> None:
        """Play the term with these wishes; everything that happened is in the report."""
        self.report.students = len(wishes)
        self._register(wishes)
        self._bill_and_pay()
        self._nullify()
        self._grade()
        self._board()
        self._papers()
        with self.report.stage("checks"):
            self.report.broken = broken_invariants()

    def _each(self, stage: str, function: str, items: Sequence[Any], now: datetime, **settings: Any) -> None:
        with self.report.stage(stage):
            self.report.take(self.team.each(f"{STAGES}.{function}", items, now, self.show(stage), **settings))

    def _register(self, wishes: Sequence[Wish]) -> None:
        opening = self.term.registration_from + timedelta(minutes=1)
        self._each("registration", "registering:register", wishes, opening)

    def _bill_and_pay(self) -> None:
        after_add_drop = _on(self.term.add_drop_to.astimezone(HONG_KONG).date() + timedelta(days=1))
        with self.report.stage("debit notes"), clock.at(after_add_drop):
            summary = bill_term(self.term.key, actor=None, now=after_add_drop, progress=self._progress("debit notes"))
        self.report.counts["debit notes"] += summary.notes
        self.report.counts["bills left to the Finance Office"] += summary.undetermined
        items = outstanding_notes(self.term.key)
        self._each("payments", "paying:pay", items, after_add_drop + timedelta(days=1), seed=self.seed)

    def _nullify(self) -> None:
        day_after = _on((last_deadline(self.term.key) or self.term.fee_deadline) + timedelta(days=1))
        with self.report.stage("nullification"), clock.at(day_after):
            done = nullify_unpaid(actor=None, now=day_after, progress=self._progress("nullification"))
        self.report.counts["nullified"] += done.studies

    def _grade(self) -> None:
        after_exams = _on(self.term.exams_to + timedelta(days=1))
        with self.report.stage("grades"):
            open_grade_sheets(self.term.key)
        self._each("grades", "grading:grade", sheets_of_term(self.term.key), after_exams, seed=self.seed)

    def _board(self) -> None:
        day = _on(self.term.results_final_on)
        with self.report.stage("board"), clock.at(day):
            run = run_board(self.term.key, actor=None, now=day, progress=self._progress("board"))
            groups, grounds = group_counts(run), ground_counts(run)
        for group in GROUPS:
            self.report.counts[f"board: {group}"] += groups.get(group, 0)
        for ground, count in grounds.items():
            self.report.counts[f"de-registered by ground ({ground})"] += count
        out = _on(run.releases_on)
        with self.report.stage("release of grades"), clock.at(out):
            announce_results(now=out)
        meeting = _on(self._board_day(run.releases_on))
        with self.report.stage("release of overall results"), clock.at(meeting):
            self.report.counts["meetings of boards"] += hold_boards(run, meeting)

    def _papers(self) -> None:
        asking = study_keys()
        step = max(1, len(asking) // self.transcripts) if self.transcripts else 0
        chosen = asking[::step][: self.transcripts] if step else []
        after = _on(self._board_day(self.term.results_final_on) + timedelta(days=7))
        self._each("transcripts", "papers:transcripts", chosen, after)

    def _board_day(self, earliest: date) -> date:
        """The day of the board's meeting, where the calendar has one."""
        return max(earliest, self.term.board_meets_on or earliest)

    def _progress(self, stage: str) -> Progress:
        return Progress(watcher=self.show(stage))


def _on(day: Any) -> datetime:
    """Return noon of a day in Hong Kong."""
    return datetime.combine(day, NOON, HONG_KONG)
