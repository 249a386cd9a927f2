"""Tuition of the old programme against the new one's, on a transfer of study."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.grant_refund import Granted, grant_refund
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.pricing import ChargeLine
from registrar.areas.finance.queries.refund_proposals import SHORTFALL, shortfall_billed, transfer_proposal
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Money

DAYS_TO_PAY = 14


@dataclass(frozen=True)
class Offset:
    """What came of it: the refund of an excess, or the debit note of a shortfall, or neither."""

    granted: Granted
    note: DebitNote | None = None


@transaction.atomic
def offset_transfer(study: int, term: Any, new_tuition: Decimal, *, actor: Any, now: datetime) -> Offset:
    """Set the tuition paid for a term against that of the new programme (polyu-2024-25:4J-08, polyu-2018-19:3K-05).

    Whoever approves the transfer calls this; `term` is the catalogue's row, `new_tuition` the term's amount in HK$ on
    the new programme. A shortfall is billed once, an excess refunded once; where an officer named the amount, another
    one confirms the refund first.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    today = now.astimezone(HONG_KONG).date()
    proposal = transfer_proposal(row, term, new_tuition, today=today, by_officer=actor is not None)
    if proposal.refund is not None:
        return Offset(grant_refund(proposal.refund, actor=actor, now=now))
    more: Money | None = proposal.decision.result.get("to_pay")
    if not proposal.decision.allowed or not more or shortfall_billed(study, term.pk):
        return Offset(Granted(proposal.decision), None)
    clause = str(proposal.decision.findings[0].clause)
    line = ChargeLine(SHORTFALL, "once", Decimal(1), more.amount, clause, proposal.decision)
    new = NewNote(row, row.programme.funding, (line,))
    due = today + timedelta(days=DAYS_TO_PAY)
    (note,) = issue_notes([new], term=term, deadline=due, actor=actor, now=now)
    return Offset(Granted(proposal.decision), note)
