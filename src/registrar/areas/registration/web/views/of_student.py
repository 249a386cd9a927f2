"""A student's subjects as the department sees and changes them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.actions.drop_subject import drop_subject, judge_drop
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.assignable import groups_by_subject
from registrar.areas.registration.queries.my_registrations import live_registrations, planning_term, registration_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import StaffAddForm
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.kernel import Decision
from registrar.ui.parts import Row
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import term as term_words


class _OfStudent:
    """The study that a page is about; who may not see it finds nothing."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def study(self) -> Any:
        """The study, or a page not found."""
        try:
            return study_for_page(self.kwargs["study"])
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    @cached_property
    def term(self) -> Any:
        """The term that subjects are being chosen for."""
        found = planning_term(clock.now())
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The study decides."""
        return self.study

    def get_caption(self) -> str:
        """Whose."""
        return f"{self.study.student_number} {self.study.student.person.in_full}"

    def get_cancel_url(self) -> str:
        """Back to the student's subjects."""
        return reverse("registration:of-student", args=[self.study.pk])


class OfStudent(_OfStudent, FormPage):
    """The subjects of the term; the department adds what students can't (a second retake, work-integrated study)."""

    policy = "registration.act_for_student"
    hide_refusal = True
    template_name = "registration/of_student.html"
    form_class = StaffAddForm
    submit_label = gettext_lazy("Register for the student")

    def get_title(self) -> str:
        """The heading."""
        return _("Subjects in {term}").format(term=term_words(self.term.pk))

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [
            (_("Student records"), reverse("studies:search")),
            (self.study.student.person.in_full, reverse("studies:study", args=[self.study.pk])),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page and log the look."""
        log_look(request, page="registration:of-student", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def act(self, form: Any) -> str | Decision | HttpResponse:
        """Register it under the department's authority, or show why not."""
        code, group = form.cleaned_data["subject"], form.cleaned_data["group"]
        groups = [
            one for one in groups_by_subject(self.term.pk, [code]).get(code, []) if not group or one.code == group
        ]
        if not groups:
            form.add_error("subject", _("{code} is not offered in this term.").format(code=f"{code} {group}".strip()))
            return self.show(form, key=self.idempotency_key, status=422)
        outcome = submit_basket(
            self.study.pk,
            [Choice(groups[0].pk)],
            all_or_nothing=True,
            actor=self.request.user,
            now=clock.now(),
            by_department=True,
        )
        if not outcome.written:
            return outcome.lines[0].decision
        messages.success(self.request, _("{subject} is registered for the student.").format(subject=code))
        return self.get_cancel_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The live registrations."""
        rows = live_registrations(self.study.pk, self.term.pk)
        return super().get_context_data(
            study=self.study,
            rows=[
                {
                    "key": row.pk,
                    "subject": row.offering.subject_id,
                    "title": parts.title_of(row.offering.subject),
                    "credits": row.credits,
                    "group": row.group.code,
                    "kind": row.get_kind_display(),
                    "meetings": parts.meeting_lines(row.group),
                }
                for row in rows
            ],
            credits=sum(row.credits for row in rows),
            **kwargs,
        )


class RemoveSubject(_OfStudent, ConfirmPage):
    """The department takes a subject off: it has the final say on what its students take (polyu-2024-25:5A-05)."""

    policy = "registration.act_for_student"
    hide_refusal = True
    template_name = "registration/drop.html"
    title = gettext_lazy("Take a subject off")
    submit_label = gettext_lazy("Take it off")
    submit_kind = "warning"

    @cached_property
    def registration(self) -> Registration:
        """The student's registration."""
        found = registration_of(self.study.pk, self.kwargs["pk"])
        if found is None or not permits("registration.act_for_student", self.request.user, self.study):
            raise Http404
        return found

    def get_rows(self) -> list[Row]:
        """What is taken off."""
        row = self.registration
        return [
            Row(_("Subject"), f"{row.offering.subject_id} {parts.title_of(row.offering.subject)}"),
            Row(_("Group"), row.group.code),
            Row(_("Credits"), row.credits),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision as it would be taken now, unless one was just taken."""
        if "decision" not in kwargs:
            kwargs["preview"] = judge_drop(self.registration, Request(clock.now(), by_department=True))
        return super().get_context_data(**kwargs)

    def act(self, form: Any) -> str | Decision:
        """Take it off, or show the refusal."""
        outcome = drop_subject(self.registration.pk, actor=self.request.user, now=clock.now(), by_department=True)
        if not outcome.decision.allowed:
            return outcome.decision
        subject = self.registration.offering.subject_id
        messages.success(self.request, _("{subject} is off the student's list.").format(subject=subject))
        return self.get_cancel_url()
