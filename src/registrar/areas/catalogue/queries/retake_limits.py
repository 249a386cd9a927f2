"""Departments' own limits on retakes."""

from registrar.areas.catalogue.models import Subject


def retake_limits() -> dict[str, int]:
    """Return subject code -> the departmental limit, for the subjects that have one."""
    rows = Subject.objects.exclude(max_retakes=None).values_list("code", "max_retakes")
    return {code: limit for code, limit in rows if limit is not None}
