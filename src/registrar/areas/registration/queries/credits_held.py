"""How much a student has registered."""

from collections.abc import Collection

from django.db.models import Sum

from registrar.areas.registration.models import Registration


def credits_held(study_id: int, terms: Collection[str]) -> dict[str, int]:
    """Return term key -> credits registered; terms without any are missing; one query."""
    rows = Registration.objects.filter(
        study_id=study_id, offering__term_id__in=list(terms), state=Registration.State.REGISTERED
    )
    return dict(rows.order_by().values_list("offering__term_id").annotate(Sum("credits")))
