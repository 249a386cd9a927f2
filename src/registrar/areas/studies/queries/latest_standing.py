"""How a student stands, as far as it is public."""

from datetime import date

from registrar.areas.studies.models import Study, SubjectResult, TermStanding


def latest_standing(study: Study, today: date) -> TermStanding | None:
    """Return the latest standing that the student may see, with its term; one query."""
    rows = TermStanding.objects.filter(study=study, released_on__lte=today).select_related("term")
    return rows.order_by("-term__ordinal").first()


def results_since(study: Study, since: date, today: date) -> list[SubjectResult]:
    """Return the results that came out in a stretch of days, with their terms, the latest first; one query."""
    rows = SubjectResult.objects.filter(study=study, released_on__gte=since, released_on__lte=today, void_on=None)
    return list(rows.select_related("term").order_by("-term__ordinal"))
