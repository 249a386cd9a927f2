"""Terms whose grades are out while the overall result is not."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from registrar.areas.assessment.models import BoardRun
from registrar.areas.assessment.overall import overall_result
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
    for row in results:
        if row.origin == "taken" and row.term.ordinal > last:
            awaiting[row.term_id] = row.term
            shown_from[row.term_id] = min(shown_from.get(row.term_id, row.released_on), row.released_on)
    if not awaiting:
        return {}
    runs = {run.term_id: run for run in BoardRun.objects.filter(term__in=awaiting)}
    return {
        key: overall_result(term, runs.get(key), subject_results_on=shown_from[key], today=today, grade_missing=True)
        for key, term in awaiting.items()
    }


def awaiting_board(results: Iterable[Any], standings: Iterable[Any], today: date) -> list[str]:
    """Return the terms whose overall result the rule holds back; not those that no verified edition covers."""
    pending = pending_overall(results, standings, today)
    return [term for term, decision in pending.items() if decision.outcome is Outcome.REFUSED]
