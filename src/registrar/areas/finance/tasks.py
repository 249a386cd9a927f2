"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app

from registrar.areas.finance.actions.apply_bank_file import APPLY, applying
from registrar.areas.finance.actions.ask_bank import ask_bank
from registrar.areas.finance.actions.cancel_programme_refunds import cancel_programme_refunds
from registrar.areas.finance.actions.charge_retention import charge_retention
from registrar.areas.finance.actions.queue_programme_refunds import TASK as CANCEL_PROGRAMME
from registrar.areas.finance.actions.remind import remind
from registrar.areas.finance.actions.restore_transfers import restore_transfers
from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds
from registrar.areas.finance.actions.send_sandbox_calls import send_sandbox_calls
from registrar.areas.finance.actions.upload_bank_file import CHECK, checking
from registrar.areas.finance.actions.upload_charges import RAISE, raising
from registrar.areas.finance.actions.void_unpaid_transfers import void_unpaid_transfers
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import Progress, by_itself, carry_out


@app.periodic(cron="*/5 * * * *")
@app.task(name="finance.ask_bank", queueing_lock="finance.ask_bank")
def ask_bank_job(timestamp: int) -> int:
    """Ask the bank about orders that it has not answered."""
    with by_itself("finance.ask_bank") as now:
        return ask_bank(now=now)


@app.periodic(cron="* * * * *")
@app.task(name="finance.send_sandbox_calls", queueing_lock="finance.send_sandbox_calls")
def sandbox_calls_job(timestamp: int) -> int:
    """Let the sandbox bank call; outside a demonstration there is none."""
    if not settings.DEMONSTRATION:
        return 0
    with by_itself("finance.send_sandbox_calls") as now:
        return send_sandbox_calls(now=now)


@app.task(name=CHECK)
def check_bank_file_job(run_id: int) -> None:
    """Look at a long file of the bank, as uploaded."""
    carry_out(run_id, checking)


@app.task(name=APPLY)
def apply_bank_file_job(run_id: int) -> None:
    """Apply a file of the bank, as queued from its page."""
    carry_out(run_id, applying)


@app.task(name=RAISE)
def raise_charges_job(run_id: int) -> None:
    """Raise the charges of a checked file."""
    carry_out(run_id, lambda progress: raising(progress, clock.now()))


@app.periodic(cron="50 1 * * *")
@app.task(name="finance.charge_retention", queueing_lock="finance.charge_retention")
def charge_retention_job(timestamp: int) -> int:
    """Charge study places that are kept without subjects."""
    with by_itself("finance.charge_retention") as now:
        return charge_retention(now=now)


@app.periodic(cron="*/15 * * * *")
@app.task(name="finance.review_refunds", queueing_lock="finance.review_refunds")
def refunds_that_wait(timestamp: int) -> int:
    """Free held refunds whose cause to wait ended: debts paid, days of cooling off over (polyu-2024-25:8I-04)."""
    with by_itself("finance.review_refunds") as now:
        return review_refunds(held_refunds(), actor=None, now=now).freed


@app.task(name=CANCEL_PROGRAMME)
def cancel_programme_job(run_id: int) -> None:
    """Refund everybody on a cancelled programme, as queued from its page (polyu-2024-25:8G-02)."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.job()
        done = cancel_programme_refunds(
            run.arguments["programme"],
            from_term=run.arguments["term"],
            actor=run.actor,
            now=clock.now(),
            progress=progress,
        )
        return dict(done.to_json())

    carry_out(run_id, work)


@app.periodic(cron="0 8 * * *")
@app.task(name="finance.remind", queueing_lock="finance.remind")
def remind_job(timestamp: int) -> int:
    """Remind of debit notes that are due soon; not at night."""
    with by_itself("finance.remind") as now:
        return remind(now=now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="finance.follow_transfers", queueing_lock="finance.follow_transfers")
def transfers_paid_or_not(timestamp: int) -> int:
    """Make credit transfers void that were not paid for, restore those that were (polyu-2024-25:5B-07)."""
    with by_itself("finance.follow_transfers") as now:
        return void_unpaid_transfers(now=now) + restore_transfers(now=now)
