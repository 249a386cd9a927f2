"""A student's degree audit as staff see it."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.advising.queries.degree import degree_of, outlook
from registrar.areas.advising.queries.planning import planned_of
from registrar.areas.advising.web.degree_context import degree_context
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.study_for_advice import study_for_advice
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import Page


class OfStudy:
    """Gives a view the study of its address; who may not see it isn't told that there is one."""

    kwargs: dict[str, Any]

    @cached_property
    def study(self) -> Any:
        """The study with student, programme and advisor, or a page not found."""
        found = study_for_advice(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The study decides who may see it."""
        return self.study

    def get_caption(self) -> str:
        """Name and number."""
        person = getattr(self.study.student, "person", None)
        name = person.in_full if person else self.study.student.username
        return f"{name} · {self.study.student_number}"


class StudentDegree(OfStudy, Page):
    """The audit of one student; the look is logged."""

    policy = "advising.view_degree"
    hide_refusal = True
    template_name = "advising/degree.html"
    belongs_to = ("advising:degrees", "studies:search")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page and log the look."""
        log_look(request, page="advising:degree", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The heading."""
        return _("Degree audit")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Progress to the award"), reverse("advising:degrees"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The audit laid out, with what this member of staff may do about it."""
        when = outlook(clock.today())
        if when is None:
            raise Http404
        planned = planned_of([self.study.pk]).get(self.study.pk, [])
        degree = degree_of(self.study.pk, when=when, as_of=clock.today(), planned=planned)
        actions = [Link(_("Student record"), reverse("studies:study", args=[self.study.pk]))]
        if permits("advising.view_advising", self.request.user, self.study):
            actions.append(Link(_("Academic advising"), reverse("advising:advising", args=[self.study.pk])))
        if permits("advising.record_exception", self.request.user, self.study):
            actions.insert(0, Link(_("Exceptions and elements"), reverse("advising:exceptions", args=[self.study.pk])))
        return super().get_context_data(
            **degree_context(degree, student=False, term=when.term, as_of=clock.today()),
            own=False,
            study=self.study,
            page_actions=actions,
            **kwargs,
        )
