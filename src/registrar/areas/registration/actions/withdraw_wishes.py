"""A student takes the wishes of a ballot back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.submit_wishes import WishesOutcome, may_hand_in
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.models import Ballot, BallotEntry


@transaction.atomic
def withdraw_wishes(study_id: int, ballot_id: int, *, actor: Any, now: datetime) -> WishesOutcome:
    """Take the whole list back while the round is open; without a list nothing changes.

    Raises Ballot.DoesNotExist and UnknownStudy.
    """
    lock({"studies.Study": [study_id]})
    term = Ballot.objects.get(pk=ballot_id).term_id
    student = picture([study_id], [], now.date(), term).students[study_id]
    ballot = lock({"registration.Ballot": [ballot_id]})["registration.Ballot"][ballot_id]
    decision = may_hand_in(ballot, student, None, now)
    decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if not decision.allowed:
        return WishesOutcome(decision)
    gone = BallotEntry.objects.filter(ballot=ballot, study_id=study_id).delete()[0]
    return WishesOutcome(decision, changed=gone > 0)
