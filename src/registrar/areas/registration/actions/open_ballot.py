"""The registry sets up a round of a ballot."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import Ballot
from registrar.areas.registration.queries.ballot_results import hash_of

SEED_BYTES = 32


class Unsuitable(StrEnum):
    """Why a round can't be set up so."""

    PAST = "past"
    ORDER = "order"
    UNDER_WAY = "under_way"


@transaction.atomic
def open_ballot(
    term_key: str,
    *,
    opens_at: datetime,
    closes_at: datetime,
    results_at: datetime,
    now: datetime,
    seed: str | None = None,
    actor: Any = None,
) -> Ballot | Unsuitable:
    """Set up the next round of a term and return it, or why not: it ends in the past, its times cross, or one runs.

    The seed is made here from the system's own source of chance and kept secret until the results are out; only its
    commitment is shown. `seed` is for demonstrations and studies that must come out the same each time. Raises
    Term.DoesNotExist.
    """
    if not opens_at < closes_at <= results_at:
        return Unsuitable.ORDER
    if closes_at <= now:
        return Unsuitable.PAST
    term = term_by_key(term_key)
    rounds = list(Ballot.objects.filter(term=term))
    lock({"registration.Ballot": [row.pk for row in rounds]})
    if any(row.published_at is None for row in rounds):
        return Unsuitable.UNDER_WAY
    chosen = seed or secrets.token_hex(SEED_BYTES)
    return Ballot.objects.create(
        term=term,
        round_number=len(rounds) + 1,
        opens_at=opens_at,
        closes_at=closes_at,
        results_at=results_at,
        seed=chosen,
        commitment=hash_of(chosen),
    )
