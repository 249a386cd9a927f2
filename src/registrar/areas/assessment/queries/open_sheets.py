"""The grade sheets that somebody still has to hand in."""

from typing import Any

from django.db.models import Count, Q

from registrar.areas.assessment.models import GradeSheet


def open_sheets(teacher: Any) -> list[GradeSheet]:
    """Return the open sheets of the offerings that somebody teaches, with `lines` and `graded`; one query."""
    rows = GradeSheet.objects.filter(stage=GradeSheet.Stage.OPEN, offering__in=teacher.groups_taught.values("offering"))
    return list(
        rows.select_related("offering__subject", "offering__term")
        .annotate(lines=Count("entries"), graded=Count("entries", filter=~Q(entries__grade="")))
        .order_by("offering__term__ordinal", "offering__subject_id")
    )
