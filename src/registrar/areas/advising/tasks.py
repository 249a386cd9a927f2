"""Work of the area that runs by itself: AR150s opened and overdue, and plans that broke."""

from procrastinate.contrib.django import app

from registrar.areas.advising.actions.open_study_plan_forms import open_study_plan_forms
from registrar.areas.advising.actions.tell_broken_plans import tell_broken_plans
from registrar.areas.advising.actions.tell_overdue_forms import tell_overdue_forms
from registrar.areas.platform import clock


@app.periodic(cron="15 * * * *")
@app.task(name="advising.follow_study_plans", queueing_lock="advising.follow_study_plans")
def follow_study_plans(timestamp: int) -> None:
    """Open the AR150 of everybody put on probation, and tell of those that are overdue; late or twice does no harm."""
    now = clock.now()
    open_study_plan_forms(now=now)
    tell_overdue_forms(now=now)


@app.periodic(cron="40 2 * * *")
@app.task(name="advising.check_plans", queueing_lock="advising.check_plans")
def check_plans(timestamp: int) -> None:
    """Tell students whose plan to graduation no longer works; what was told already isn't told again."""
    tell_broken_plans(now=clock.now())
