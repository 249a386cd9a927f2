"""Letting a student off a charge: reversed, never edited, and above an amount agreed to by a second person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.tell_of_charges import tell_of_charges
from registrar.areas.finance.models import ChargeWaiver, RaisedCharge
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Decision, Outcome
from registrar.rulebook import decide

State = ChargeWaiver.State


class NotOwed(ValueError):
    """The charge has no debit note, so there is nothing to waive."""


class SamePerson(ValueError):
    """Whoever proposed the waiver can't be the second person."""


@dataclass(frozen=True)
class WaiverOutcome:
    """The decision, and the waiver where one stands: granted, or waiting for a second person."""

    decision: Decision
    waiver: ChargeWaiver | None = None

    @property
    def granted(self) -> bool:
        """Whether the charge is off."""
        return self.waiver is not None and self.waiver.state == State.GRANTED


@transaction.atomic
def waive_charge(charge_id: int, *, office: str, reason: str, actor: Any, now: datetime) -> WaiverOutcome:
    """Waive a charge, or propose it where a second person must agree; the decision is stored either way.

    `office` is the one that the actor sits in. Asking again while a waiver waits or stands changes nothing. Raises
    NotOwed for a charge that was never owed, RaisedCharge.DoesNotExist.
    """
    row = _locked(charge_id)
    standing = ChargeWaiver.objects.select_related("decision").filter(charge=row).exclude(state=State.DECLINED).first()
    if standing is not None:
        return WaiverOutcome(decisions.read(standing.decision), standing)
    decision = _decide(row, office, reason, now, seconded=False)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if decision.outcome not in (Outcome.ALLOWED, Outcome.NEEDS_APPROVAL):
        return WaiverOutcome(decision)
    second = decision.outcome is Outcome.NEEDS_APPROVAL
    waiver = ChargeWaiver.objects.create(
        charge=row,
        office=office,
        reason=reason.strip(),
        two_persons=second,
        state=State.PROPOSED if second else State.GRANTED,
        proposed_by=actor,
        proposed_at=now,
        decided_by=None if second else actor,
        decided_at=None if second else now,
        decision=stored,
    )
    if not second:
        _reverse(row, actor, now)
    return WaiverOutcome(decision, waiver)


@transaction.atomic
def second_waiver(waiver_id: int, *, agreed: bool, office: str, actor: Any, now: datetime) -> WaiverOutcome:
    """Let a second person agree to a waiver, or decline it; the charge is decided on as it stands now.

    One that was decided before stays as it is. Raises SamePerson for the one who proposed it, and
    ChargeWaiver.DoesNotExist.
    """
    row = _locked(ChargeWaiver.objects.values_list("charge_id", flat=True).get(pk=waiver_id))
    waiver = ChargeWaiver.objects.select_related("decision").get(pk=waiver_id)
    if waiver.state != State.PROPOSED:
        return WaiverOutcome(decisions.read(waiver.decision), waiver)
    if waiver.proposed_by_id == actor.pk:
        raise SamePerson(f"waiver {waiver_id} was proposed by the same person")
    decision = _decide(row, office, waiver.reason, now, seconded=True)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if agreed and not decision.allowed:
        return WaiverOutcome(decision, waiver)
    waiver.state = State.GRANTED if agreed else State.DECLINED
    waiver.decided_by, waiver.decided_at, waiver.decision = actor, now, stored
    waiver.save(update_fields=["state", "decided_by", "decided_at", "decision"])
    if agreed:
        _reverse(row, actor, now)
    return WaiverOutcome(decision, waiver)


def _locked(charge_id: int) -> RaisedCharge:
    """Return the charge with its note, its student's row locked."""
    study_id, note_id = RaisedCharge.objects.values_list("study_id", "debit_note_id").get(pk=charge_id)
    if note_id is None:
        raise NotOwed(f"charge {charge_id} was never owed")
    locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    return RaisedCharge.objects.select_related("debit_note").get(pk=charge_id)


def _decide(row: RaisedCharge, office: str, reason: str, now: datetime, *, seconded: bool) -> Decision:
    note: Any = row.debit_note
    facts = {
        "charge": row.kind,
        "amount": str(note.amount),
        "state": note.state,
        "office": office,
        "raised_by": row.office,
        "reason_given": bool(reason.strip()),
        "seconded": seconded,
    }
    day = now.astimezone(HONG_KONG).date()
    return decide("finance.charge_waiver", facts, as_of=day, university=settings.UNIVERSITY)


def _reverse(row: RaisedCharge, actor: Any, now: datetime) -> None:
    """Reverse the charge in the books and tell the student."""
    note: Any = row.debit_note
    cancel_debit_note(note.pk, actor=actor, now=now, notify=False)
    RaisedCharge.objects.filter(pk=row.pk).update(state=RaisedCharge.State.WAIVED)
    (study,) = studies_with_people([row.study_id])
    tell_of_charges([row], {study.pk: study}, now=now, kind="finance.charge_waived")
