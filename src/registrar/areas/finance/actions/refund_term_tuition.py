"""Tuition back for a term that was deferred or withdrawn from."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.grant_refund import Granted, grant_refund
from registrar.areas.finance.queries.refund_proposals import term_tuition_proposal
from registrar.areas.platform import decisions, locking
from registrar.areas.studies.queries.departures import departure_on_record
from registrar.kernel import Message


@transaction.atomic
def refund_term_tuition(
    study: int,
    term: Any,
    *,
    applied_on: date,
    event: str,
    jupas: bool | None = None,
    approval: str = "",
    actor: Any,
    now: datetime,
) -> Granted:
    """Refund a term's tuition to a UGC-funded student who applied before it began (polyu-2024-25:4H-07, 4L-05, 8G-04).

    Whoever approves the deferment or withdrawal calls this once it is approved; `event` is "deferment" or
    "withdrawal", `term` the catalogue's row. Where the study's record shows no such event, `approval` must name the
    approved form, and another officer confirms the refund before it is booked. The refused decision is stored and
    returned; one cause is refunded once.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    proposal = term_tuition_proposal(row, term, applied_on=applied_on, event=event, jupas=jupas, approval=approval)
    if proposal.refund is None:
        decisions.store(proposal.decision, subject=f"study:{study}", actor=actor, now=now)
        return Granted(proposal.decision)
    if not approval and not departure_on_record(study, event, term.pk):
        return Granted(proposal.decision, refused=Message("finance.refund.no_event"))
    return grant_refund(proposal.refund, actor=actor, now=now)
