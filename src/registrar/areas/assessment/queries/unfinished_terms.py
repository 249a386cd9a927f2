"""The terms on which grade sheets are still on their way, however long ago they ended."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.catalogue.queries.term import all_terms


def unfinished_terms(departments: Collection[str] | None = None) -> list[tuple[Any, dict[str, int]]]:
    """Return terms with sheets that aren't final, earliest first, with stage (open, submitted, reviewed) -> sheets.

    Of some departments or (None) of all; two queries.
    """
    rows = GradeSheet.objects.exclude(stage=GradeSheet.Stage.FINAL)
    if departments is not None:
        rows = rows.filter(offering__subject__department_id__in=departments)
    found: dict[str, dict[str, int]] = {}
    for term, stage, count in rows.order_by().values_list("offering__term_id", "stage").annotate(Count("pk")):
        found.setdefault(term, dict.fromkeys(("open", "submitted", "reviewed"), 0))[stage] = count
    return [(term, found[term.key]) for term in reversed(all_terms()) if term.key in found]
