"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from typing import Any

from procrastinate.contrib.django import app

from registrar.areas.catalogue.queries.term import term_by_key, terms_between
from registrar.areas.finance.queries.preview import preview
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import Progress, carry_out
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.list_light_loads import list_light_loads
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.actions.queue_billing import BILL, PREVIEW
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified
from registrar.areas.registration.queries.bills_of_term import bills_of_term


@app.periodic(cron="20 1 * * *")
@app.task(name="registration.list_light_loads", queueing_lock="registration.list_light_loads")
def light_loads(timestamp: int) -> int:
    """List light loads of terms that are past add/drop and not yet at their end (polyu-2024-25:4K-03)."""
    with clock.at() as now:
        return sum(list_light_loads(term, actor=None, now=now) for term in terms_between(now) if term.add_drop_to < now)


@app.periodic(cron="40 1 * * *")
@app.task(name="registration.remove_unqualified", queueing_lock="registration.remove_unqualified")
def unqualified(timestamp: int) -> int:
    """Remove follow-on subjects of terms whose add/drop is not over (polyu-2024-25:5D-01)."""
    with clock.at() as now:
        return sum(
            remove_unqualified(term.pk, actor=None, now=now) for term in terms_between(now) if now <= term.add_drop_to
        )


@app.periodic(cron="10 1 * * *")
@app.task(name="registration.nullify_unpaid", queueing_lock="registration.nullify_unpaid")
def unpaid(timestamp: int) -> int:
    """End the registration of everybody whose fees were not settled by their deadline (polyu-2024-25:8A-19, 5H-01)."""
    with clock.at() as now:
        return nullify_unpaid(actor=None, now=now).studies


@app.task(name=BILL)
def bill_term_job(run_id: int) -> None:
    """Bill a term, as queued from the billing page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.run
        assert run is not None  # noqa: S101 (carry_out always gives the run)
        done = bill_term(run.arguments["term"], actor=run.actor, now=clock.now(), progress=progress)
        return dict(done.to_json())

    carry_out(run_id, work)


@app.task(name=PREVIEW)
def preview_billing_job(run_id: int) -> None:
    """Preview the billing of a term, as queued from the billing page."""

    def work(progress: Progress) -> dict[str, Any]:
        run = progress.run
        assert run is not None  # noqa: S101 (carry_out always gives the run)
        now, term = clock.now(), run.arguments["term"]
        return preview(bills_of_term(term, now.date()), term=term_by_key(term), now=now, progress=progress)

    carry_out(run_id, work)
