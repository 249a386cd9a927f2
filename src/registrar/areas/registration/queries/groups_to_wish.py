"""Groups that a list of wishes names, for its page."""

from collections.abc import Collection

from django.db.models import Prefetch

from registrar.areas.registration.models import Meeting, SubjectGroup


def groups_to_wish(keys: Collection[int], term: str) -> dict[int, SubjectGroup]:
    """Return the groups of a term with subject, meetings and rooms by primary key; two queries. Others are missing."""
    meetings = Prefetch("meetings", Meeting.objects.select_related("room"))
    rows = SubjectGroup.objects.filter(pk__in=keys, offering__term_id=term).select_related("offering__subject")
    return {row.pk: row for row in rows.prefetch_related(meetings)}
