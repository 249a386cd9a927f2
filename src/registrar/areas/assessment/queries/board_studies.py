"""Who comes before the board of a term."""

from typing import Any

from registrar.areas.assessment.durations import durations_after
from registrar.areas.assessment.models import GradeEntry
from registrar.areas.studies.queries.idle_studies import idle_studies


def board_studies(term: Any) -> list[int]:
    """Return the studies that a board judges after a term (a row of the catalogue); four queries.

    Those with a line on any grade sheet of the term, whatever its state; and of the others those whose credits were
    recognised in it, who may graduate at its end (polyu-2024-25:5B-15), and those whose time is over (6B-02, 6B-03).
    """
    lines = GradeEntry.objects.filter(sheet__offering__term_id=term.key)
    graded = set(lines.values_list("registration__study_id", flat=True))
    limits = durations_after(term.key, term.ends_on)
    found = set(graded)
    for one in idle_studies(term, graded):
        time = limits(one)
        over = time.maximum_over or (time.normal_over and not time.extension_running)
        if one.recognised or (over and not term.key.endswith("ST")):
            found.add(one.pk)
    return sorted(found)
