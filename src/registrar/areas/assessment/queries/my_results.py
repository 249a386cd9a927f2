"""A student's own results: released ones only, with the figures the board decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.areas.studies.queries.record import released_results, released_standings


@dataclass(frozen=True)
class TermResults:
    """One term as the student sees it: its results and, where the board has decided, its standing."""

    term: str
    results: tuple[Any, ...]
    standing: Any | None


def my_results(study: Any, today: date) -> list[TermResults]:
    """Return the terms with released results, newest first; two queries."""
    standings = {row.term_id: row for row in released_standings(study, today)}
    by_term: dict[str, list[Any]] = {}
    for row in released_results(study, today):
        by_term.setdefault(row.term_id, []).append(row)
    terms = [TermResults(term, tuple(rows), standings.get(term)) for term, rows in by_term.items()]
    return sorted(terms, key=_by_time, reverse=True)


def _by_time(one: TermResults) -> int:
    ordinal: int = one.results[0].term.ordinal
    return ordinal


def failed_now(terms: Sequence[TermResults]) -> list[Any]:
    """Return the subjects whose last released attempt is a fail (polyu-2024-25:5C-08), by subject code."""
    last: dict[str, Any] = {}
    for one in reversed(terms):
        for row in one.results:
            if row.origin == "taken" and (row.subject_id not in last or row.attempt > last[row.subject_id].attempt):
                last[row.subject_id] = row
    return [row for _, row in sorted(last.items()) if row.failed]
