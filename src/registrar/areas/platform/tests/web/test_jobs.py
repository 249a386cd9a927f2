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

from registrar.areas.platform import jobs
from registrar.areas.platform.jobs import carry_out
from registrar.areas.platform.models import JobRun
from registrar.areas.platform.queries.periodic_jobs import periodic_jobs
from registrar.areas.platform.result_page import ResultPage, result_address
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


def test_without_javascript_a_running_job_refreshes_too(run: JobRun) -> None:
    page = browser(run.actor).get(f"/jobs/{run.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.DONE)
    assert "http-equiv" not in browser(run.actor).get(f"/jobs/{run.pk}/").content.decode()


def fail(run: JobRun, caplog: pytest.LogCaptureFixture) -> str:
    """Let the run's work raise an error; return the reference that it got."""

    def work(progress: Any) -> dict[str, Any]:
        raise ValueError("no <such> term")

    with caplog.at_level("ERROR", logger="registrar.jobs"), pytest.raises(ValueError, match="no <such> term"):
        carry_out(run.pk, work)
    return JobRun.objects.get(pk=run.pk).reference


def test_a_failed_job_says_plainly_what_to_do_and_the_log_says_why(
    run: JobRun, caplog: pytest.LogCaptureFixture
) -> None:
    # given a run whose work raises an error
    reference = fail(run, caplog)
    # then the page shows a sentence and the reference, and nothing of the error
    page = browser(run.actor).get(f"/jobs/{run.pk}/").content.decode()
    assert "The job stopped because of an error." in page
    assert f"Reference: {reference}" in page
    assert "Tell the people who run the system" in page
    assert "ValueError" not in page
    assert "Try again" not in page
    # and the log has the reference with the traceback
    record = next(record for record in caplog.records if record.name == "registrar.jobs")
    assert reference in record.getMessage()
    assert record.exc_info is not None


def test_a_failed_job_reads_in_chinese(run: JobRun, caplog: pytest.LogCaptureFixture) -> None:
    reference = fail(run, caplog)
    client = browser(run.actor)
    client.cookies["registrar_language"] = "zh-hant"
    page = client.get(f"/jobs/{run.pk}/").content.decode()
    assert f"參考編號：{reference}" in page


def test_whoever_may_start_it_may_try_again_once(
    run: JobRun, of: Callable[..., Client], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a failed run that may be repeated by those who run boards
    monkeypatch.setattr(jobs, "_defer", lambda name, run_id: None)
    JobRun.objects.filter(pk=run.pk).update(repeat_policy="assessment.run_board")
    fail(run, caplog)
    member, auditor = browser(run.actor), of("auditor")
    assert "Try again" in member.get(f"/jobs/{run.pk}/").content.decode()
    # when somebody presses who may only look
    assert "Try again" not in auditor.get(f"/jobs/{run.pk}/").content.decode()
    assert auditor.post(f"/jobs/{run.pk}/again/").status_code == 403
    assert JobRun.objects.count() == 1
    # when one who may presses twice
    first, second = member.post(f"/jobs/{run.pk}/again/"), member.post(f"/jobs/{run.pk}/again/")
    # then there is one new run with the same arguments, and the failed one leads there
    again = JobRun.objects.get(again_of=run)
    assert first["Location"] == second["Location"] == f"/jobs/{again.pk}/"
    assert (again.name, again.arguments, again.state) == (run.name, run.arguments, JobRun.State.WAITING)
    page = member.get(f"/jobs/{run.pk}/").content.decode()
    assert f'href="/jobs/{again.pk}/"' in page
    assert "Try again" not in page


def test_a_job_that_runs_or_is_done_is_not_tried_again(run: JobRun) -> None:
    JobRun.objects.filter(pk=run.pk).update(repeat_policy="assessment.run_board")
    for state in (JobRun.State.RUNNING, JobRun.State.DONE):
        JobRun.objects.filter(pk=run.pk).update(state=state)
        assert browser(run.actor).post(f"/jobs/{run.pk}/again/")["Location"] == f"/jobs/{run.pk}/"
    assert JobRun.objects.count() == 1


def test_a_finished_job_leads_to_its_result(run: JobRun, of: Callable[..., Client]) -> None:
    # given a board run that keeps its page
    kept = ResultPage("assessment:board", args=("run",)).to_json()
    JobRun.objects.filter(pk=run.pk).update(result_page=kept)
    path = f"/jobs/{run.pk}/"
    # then while it runs there is no link
    assert "See the result" not in browser(run.actor).get(path).content.decode()
    # when it has ended
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.DONE, result={"run": 7})
    # then those who may see the result are led there, others not
    assert 'href="/boards/7/"' in browser(run.actor).get(path).content.decode()
    assert "See the result" not in of("operator").get(path).content.decode()


@pytest.mark.parametrize(
    ("page", "values", "address"),
    [
        (ResultPage("finance:notes", query=("term",)), {"term": "2024/25-S1"}, "/finance/notes/?term=2024%2F25-S1"),
        (ResultPage("assessment:board", args=("run",)), {"run": None}, ""),
        (ResultPage("assessment:board", args=("run",)), {}, ""),
        (ResultPage("no:such_page"), {}, ""),
    ],
)
def test_the_address_of_a_result(db: None, page: ResultPage, values: dict[str, Any], address: str) -> None:
    assert result_address(page.to_json(), values, world.user("money", "finance")) == address
    assert result_address({}, values, world.user("money2", "finance")) == ""


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
