"""What runs by itself: idempotent, so that a day late or twice does no harm."""

from procrastinate.contrib.django import app

from registrar.areas.catalogue.queries.term import terms_between
from registrar.areas.platform import clock
from registrar.areas.registration.actions.list_light_loads import list_light_loads
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified


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
