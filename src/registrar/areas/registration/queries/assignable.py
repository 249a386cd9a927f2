"""Who can be assigned what."""

from collections import defaultdict
from collections.abc import Sequence

from registrar.areas.registration.models import SubjectGroup


def groups_by_subject(term: str, subjects: Sequence[str]) -> dict[str, list[SubjectGroup]]:
    """Return subject -> its open groups of a term by code; one query. Subjects not offered are missing."""
    found: dict[str, list[SubjectGroup]] = defaultdict(list)
    rows = SubjectGroup.objects.filter(
        offering__term_id=term, offering__subject_id__in=subjects, offering__state="open"
    ).select_related("offering")
    for group in rows.order_by("offering__subject_id", "code"):
        found[group.offering.subject_id].append(group)
    return dict(found)
