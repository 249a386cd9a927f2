"""Terms whose grades are out while the overall result is not."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from registrar.areas.assessment.overall import overall_result
from registrar.areas.assessment.queries.meeting_days import NEVER, MeetingDays, meeting_days
from registrar.kernel.decision import Decision
from registrar.kernel.outcome import Outcome


def pending_overall(results: Iterable[Any], standings: Iterable[Any], today: date) -> Mapping[str, Decision]:
    """Return term -> why its overall result is not shown; at most one query.

    Takes a student's released results and standings, both with their terms. A term counts where a subject was taken
    and neither it nor a later term has a standing: an optional Summer Term of the past awaits nothing any more.
    """
    last = max((row.term.ordinal for row in standings), default=-1)
    awaiting: dict[str, Any] = {}
    shown_from: dict[str, date] = {}
    studies: dict[str, int] = {}
    for row in results:
        if row.origin == "taken" and row.term.ordinal > last:
            awaiting[row.term_id], studies[row.term_id] = row.term, row.study_id
            shown_from[row.term_id] = min(shown_from.get(row.term_id, row.released_on), row.released_on)
    if not awaiting:
        return {}
    days = meeting_days(set(studies.values()), list(awaiting))
    return {
        key: _overall(term, days.get((studies[key], key), NEVER), shown_from[key], today)
        for key, term in awaiting.items()
    }


def _overall(term: Any, days: MeetingDays, shown_from: date, today: date) -> Decision:
    return overall_result(
        term,
        confirmed=days.confirmed,
        meets=days.meets,
        subject_results_on=shown_from,
        today=today,
        grade_missing=True,
    )


def awaiting_board(results: Iterable[Any], standings: Iterable[Any], today: date) -> list[str]:
    """Return the terms whose overall result the rule holds back; not those that no verified edition covers."""
    pending = pending_overall(results, standings, today)
    return [term for term, decision in pending.items() if decision.outcome is Outcome.REFUSED]
