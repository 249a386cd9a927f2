"""Charges outside tuition, for the offices that raised them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from registrar.areas.finance.models import ChargeWaiver, RaisedCharge
from registrar.areas.finance.offices import EVERYWHERE, Desk
from registrar.areas.studies.queries.of_student import of_student


def raised_charges(desks: Sequence[Desk] | None) -> QuerySet[RaisedCharge]:
    """Return the charges that somebody at these desks may see, with student and note; None: all of them."""
    rows = RaisedCharge.objects.select_related("study__student__person", "study__programme", "debit_note", "raised_by")
    if desks is None or any(desk.office == EVERYWHERE for desk in desks):
        return rows
    wanted = Q(pk__in=[])
    for desk in desks:
        of_desk = Q(office=desk.office)
        # A department office without a department serves them all.
        wanted |= of_desk & Q(department=desk.department) if desk.department else of_desk
    return rows.filter(wanted)


def matching_charges(rows: QuerySet[RaisedCharge], text: str) -> QuerySet[RaisedCharge]:
    """Return the charges of which every word begins the reference, note or student number, or is in the name."""
    for word in text.split():
        of_charge = Q(reference__istartswith=word) | Q(debit_note__number__startswith=word)
        rows = rows.filter(of_charge | of_student(word, "study__"))
    return rows


def waiver_of(charge: RaisedCharge) -> ChargeWaiver | None:
    """Return the waiver that waits or stands for a charge; one query."""
    rows = ChargeWaiver.objects.filter(charge=charge).exclude(state=ChargeWaiver.State.DECLINED)
    return rows.select_related("proposed_by__person", "decided_by__person").first()


def waiting_waivers(rows: QuerySet[RaisedCharge]) -> QuerySet[RaisedCharge]:
    """Return the charges whose waiver waits for a second person."""
    return rows.filter(waivers__state=ChargeWaiver.State.PROPOSED)


def advised_charges(study_id: int) -> list[RaisedCharge]:
    """Return what a student was advised of without owing it, and what waits for an amount; one query."""
    states = (RaisedCharge.State.ADVISED, RaisedCharge.State.ASKED)
    return list(RaisedCharge.objects.filter(study_id=study_id, state__in=states))
