"""Jobs: their list, their progress, and who may look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from tests import world

from registrar.areas.platform.models import JobRun
from registrar.areas.platform.queries.periodic_jobs import periodic_jobs
from registrar.areas.platform.tests.web.conftest import browser


@pytest.fixture
def run(db: None) -> JobRun:
    """A board run that is half done, started by somebody on the board."""
    return JobRun.objects.create(
        name="assessment.run_board",
        arguments={"term": "2024/25-S1"},
        actor=world.user("board.one", "board"),
        state=JobRun.State.RUNNING,
        done=1000,
        total=2000,
        queued_at=world.at("2024-12-27 10:00"),
    )


def test_who_started_a_job_sees_it_and_others_do_not(run: JobRun, of: Callable[..., Client]) -> None:
    path = f"/jobs/{run.pk}/"
    assert browser(run.actor).get(path).status_code == 200
    assert of("registry").get(path).status_code == 200
    for role in ("board", "teacher", "finance", "student"):
        assert of(role).get(path).status_code == 404, role


def test_a_running_job_refreshes_its_progress_only(run: JobRun) -> None:
    # When the page asks for its progress by itself
    part = browser(run.actor).get(f"/jobs/{run.pk}/", headers={"HX-Request": "true"}).content.decode()
    # Then only that comes, and it will ask again
    assert "<html" not in part
    assert "1,000 / 2,000" in part
    assert 'hx-trigger="every 2s"' in part


def test_a_finished_job_shows_its_result_and_asks_no_more(run: JobRun) -> None:
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.DONE, done=2000, result={"students": 2000})
    page = browser(run.actor).get(f"/jobs/{run.pk}/").content.decode()
    assert "hx-trigger" not in page
    assert "students" in page


def test_a_failed_job_shows_its_error(run: JobRun) -> None:
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.FAILED, error="ValueError: no <such> term")
    page = browser(run.actor).get(f"/jobs/{run.pk}/").content.decode()
    assert "ValueError: no &lt;such&gt; term" in page


def test_the_list_asks_a_fixed_number_of_queries(
    run: JobRun, of: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    operator = of("operator")
    operator.get("/jobs/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        operator.get("/jobs/")
    for number in range(20):
        actor = world.user(f"board{number:03}", "board")
        JobRun.objects.create(name="x.y", actor=actor, queued_at=world.at("2024-12-27 10:00"))
    with django_assert_num_queries(len(few)):
        operator.get("/jobs/")


def test_every_task_has_a_title_in_both_languages() -> None:
    periodic = {job.name for job in periodic_jobs()}
    ours = {name for name, task in app.tasks.items() if (task.func.__module__ or "").startswith("registrar.")}
    assert periodic
    assert periodic | ours <= set(import_string(settings.JOB_TITLES))
