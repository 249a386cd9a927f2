"""Facts of what a cancelled subject means for those who had it."""

from collections.abc import Collection, Sequence

from django.db.models import Sum

from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Offering, Registration
from registrar.rules.registration.cancelled_subject import CancelledSubjectFacts


def cancelled_facts(
    rows: Collection[Registration], offering: Offering, replacements: Sequence[str]
) -> list[CancelledSubjectFacts]:
    """Return the facts for each live registration of an offering, in their order; one query besides the rows."""
    live = Registration.objects.filter(
        study_id__in=[row.study_id for row in rows],
        offering__term_id=offering.term_id,
        state=Registration.State.REGISTERED,
    )
    loads = dict(live.order_by().values_list("study_id").annotate(Sum("credits")))
    return [
        CancelledSubjectFacts(
            term=offering.term_id,
            cohort=row.study.cohort,
            subject=offering.subject_id,
            credits=row.credits,
            credits_before=loads[row.study_id],
            replacements=tuple(replacements),
            add_drop_ends_on=last_day(offering.term.add_drop_to),
        )
        for row in rows
    ]
