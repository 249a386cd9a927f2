"""When a graduand's award is conferred."""

from datetime import date

from registrar.areas.awards.models import Award


def to_confer(study_id: int) -> tuple[str, date] | None:
    """Return term and day on which a graduand's award will be conferred; None without one. One query."""
    rows = Award.objects.filter(study_id=study_id, state=Award.State.GRADUAND)
    return rows.values_list("term_id", "confer_on").first()
