"""Advising one student: warnings, averages, study plan forms, meeting and notes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.actions.record_meeting import record_meeting
from registrar.areas.advising.actions.take_back_note import take_back_note
from registrar.areas.advising.actions.write_note import write_note
from registrar.areas.advising.queries.degree import outlook
from registrar.areas.advising.queries.early_warnings import early_warnings
from registrar.areas.advising.queries.notes_of import notes_for_staff
from registrar.areas.advising.queries.study_plan_forms import form_by_key, forms_of
from registrar.areas.advising.web.advising_words import advice, form_tag, gpa_points, warning_tags
from registrar.areas.advising.web.forms import MeetingForm, NoteForm
from registrar.areas.advising.web.views.student_degree import OfStudy
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.kernel import Decision
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page, PolicyView


class StudentAdvising(OfStudy, Page):
    """What an advisor, the department and the registry see of a student's advising; the look is logged."""

    policy = "advising.view_advising"
    hide_refusal = True
    template_name = "advising/student_advising.html"
    belongs_to = ("advising:advisees", "advising:degrees")
    title = gettext_lazy("Academic advising")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page and log the look."""
        log_look(request, page="advising:advising", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return _way(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Warnings, GPA, forms and notes."""
        when, today, user = outlook(clock.today()), clock.today(), self.request.user
        if when is None:
            raise Http404
        (warned,) = early_warnings([self.study], term=when.term, today=today)
        may_meet = permits("advising.record_meeting", user, self.study)
        return super().get_context_data(
            study=self.study,
            tags=warning_tags(warned),
            advice=advice(warned),
            findings=warned.decision.findings,
            points=gpa_points(warned.standings),
            point_names=[_("GPA"), _("Semester GPA")],
            forms=[(form, form_tag(form, today)) for form in forms_of(self.study.pk)],
            notes=notes_for_staff(self.study.pk, user, circle=True),
            may_meet=may_meet,
            me=user.pk,
            page_actions=[
                Link(_("Write a note"), reverse("advising:note", args=[self.study.pk])),
                Link(_("Degree audit"), reverse("advising:degree", args=[self.study.pk])),
            ],
            **kwargs,
        )


def _way(view: Any) -> list[tuple[Any, str]]:
    """The way to a student's advising: from one's advisees, or from the department's list."""
    if permits("advising.advise", view.request.user):
        return [(_("My advisees"), reverse("advising:advisees"))]
    return [(_("Progress to the award"), reverse("advising:degrees"))]


class NewNote(OfStudy, FormPage):
    """Write a note on a student."""

    policy = "advising.view_advising"
    hide_refusal = True
    form_class = NoteForm
    title = gettext_lazy("Write a note")
    submit_label = gettext_lazy("Keep the note")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the student."""
        return [*_way(self), (_("Academic advising"), self.get_cancel_url())]

    def get_initial(self) -> dict[str, Any]:
        """The circle reads it unless told otherwise."""
        return {"readers": "staff"}

    def get_cancel_url(self) -> str:
        """Back to the student."""
        return reverse("advising:advising", args=[self.study.pk])

    def act(self, form: Any) -> str:
        """Keep it."""
        data = form.cleaned_data
        write_note(self.study.pk, data["text"], readers=data["readers"], actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The note is kept."))
        return self.get_cancel_url()


class TakeBackNote(OfStudy, PolicyView):
    """Take one's own note back."""

    policy = "advising.view_advising"
    hide_refusal = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back and return to the student."""
        if take_back_note(self.kwargs["note"], actor=request.user, now=clock.now()):
            messages.success(request, _("The note is taken back."))
        return redirect("advising:advising", pk=self.study.pk)


class RecordMeeting(FormPage):
    """Record the meeting of AR150: day, agreed credits and subjects."""

    policy = "advising.record_meeting"
    hide_refusal = True
    form_class = MeetingForm
    title = gettext_lazy("Record the meeting")
    belongs_to = ("advising:advisees", "advising:degrees")
    lead = gettext_lazy(
        "Where you agree on more credits than academic probation usually allows, they become the student's ceiling."
    )
    submit_label = gettext_lazy("Record the meeting")

    @property
    def study_form(self) -> Any:
        """The form, or a page not found."""
        found = form_by_key(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The study decides."""
        return self.study_form.study

    def get_caption(self) -> str:
        """Whose form."""
        study = self.study_form.study
        return f"{study.student.person.in_full} · {study.student_number}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the student."""
        return [*_way(self), (_("Academic advising"), self.get_cancel_url())]

    def get_initial(self) -> dict[str, Any]:
        """Today, with what the student means to take."""
        form = self.study_form
        return {"met_on": clock.today(), "subjects": form.agreed_subjects or form.subjects}

    def get_cancel_url(self) -> str:
        """Back to the student."""
        return reverse("advising:advising", args=[self.study_form.study_id])

    def act(self, form: Any) -> str | Decision:
        """Record it; the figure goes to registration."""
        data = form.cleaned_data
        if data["met_on"] > clock.today():
            form.add_error("met_on", _("Choose today or an earlier day."))
            return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        answer = record_meeting(
            self.kwargs["pk"],
            met_on=data["met_on"],
            credits=data["credits"],
            subjects=data["subjects"],
            actor=self.request.user,
            now=clock.now(),
        )
        if isinstance(answer, Decision):
            return answer
        messages.success(self.request, _("The meeting is on record, with what was agreed."))
        return self.get_cancel_url()
