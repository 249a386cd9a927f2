"""Doing what a file of the bank says: portion by portion, each whole or not at all."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.check_bank_file import bank_line, seen_before
from registrar.areas.finance.actions.record_payments import record_payments
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.bank_lines import PaymentAnswer
from registrar.areas.finance.models import BankFile, BankFileLine, Payment, UnmatchedPayment
from registrar.areas.platform import clock, locking
from registrar.areas.platform.jobs import Progress, start
from registrar.areas.platform.queries.job_runs import running
from registrar.areas.platform.result_page import ResultPage

APPLY = "finance.apply_bank_file"
PAGE = ResultPage("finance:bank_file", args=("file",))
PORTION = 500
Out = BankFileLine.Outcome


def apply_bank_file(
    file_id: int, *, actor: Any, now: datetime, progress: Progress | None = None, portion: int = PORTION
) -> dict[str, int]:
    """Record the payments of a file and take back those that it reverses; return outcome -> lines, of the whole file.

    Each portion is a transaction of its own under the file's lock: a run that breaks off is taken up where it stopped,
    two runs at once do the work of one, and a file that was applied changes nothing. What the bank's reference has
    posted before is not posted again, in whatever file it comes.
    """
    progress = progress or Progress()
    progress.expect(BankFileLine.objects.filter(file_id=file_id, outcome="").count())
    while done := _apply_portion(file_id, portion, actor, now):
        progress.advance(done)
    found = BankFileLine.objects.filter(file_id=file_id).values_list("outcome", flat=True)
    return dict(Counter(found))


def queue_bank_file(file_id: int, *, actor: Any, now: datetime) -> Any:
    """Queue the applying of a file, unless it is queued already; return the run."""
    return running(APPLY, file=str(file_id)) or start(
        APPLY, {"file": str(file_id)}, actor=actor, now=now, result_page=PAGE, repeat_policy="finance.keep_books"
    )


def applying(progress: Progress) -> dict[str, Any]:
    """Do the work of a queued run."""
    run = progress.job()
    return dict(apply_bank_file(int(run.arguments["file"]), actor=run.actor, now=clock.now(), progress=progress))


@transaction.atomic
def _apply_portion(file_id: int, portion: int, actor: Any, now: datetime) -> int:
    """Apply the next lines and note what came of each; return how many there were."""
    locking.lock({"finance.BankFile": [file_id]})
    lines = list(BankFileLine.objects.filter(file_id=file_id, outcome="").order_by("place")[:portion])
    for takes_back, group in groupby(lines, key=lambda line: line.takes_back):
        (_take_back if takes_back else _pay)(list(group), actor, now)
    BankFileLine.objects.bulk_update(lines, ["outcome", "payment", "unmatched"])
    if len(lines) < portion:
        BankFile.objects.filter(pk=file_id, applied_at=None).update(applied_at=now, applied_by=actor)
    return len(lines)


def _pay(lines: Sequence[BankFileLine], actor: Any, now: datetime) -> None:
    answers = record_payments([bank_line(line) for line in lines], actor=actor, now=now)
    for line, answer in zip(lines, answers, strict=True):
        line.payment, line.unmatched = answer.payment, answer.unmatched
        line.outcome = _outcome(line, answer)


def _outcome(line: BankFileLine, answer: PaymentAnswer) -> str:
    if answer.repeated:
        return seen_before(line, answer.payment, answer.unmatched)
    if answer.payment is None:
        return Out.UNMATCHED.value
    return {
        Payment.State.ACCEPTED.value: Out.ACCEPTED.value,
        Payment.State.HELD.value: Out.HELD.value,
    }.get(answer.payment.state, Out.REJECTED.value)


def _take_back(lines: Sequence[BankFileLine], actor: Any, now: datetime) -> None:
    for line in lines:
        line.outcome = _reversed(line, actor, now)


def _reversed(line: BankFileLine, actor: Any, now: datetime) -> str:
    """Take back the payment of the line's reference, or the money that waits under it."""
    counting = Payment.objects.exclude(state=Payment.State.TAKEN_OFF)
    payment = counting.filter(bank_reference=line.reference).first()
    if payment is not None and payment.state == Payment.State.REVERSED:
        return Out.REPEATED.value
    if payment is not None and payment.state != Payment.State.REJECTED:
        line.payment = take_back_payment(payment.pk, actor=actor, now=now).payment
        return Out.TAKEN_BACK.value
    stray = UnmatchedPayment.objects.filter(bank_reference=line.reference, matched_to=None).first()
    if stray is None:
        return Out.NOTHING.value
    if stray.returned_at is not None:
        return Out.REPEATED.value
    line.unmatched = return_payment(stray.pk, actor=actor, now=now, by_bank=True).waiting
    return Out.TAKEN_BACK.value
