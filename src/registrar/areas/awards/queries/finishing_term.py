"""The semester in which somebody finishes."""

from datetime import date
from typing import Any

from registrar.areas.awards.models import ExpectedFinish
from registrar.areas.studies.queries.record import released_standings


def finishing_term(study: Any, today: date) -> Any:
    """Return the latest term in which a study is expected to finish, until its overall result is out; else None.

    Between the last day of a semester and its board the next semester has begun: the application is still about the
    one before. Two queries at most.
    """
    rows = ExpectedFinish.objects.filter(study_id=study.pk, expected=True).select_related("term")
    found = rows.order_by("-term__ordinal").first()
    if found is None or any(row.term_id == found.term_id for row in released_standings(study, today)):
        return None
    return found.term
