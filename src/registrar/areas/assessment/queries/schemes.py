"""Assessment schemes and the marks under them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef

from registrar.areas.assessment.models import AssessmentScheme, ComponentMark, SchemeComponent


def scheme_of(offering: int) -> AssessmentScheme | None:
    """Return an offering's scheme with its components, or nothing; two queries."""
    rows = AssessmentScheme.objects.filter(offering=offering).select_related(
        "changed_by__person", "copied_from__offering"
    )
    return rows.prefetch_related("components").first()


def schemes_of(offerings: Collection[int]) -> dict[int, AssessmentScheme]:
    """Return offering -> scheme with its components, for those that have one; two queries."""
    rows = AssessmentScheme.objects.filter(offering__in=offerings).prefetch_related("components")
    return {scheme.offering_id: scheme for scheme in rows}


def marks_of(entries: Iterable[Any]) -> dict[int, dict[int, ComponentMark]]:
    """Return line -> component -> mark; one query."""
    found: dict[int, dict[int, ComponentMark]] = {}
    for mark in ComponentMark.objects.filter(entry__in=[entry.pk for entry in entries]):
        found.setdefault(mark.entry_id, {})[mark.component_id] = mark
    return found


def has_marks(offering: int) -> bool:
    """Tell whether a mark has been entered for an offering; one query."""
    return ComponentMark.objects.filter(component__scheme__offering=offering).exists()


def with_schemes(offerings: Any) -> Any:
    """Add to a QuerySet of offerings `has_scheme`, `component_count` and `has_marks`; no query of its own."""
    scheme = AssessmentScheme.objects.filter(offering=OuterRef("pk"))
    marks = ComponentMark.objects.filter(component__scheme__offering=OuterRef("pk"))
    components = (
        SchemeComponent.objects.filter(scheme__offering=OuterRef("pk"))
        .order_by()
        .values("scheme")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return offerings.annotate(has_scheme=Exists(scheme), has_marks=Exists(marks), component_count=components)
