"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from procrastinate.contrib.django import app

from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.follow_windows import follow_windows
from registrar.areas.awards.actions.lapse_orders import lapse_orders
from registrar.areas.awards.actions.resume_orders import resume_orders
from registrar.areas.awards.actions.specific_award import tell_overdue
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


@app.periodic(cron="20 0 * * *")
@app.task(name="awards.confer_awards", queueing_lock="awards.confer_awards")
def confer_job(timestamp: int) -> int:
    """Confer the awards whose day has come (polyu-2024-25:4K-11, 7C-01)."""
    with by_itself("awards.confer_awards") as now:
        return confer_awards(now=now)


@app.periodic(cron="40 6 * * *")
@app.task(name="awards.follow_windows", queueing_lock="awards.follow_windows")
def window_job(timestamp: int) -> dict[str, int]:
    """Announce application windows and remind those who did not apply (polyu-2024-25:6K-04, 6K-05)."""
    with by_itself("awards.follow_windows") as now:
        return follow_windows(now=now)


@app.periodic(cron="50 6 * * *")
@app.task(name="awards.tell_overdue", queueing_lock="awards.tell_overdue")
def overdue_job(timestamp: int) -> int:
    """Tell students whose AR84c was not answered in time (polyu-2024-25:6K-02)."""
    with by_itself("awards.tell_overdue") as now:
        return tell_overdue(now=now)
