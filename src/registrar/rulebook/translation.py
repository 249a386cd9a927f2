"""Deciding under an edition that doesn't bind by itself: the same moment, in that edition's year."""

from __future__ import annotations

from datetime import date, timedelta

from registrar.kernel import AcademicYear, Term
from registrar.rulebook.editions import Edition
from registrar.rulebook.span import AppliesBy, place_of


def moved(key: date | str, applies_by: AppliesBy, edition: Edition) -> date | str:
    """Return the same term or day in the edition's academic year, where the edition doesn't cover the key itself.

    A cohort stays what it is: a draft changes the year, not who was admitted when. An edition without an academic
    year leaves everything as it is.
    """
    if applies_by == "cohort" or edition.academic_year is None or edition.binds(place_of(key, applies_by), applies_by):
        return key
    if isinstance(key, str):
        return str(Term(edition.academic_year, Term.parse(key).part))
    first = date.min + timedelta(days=edition.days[0] - 1)
    year = edition.academic_year if key.month >= first.month else edition.academic_year.next()
    return _in_year(key, year)


def _in_year(day: date, year: AcademicYear) -> date:
    try:
        return day.replace(year=year.start)
    except ValueError:  # 29 February in a year that has none
        return day.replace(year=year.start, day=28)
