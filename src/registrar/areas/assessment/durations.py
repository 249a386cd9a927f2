"""How a study stands to its time limits after a term."""

from datetime import date

from registrar.areas.assessment.facts import Duration
from registrar.areas.studies.queries.board_data import BoardStudy
from registrar.kernel.term import Term


def duration_after(study: BoardStudy, term: str, today: date) -> Duration:
    """Return whether the normal duration is over once `term` is, and whether an extension covers the next semester."""
    used = _semesters(study.entry_term, term)
    extended = study.extended_to is not None and Term.parse(study.extended_to) > Term.parse(term)
    return Duration(used >= study.normal_duration, False, extended)


def _semesters(first: str, last: str) -> int:
    """Count Semesters One and Two from one term to another, both included."""
    start, end = Term.parse(first), Term.parse(last)
    years = end.year.start - start.year.start
    return years * 2 + (2 if end.part != "S1" else 1) - (0 if start.part == "S1" else 1)
