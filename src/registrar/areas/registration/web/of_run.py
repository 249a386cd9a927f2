"""What the pages about a job that somebody started share."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from registrar.areas.platform.queries.job_runs import job_run
from registrar.ui.words import term as term_words


class OfRun:
    """Gives a view the run named in the address, if it is one of `runs`; `back` is the label and name of where from."""

    kwargs: dict[str, Any]
    runs: ClassVar[tuple[str, ...]] = ()
    back: ClassVar[tuple[Any, str]] = ("", "")

    @cached_property
    def run(self) -> Any:
        """The run; a page not found without one."""
        found = job_run(self.kwargs["pk"])
        if found is None or found.name not in self.runs:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """Who started it decides."""
        return self.run

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.run.arguments["term"])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        label, name = self.back
        return [(label, reverse(name))]
