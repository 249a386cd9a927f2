"""Create the demonstration university."""

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from registrar.areas.catalogue.actions.load_university import load_university
from registrar.areas.platform import clock
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified
from registrar.demo.advising import fill_advising
from registrar.demo.boards import seat_boards
from registrar.demo.charges import fill_charges
from registrar.demo.grading import grade_some
from registrar.demo.graduation import graduate_some
from registrar.demo.history import TERM
from registrar.demo.load import Loader, analyse
from registrar.demo.orders import order_some
from registrar.demo.personas import LAST_SUMMER
from registrar.demo.plan import Plan, Told, make_plan
from registrar.demo.queues import fill_queues
from registrar.demo.refunds import refund_some
from registrar.demo.students import Wish
from registrar.demo.unpaid import leave_unpaid

# Second day of Semester One: add/drop is open, the first fees are due at the end of the month.
OPENING = datetime(2024, 9, 3, 10, 0, tzinfo=ZoneInfo("Asia/Hong_Kong"))


class Refused(Exception):
    """The demonstration can't be created here; the message says why and what to do."""


@dataclass(frozen=True)
class Created:
    """What was made. `wishes` are pairs of study and the subjects that the student means to take, in student order."""

    counts: dict[str, int]
    wishes: list[tuple[int, list[Wish]]]


def create(
    university: Path,
    *,
    students: int = 2000,
    seed: int = 1,
    registered: bool = True,
    replace: bool = False,
    opening: datetime | None = OPENING,
    told: Told = lambda *_: None,
) -> Created:
    """Make and load a university of so many students and set the clock to `opening` (None leaves it alone).

    The same university, number and seed give the same rows. With `registered` false the term's seats are all free and
    the wishes say what students would register. Raises Refused outside demonstration mode, and where studies exist
    unless `replace` is given, which empties every table first; RulebookError when a data file is wrong.
    """
    if not settings.DEMONSTRATION:
        raise Refused("this is not a demonstration (REGISTRAR_MODE); nothing was changed")
    if students < 1:
        raise Refused("a university needs at least one student")
    if not replace and apps.get_model("studies", "Study").objects.exists():
        raise Refused("there are studies in this database already; --replace empties it first")
    plan = make_plan(university, students, seed, told)
    with transaction.atomic():
        if replace:
            empty()
        load_university(university)
        loader = Loader(plan, told)
        counts = loader.load(registered)
        counts["seats on boards"] = seat_boards()
        if registered:
            _remove_unqualified(plan, loader)
            counts["charges outside tuition"] = fill_charges(plan, loader.studies, OPENING)
            counts["places in waiting lists"] = fill_queues(plan, loader.studies, TERM, OPENING)
    if registered:
        counts["fees left unpaid"] = leave_unpaid(TERM, OPENING)
        counts["assessment schemes"] = grade_some(TERM, OPENING)
        counts["refunds"] = refund_some(TERM, OPENING)
        counts["orders of documents"] = order_some(OPENING)
        counts |= fill_advising(OPENING)
        counts["awards"] = graduate_some(TERM, OPENING)
    analyse()
    if opening is not None:
        clock.set_to(opening)
    wishes = [(loader.studies + i, s.wishes) for i, s in enumerate(plan.students) if s.status == "active"]
    return Created(counts, wishes)


def _remove_unqualified(plan: Plan, loader: Loader) -> None:
    """Let the job of the day of the Summer Term's results see whose pre-requisite was failed in it."""
    studies = [loader.studies + i for i, student in enumerate(plan.students) if student.unqualified]
    morning = datetime.combine(loader.released(LAST_SUMMER), time(1, 40), OPENING.tzinfo)
    remove_unqualified(TERM, actor=None, now=morning, studies=studies)


def empty() -> None:
    """Empty every table of the areas, histories included."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("registrar.areas.") and model._meta.managed and not model._meta.proxy
    ]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables) + " RESTART IDENTITY CASCADE")
