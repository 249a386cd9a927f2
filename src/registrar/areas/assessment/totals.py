"""What the marks of a sheet's lines add up to, and the grades that they propose."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.assessment.models import AssessmentScheme, ComponentMark
from registrar.kernel.decision import Decision
from registrar.rulebook import decide

Given = tuple[Decimal | None, bool]
"""A mark, or none; and whether the student was absent."""


def totals_under(
    scheme: AssessmentScheme, term: str, *, graded: bool, as_of: date
) -> Callable[[Mapping[int, Given]], Decision]:
    """Return a function (component -> mark) -> total by `assessment.component_total`; equal marks are decided once."""
    components = list(scheme.components.all())
    known: dict[tuple[Given, ...], Decision] = {}

    def total(marks: Mapping[int, Given]) -> Decision:
        given = tuple(marks.get(one.pk, (None, False)) for one in components)
        if given not in known:
            known[given] = decide(
                "assessment.component_total",
                {
                    "term": term,
                    "graded": graded,
                    "pass_mark": scheme.pass_mark,
                    "boundaries": [{"row": row, **one} for row, one in enumerate(scheme.boundaries, start=1)],
                    "components": [
                        {
                            "code": one.code,
                            "weight": one.weight,
                            "maximum": one.maximum,
                            "pass_mark": one.pass_mark,
                            "mark": mark,
                            "absent": absent,
                        }
                        for one, (mark, absent) in zip(components, given, strict=True)
                    ],
                },
                as_of=as_of,
                university=settings.UNIVERSITY,
            )
        return known[given]

    return total


def given_marks(marks: Mapping[int, ComponentMark]) -> dict[int, Given]:
    """Return component -> (mark, absent) of one line."""
    return {component: (mark.mark, mark.absent) for component, mark in marks.items()}


def proposed_grades(
    scheme: AssessmentScheme | None,
    offering: Any,
    marks: Mapping[int, Mapping[int, ComponentMark]],
    entries: Iterable[Any],
    as_of: date,
) -> dict[int, Decision]:
    """Return line -> decision on its total, for every line with a mark under a scheme; no query."""
    if scheme is None:
        return {}
    total = totals_under(scheme, offering.term_id, graded=offering.subject.graded, as_of=as_of)
    return {one.pk: total(given_marks(marks[one.pk])) for one in entries if marks.get(one.pk)}


def departs(entry: Any, total: Decision | None) -> bool:
    """Tell whether the teacher's grade is another than the proposed one."""
    proposed = total.result.get("proposed") if total is not None else None
    return bool(entry.grade and proposed) and entry.grade != proposed
