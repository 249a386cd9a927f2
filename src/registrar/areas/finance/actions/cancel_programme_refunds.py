"""Refunding everybody on a programme that the University cancels."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.cancel_debit_notes import cancel_debit_notes
from registrar.areas.finance.actions.close_deposit import Settled, record_settlements
from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.queries.debts import open_tuition_notes
from registrar.areas.finance.queries.programme_refunds import programme_refunds, terms_from
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.jobs import Progress
from registrar.areas.studies.queries.studies_of_programme import studies_of_programme

CHUNK = 2000


@dataclass(frozen=True)
class ProgrammeRefunded:
    """How many students and refunds, and how much, in HK$."""

    students: int = 0
    refunds: int = 0
    refund_amount: Decimal = Decimal("0.00")

    def to_json(self) -> dict[str, int | str]:
        """Return the JSON-ready form, the amount as text."""
        return {"students": self.students, "refunds": self.refunds, "refund_amount": str(self.refund_amount)}


def cancel_programme_refunds(
    programme: str, *, from_term: str, actor: Any, now: datetime, progress: Progress | None = None
) -> ProgrammeRefunded:
    """Refund the tuition that students of a cancelled programme paid from a term on, and their caution money.

    polyu-2024-25:8G-02. What is not paid yet is asked for no longer: its notes are cancelled. Works in portions, each
    its own transaction with a fixed number of statements; run twice, the second run finds nothing left to refund.
    """
    progress = progress or Progress()
    keys = studies_of_programme(programme)
    progress.expect(len(keys))
    done = ProgrammeRefunded()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        with transaction.atomic():
            done = _portion(part, from_term, actor, now, done)
        progress.advance(len(part))
    return done


def _portion(part: list[int], from_term: str, actor: Any, now: datetime, done: ProgrammeRefunded) -> ProgrammeRefunded:
    studies = locking.lock({"studies.Study": part})["studies.Study"]
    unpaid = open_tuition_notes(part, terms_from(from_term))
    cancel_debit_notes([note.pk for note in unpaid], actor=actor, now=now)
    today = now.astimezone(HONG_KONG).date()
    found = programme_refunds(list(studies.values()), from_term=from_term, today=today)
    new = [refund for item in found for refund in item.tuition]
    new += [item.deposit_refund for item in found if item.deposit_refund]
    granted = grant_refunds(new, actor=actor, now=now)
    by_reference = {row.reference: row for row in granted}
    settled = []
    for item in found:
        row = by_reference.get(item.deposit_refund.reference) if item.deposit_refund else None
        if row is not None and item.deposit is not None and row.transaction is not None:
            told = ("programme_cancelled", "refunded", row.amount, row.decision, row.transaction)
            settled.append(Settled(item.deposit, *told))
    record_settlements(settled, now=now)
    return ProgrammeRefunded(
        done.students + len({row.study_id for row in granted}),
        done.refunds + len(granted),
        done.refund_amount + sum((row.amount for row in granted), Decimal("0.00")),
    )
