"""Studies by the thousand."""

from collections.abc import Collection
from typing import Any

from registrar.areas.studies.models import Study


def study_keys() -> list[int]:
    """Return the keys of all studies; one query."""
    return list(Study.objects.order_by("pk").values_list("pk", flat=True))


def studies_with_people(keys: Collection[int]) -> list[Any]:
    """Return studies with student, person and programme; one query."""
    return list(Study.objects.filter(pk__in=keys).select_related("student__person", "programme").order_by("pk"))


def keys_of_net_ids(net_ids: Collection[str]) -> set[int]:
    """Return the keys of the studies of the people with these NetIDs; one query."""
    return set(Study.objects.filter(student__username__in=net_ids).values_list("pk", flat=True))
