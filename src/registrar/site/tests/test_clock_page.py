"""Setting the clock of a demonstration."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world

from registrar.areas.platform import clock
from registrar.areas.platform.queries.periodic_jobs import periodic_jobs
from registrar.site.clock.moments import moments_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    """The operator's browser, in a term."""
    world.term()
    client = Client()
    client.force_login(world.user("operator.one", "operator"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_a_quick_choice_moves_the_university_and_starts_what_is_due(operator: Client) -> None:
    answer = operator.post("/clock/", {"at": "2024-09-28T09:00:00+08:00", "run_jobs": "on"})
    assert (answer.status_code, answer["Location"]) == (303, "/clock/")
    assert clock.now().strftime("%Y-%m-%d %H:%M") == "2024-09-28 09:00"
    queued = set(ProcrastinateJob.objects.values_list("task_name", flat=True))
    assert queued == {job.name for job in periodic_jobs()}


def test_a_day_and_a_time_are_typed(operator: Client) -> None:
    typed = {"what": "set", "day_day": "3", "day_month": "9", "day_year": "2024", "time": "09:30"}
    assert operator.post("/clock/", typed).status_code == 303
    assert clock.now().strftime("%Y-%m-%d %H:%M") == "2024-09-03 09:30"
    assert ProcrastinateJob.objects.count() == 0


def test_real_time_comes_back(operator: Client) -> None:
    clock.set_to(world.at("2024-09-03 09:30"))
    assert operator.post("/clock/", {"what": "real"}).status_code == 303
    assert not clock.is_set()


@pytest.mark.parametrize(
    "typed",
    [
        {"what": "set", "day_day": "31", "day_month": "2", "day_year": "2024", "time": "09:30"},
        {"what": "set", "day_day": "3", "day_month": "9", "day_year": "2024", "time": "half past"},
        {"what": "set", "day_day": "3", "day_month": "9", "day_year": "2024"},
        {"at": "tomorrow"},
        {"at": "2024-09-28T09:00:00"},
        {},
    ],
)
def test_what_is_no_moment_changes_nothing(operator: Client, typed: dict[str, Any]) -> None:
    assert operator.post("/clock/", typed).status_code == 422
    assert not clock.is_set()
    assert ProcrastinateJob.objects.count() == 0


def test_the_moments_of_a_term_stand_in_the_order_of_time(operator: Client) -> None:
    term = world.term()
    moments = [one.at for one in moments_of(term)]
    assert moments == sorted(moments)
    assert moments[0] == term.registration_from
    assert all(moment.utcoffset() == moments[0].utcoffset() for moment in moments)
