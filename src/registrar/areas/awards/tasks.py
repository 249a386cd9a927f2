"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from procrastinate.contrib.django import app

from registrar.areas.awards.actions.lapse_orders import lapse_orders
from registrar.areas.awards.actions.resume_orders import resume_orders
from registrar.areas.platform.jobs import by_itself


@app.periodic(cron="*/5 * * * *")
@app.task(name="awards.resume_orders", queueing_lock="awards.resume_orders")
def resume_job(timestamp: int) -> int:
    """Take on orders whose fee is paid or whose hold has ended (polyu-2024-25:7A-01, 7C-09)."""
    with by_itself("awards.resume_orders") as now:
        return resume_orders(now=now)


@app.periodic(cron="5 0 * * *")
@app.task(name="awards.lapse_orders", queueing_lock="awards.lapse_orders")
def lapse_job(timestamp: int) -> int:
    """End orders that nobody paid (polyu-2024-25:7A-01)."""
    with by_itself("awards.lapse_orders") as now:
        return lapse_orders(now=now)
