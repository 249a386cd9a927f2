"""The terms near a moment."""

from datetime import datetime

from registrar.areas.catalogue.models import Term


def terms_around(now: datetime, count: int = 3) -> list[Term]:
    """Return the terms that have not ended, the earliest first, or the last one where all have; two queries at most."""
    ahead = list(Term.objects.filter(results_final_on__gte=now.date()).order_by("ordinal")[:count])
    return ahead or list(Term.objects.order_by("-ordinal")[:1])
