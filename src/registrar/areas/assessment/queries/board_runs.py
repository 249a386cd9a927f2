"""The runs of the boards."""

from registrar.areas.assessment.models import BoardRun


def unreleased_runs() -> list[BoardRun]:
    """Return the runs whose results are not out, the earliest term first; one query."""
    rows = BoardRun.objects.exclude(state=BoardRun.State.RELEASED).select_related("term")
    return list(rows.order_by("term__ordinal"))
