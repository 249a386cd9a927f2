"""The second person's word on a refund that rests on the first one's."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.book_deposit_refund import book_deposit_refund
from registrar.areas.finance.actions.book_refunds import book_refunds
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.queries.paid_tuition import Tuition, paid_tuition
from registrar.areas.finance.refunds import payout, standing
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message


@transaction.atomic
def confirm_refund(refund_id: int, *, actor: Any, now: datetime) -> Message | None:
    """Book a refund that another officer proposed, and tell the student; return why nothing was done.

    Whoever proposed it may not confirm it; the database says so too. Where what was paid has changed since, the
    proposal no longer holds and is to be made anew. Confirming twice books once. Raises Refund.DoesNotExist.
    """
    study = Refund.objects.values_list("study_id", flat=True).get(pk=refund_id)
    locked = locking.lock({"studies.Study": [study], "finance.Refund": [refund_id]})
    refund: Refund = locked["finance.Refund"][refund_id]
    if refund.state != Refund.State.PROPOSED:
        return Message("finance.refund.not_proposed")
    if refund.granted_by_id == actor.pk:
        return Message("finance.refund.own_word")
    refund.study = locked["studies.Study"][study]
    if refund.kind == Refund.Kind.DEPOSIT:
        _confirm_deposit(refund, actor, now)
    elif _paid_as_decided(refund):
        _confirm(refund, actor, now)
    else:
        return Message("finance.refund.changed_since")
    if refund.state != Refund.State.CANCELLED:
        tell_of_refunds("finance.refund_granted", [refund], {study: refund.study.student_id}, now=now)
    return None


def _paid_as_decided(refund: Refund) -> bool:
    """Return whether the tuition paid is still what the decision rests on; this refund itself counts as given back."""
    term = str(refund.term_id)
    tuition = paid_tuition([refund.study_id], term).get((refund.study_id, term), Tuition())
    kept = tuition.paid - tuition.refunded + refund.amount
    return kept == Decimal(refund.decision.body["facts"]["paid"]["amount"])


def _confirm(refund: Refund, actor: Any, now: datetime) -> None:
    (refund.transaction,) = book_refunds([refund], actor=actor, now=now)
    today = now.astimezone(HONG_KONG).date()
    stands = standing(payout(account_on_file(refund.study.student_id), today=today))
    refund.state, refund.held_for, refund.payable_from = stands.state, stands.held_for, stands.payable_from
    refund.confirmed_by, refund.confirmed_at = actor, now
    refund.save(
        update_fields=["transaction", "state", "held_for", "payable_from", "confirmed_by", "confirmed_at"],
    )


def _confirm_deposit(refund: Refund, actor: Any, now: datetime) -> None:
    """Let caution money wait like any that is not booked: the rule is asked again, and says what is in the way."""
    refund.state, refund.held_for = Refund.State.HELD, Refund.HeldFor.DEBTS
    refund.confirmed_by, refund.confirmed_at = actor, now
    refund.save(update_fields=["state", "held_for", "confirmed_by", "confirmed_at"])
    book_deposit_refund(refund, actor=actor, now=now)
