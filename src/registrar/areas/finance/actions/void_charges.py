"""Charges whose cause fell away, such as a request that is taken back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.tell_of_charges import tell_of_charges
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.platform import locking
from registrar.areas.studies.queries.study_keys import studies_with_people

State = RaisedCharge.State


@transaction.atomic
def void_charges(
    kind: str, references: Collection[str], *, actor: Any, now: datetime, department: str = "", notify: bool = True
) -> list[RaisedCharge]:
    """Reverse the unpaid charges of these references and tell the students; return those that became void.

    A charge that has been paid stays: the Finance Office refunds it. Doing it twice does nothing more.
    """
    wanted = RaisedCharge.objects.filter(kind=kind, department=department, reference__in=set(references))
    locking.hold({"studies.Study": set(wanted.values_list("study_id", flat=True))})
    live = wanted.filter(state__in=(State.CHARGED, State.ASKED, State.ADVISED)).select_related("debit_note")
    rows = [row for row in live if row.debit_note is None or row.debit_note.state != DebitNote.State.PAID]
    for row in rows:
        if row.debit_note_id is not None:
            cancel_debit_note(row.debit_note_id, actor=actor, now=now, notify=False)
        row.state = State.VOID
    RaisedCharge.objects.bulk_update(rows, ["state"])
    studies = {study.pk: study for study in studies_with_people({row.study_id for row in rows})}
    told = [row for row in rows if row.debit_note_id is not None and notify]
    tell_of_charges(told, studies, now=now, kind="finance.charge_void")
    return rows
