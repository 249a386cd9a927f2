"""A student's own advising: the advisor, AR150, notes meant for them, the GPA."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.actions.hand_in_study_plan import Handed, hand_in_study_plan
from registrar.areas.advising.queries.notes_of import notes_for_student
from registrar.areas.advising.queries.study_plan_forms import form_by_key, forms_of
from registrar.areas.advising.web.advising_words import form_tag, gpa_points
from registrar.areas.advising.web.forms import StudyPlanFormForm
from registrar.areas.advising.web.own_degree import OwnDegree
from registrar.areas.platform import clock
from registrar.areas.platform.files import kept
from registrar.areas.studies.queries.standings_over_terms import standings_over_terms
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page, PolicyView


class MyAdvising(OwnDegree, Page):
    """Everything about advising that is the student's own to see."""

    policy = "advising.view_own"
    template_name = "advising/my_advising.html"
    title = gettext_lazy("Academic advising")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Advisor, forms, notes and averages."""
        today, advisor = clock.today(), self.study.advisor
        standings = standings_over_terms([self.study.pk], today)[self.study.pk]
        return super().get_context_data(
            study=self.study,
            advisor=advisor.person.in_full if advisor else "",
            advisor_mail=advisor.email if advisor else "",
            forms=[(form, form_tag(form, today)) for form in forms_of(self.study.pk)],
            notes=notes_for_student(self.study.pk),
            points=gpa_points(standings),
            point_names=[_("GPA"), _("Semester GPA")],
            **kwargs,
        )


class HandIn(OwnDegree, FormPage):
    """Hand in AR150."""

    policy = "advising.hand_in"
    form_class = StudyPlanFormForm
    title = gettext_lazy("Study plan on academic probation (AR150)")
    lead = gettext_lazy("Your Academic Advisor reads this before you meet.")
    submit_label = gettext_lazy("Hand it in")

    @property
    def study_form(self) -> Any:
        """One's own form that isn't settled, or a page not found."""
        found = form_by_key(self.kwargs["pk"])
        if found is None or found.study_id != self.study.pk or found.settled:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only one's own form is shown."""
        _ = self.study_form
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to one's advising."""
        return [(_("Academic advising"), reverse("advising:my-advising"))]

    def get_initial(self) -> dict[str, Any]:
        """What was handed in before."""
        form = self.study_form
        return {"subjects": form.subjects, "reflection": form.reflection}

    def get_cancel_url(self) -> str:
        """Back to one's advising."""
        return reverse("advising:my-advising")

    def act(self, form: Any) -> str:
        """Take it in, late or not."""
        data, file = form.cleaned_data, form.cleaned_data.get("file")
        handed = Handed(data["subjects"], data["reflection"], (file.name, file.read()) if file else None)
        made = hand_in_study_plan(self.study_form.pk, handed, actor=self.request.user, now=clock.now())
        messages.success(
            self.request,
            _("Handed in, after the last day. Now meet your advisor.")
            if made.late
            else _("Handed in. Now meet your advisor."),
        )
        return self.get_cancel_url()


class FormFile(PolicyView):
    """The file that came with an AR150, for the student and for those who advise."""

    policy = "signed_in"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file, or a page not found for everybody else."""
        form = form_by_key(kwargs["pk"])
        if form is None or form.file_id is None:
            raise Http404
        own = form.study.student_id == request.user.pk
        if not own and not permits("advising.view_advising", request.user, form.study):
            raise Http404
        file = kept(form.file_id)
        answer = HttpResponse(bytes(file.content), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="AR150-{form.pk}.pdf"'
        return answer
