"""Long work: what runs, how far it is, how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform import clock
from registrar.areas.platform.actions.repeat_job import repeat_job
from registrar.areas.platform.models import JobRun
from registrar.areas.platform.queries.job_runs import job_run, job_runs, run_after
from registrar.areas.platform.queries.periodic_jobs import periodic_jobs
from registrar.areas.platform.result_page import result_address
from registrar.ui import words
from registrar.ui.parts import Column, Filter, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import ListPage, Page, PolicyView

COLOURS = {
    JobRun.State.WAITING: "grey",
    JobRun.State.RUNNING: "blue",
    JobRun.State.DONE: "green",
    JobRun.State.FAILED: "red",
}


def job_title(name: str) -> Any:
    """What a job is called (settings.JOB_TITLES says it); its bare name where nobody has said it."""
    return import_string(settings.JOB_TITLES).get(name, name)


def _said(key: str, value: Any) -> Row:
    """One argument or result in words (settings.JOB_WORDS); terms and amounts as people write them."""
    label = import_string(settings.JOB_WORDS).get(key, key.replace("_", " "))
    if key == "term":
        value = words.term(value)
    elif key.endswith("amount"):
        value = words.money(Decimal(value))
    return Row(label, value)


def state_tag(run: JobRun) -> Tag:
    """The state of a run."""
    return Tag(run.get_state_display(), COLOURS[JobRun.State(run.state)])


def who(run: JobRun) -> Any:
    """Who started it."""
    if run.actor is None:
        return _("the system")
    person = getattr(run.actor, "person", None)
    return str(person) if person is not None else run.actor.username


class JobList(ListPage):
    """Every run, the latest first, and what runs by itself."""

    policy = "platform.view_jobs"
    template_name = "platform/jobs.html"
    title = _("Jobs")
    lead = _("Long work in the background. Whoever starts it can leave the page; it goes on.")
    columns = (
        Column("name", _("Job")),
        Column("state", _("State")),
        Column("progress", _("Progress"), numeric=True),
        Column("who", _("Started by")),
        Column("queued_at", _("Queued")),
        Column("finished_at", _("Finished")),
    )

    def get_filters(self) -> Sequence[Filter]:
        """By state."""
        return (Filter("state", _("State"), tuple(JobRun.State.choices)),)

    def rows(self) -> Any:
        """All runs."""
        return job_runs()

    def link(self, item: JobRun) -> str:
        """The run's page."""
        return reverse("platform:job", args=[item.pk])

    def cells(self, item: JobRun) -> Mapping[str, Any]:
        """Name, state, progress, times."""
        return {
            "name": job_title(item.name),
            "state": state_tag(item),
            "progress": f"{item.done:,} / {item.total:,}" if item.total else "",
            "who": who(item),
            "queued_at": item.queued_at,
            "finished_at": item.finished_at,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What runs by itself, beside the list."""
        periodic = [(job_title(job.name), job.cron) for job in periodic_jobs()]
        return super().get_context_data(periodic=periodic, **kwargs)


class _OneJob(PolicyView):
    """What the pages of one run share: the run, and who may see it."""

    policy = "platform.view_job"
    hide_refusal = True

    @cached_property
    def run(self) -> JobRun:
        """The run. Raises Http404."""
        found = job_run(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> JobRun:
        """The policy asks who started it."""
        return self.run


class JobPage(_OneJob, Page):
    """One run. Its progress refreshes itself, also without JavaScript."""

    def get_template_names(self) -> list[str]:
        """Only the progress where the page asks for it by itself."""
        return ["platform/job_progress.html" if self.request.htmx else "platform/job.html"]  # type: ignore[attr-defined]

    def get_title(self) -> Any:
        """The job's title."""
        return job_title(self.run.name)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Home: the list is not for everybody who may see a run."""
        return [(_("Home"), reverse("home"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """State, progress, result and where it stands; after a failure, what to do."""
        run, user = self.run, self.request.user
        failed = run.state == JobRun.State.FAILED
        again = run_after(run) if failed else None
        return super().get_context_data(
            run=run,
            state=state_tag(run),
            unfinished=run.state in (JobRun.State.WAITING, JobRun.State.RUNNING),
            tone={JobRun.State.DONE: "good", JobRun.State.FAILED: "bad"}.get(JobRun.State(run.state), ""),
            particulars=[
                Row(_("Started by"), who(run)),
                Row(_("Queued"), run.queued_at),
                Row(_("Started"), run.started_at),
                Row(_("Finished"), run.finished_at),
                *(_said(key, value) for key, value in run.arguments.items() if not isinstance(value, list | dict)),
            ],
            result_url=result_address(run.result_page, {**run.arguments, **run.result}, user)
            if run.state == JobRun.State.DONE
            else "",
            failed=failed,
            again_url=reverse("platform:job", args=[again.pk]) if again else "",
            may_repeat=failed and again is None and bool(run.repeat_policy) and permits(run.repeat_policy, user),
            results=[_said(key, value) for key, value in run.result.items() if not isinstance(value, list | dict)],
            **kwargs,
        )


class RepeatJob(_OneJob):
    """Try a failed job again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Queue it once more and show the new run; pressed twice, both lead there."""
        run = self.run
        if not run.repeat_policy or not permits(run.repeat_policy, request.user):
            raise PermissionDenied
        again = repeat_job(run.pk, actor=request.user, now=clock.now())
        return HttpResponseRedirect(reverse("platform:job", args=[(again or run).pk]), status=303)
