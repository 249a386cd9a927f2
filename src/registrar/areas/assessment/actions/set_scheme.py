"""A department or teacher lays down how an offering is assessed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from registrar.areas.assessment.models import AssessmentScheme, ComponentMark, GradeSheet, SchemeComponent
from registrar.areas.assessment.scheme_draft import ComponentDraft, SchemeDraft
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.kernel.decision import Decision
from registrar.rulebook import decide


@transaction.atomic
def set_scheme(offering_id: int, draft: SchemeDraft, *, actor: Any, now: datetime) -> Decision:
    """Check a scheme by `assessment.scheme` and write it; a refused one changes nothing.

    Free until the first mark is in, afterwards only with a reason (polyu-2024-25:GAP-14). Components are told apart by
    their codes, so marks stay with theirs.
    """
    sheets = GradeSheet.objects.filter(offering=offering_id).values_list("pk", flat=True)
    locked = lock({"registration.Offering": [offering_id], "assessment.GradeSheet": sheets})
    offering = locked["registration.Offering"][offering_id]
    facts = draft.facts(offering.term_id, offering.subject.graded, _highest(offering_id))
    decision = decide("assessment.scheme", facts, as_of=now.date(), university=settings.UNIVERSITY)
    store(decision, subject=f"offering:{offering_id}", actor=actor, now=now)
    if not decision.allowed:
        return decision
    scheme, _made = AssessmentScheme.objects.update_or_create(
        offering=offering,
        defaults={
            "pass_mark": draft.pass_mark,
            "boundaries": [{"grade": grade, "minimum": str(minimum)} for grade, minimum in draft.boundaries],
            "changed_by": actor,
            "changed_at": now,
            "reason": draft.reason.strip(),
        },
    )
    _write(scheme, draft.components)
    return decision


def _highest(offering_id: int) -> dict[str, Decimal | None]:
    """Component code -> best mark, for those with marks; an absence is a mark, too."""
    marks = ComponentMark.objects.filter(component__scheme__offering=offering_id).order_by()
    return dict(marks.values_list("component__code").annotate(Max("mark")))


def _write(scheme: AssessmentScheme, components: tuple[ComponentDraft, ...]) -> None:
    known = {one.code: one for one in scheme.components.all()}
    scheme.components.exclude(code__in=[one.code for one in components]).delete()
    for place, one in enumerate(components, start=1):
        row = known.get(one.code) or SchemeComponent(scheme=scheme, code=one.code)
        row.place, row.title_en, row.title_zh = place, one.title_en, one.title_zh
        row.weight, row.maximum, row.pass_mark = one.weight, one.maximum, one.pass_mark
        row.save()
