"""How many students stood how, term by term."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count

from registrar.areas.studies.models import TermStanding


def standing_counts(programmes: Collection[str], *, until: Any, terms: int = 6) -> dict[str, dict[str, int]]:
    """Return term -> standing -> students of some programmes, over the last terms up to one, oldest first; one query.

    Terms that decide nothing (optional Summer Terms) are left out.
    """
    rows = (
        TermStanding.objects.filter(study__programme__in=programmes, term__ordinal__lte=until.ordinal, counts=True)
        .order_by("term__ordinal")
        .values_list("term_id", "standing")
        .annotate(Count("pk"))
    )
    found: dict[str, dict[str, int]] = {}
    for term, standing, count in rows:
        found.setdefault(term, {})[standing] = count
    return dict(list(found.items())[-terms:])
