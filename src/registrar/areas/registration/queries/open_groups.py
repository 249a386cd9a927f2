"""What a term offers."""

from collections import defaultdict

from registrar.areas.registration.models import Offering, SubjectGroup


def open_groups(term: str) -> dict[str, list[int]]:
    """Return subject code -> the groups of its offering in a term, cancelled offerings left out; one query."""
    groups: dict[str, list[int]] = defaultdict(list)
    rows = SubjectGroup.objects.filter(offering__term_id=term, offering__state=Offering.State.OPEN).order_by("pk")
    for subject, group in rows.values_list("offering__subject_id", "pk"):
        groups[subject].append(group)
    return groups
