"""Students' requests about subjects, as the department sees and answers them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.allow_subject import judge_request
from registrar.areas.registration.actions.answer_request import answer_request
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.models import SubjectRequest
from registrar.areas.registration.queries.my_registrations import live_registrations
from registrar.areas.registration.queries.subject_requests import subject_requests, subject_requests_to
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import AnswerForm
from registrar.areas.registration.web.request_parts import request_tag
from registrar.areas.studies.policies import departments_of
from registrar.kernel import Decision
from registrar.kernel.typed import typed_subject
from registrar.ui.parts import Column, Filter, Row
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage
from registrar.ui.words import edge, moment
from registrar.ui.words import term as term_words

SPECIAL = SubjectRequest.Kind.SPECIAL_APPROVAL


class SubjectRequests(ListPage):
    """Requests of students on the department's programmes, the oldest first."""

    policy = "registration.list_requests"
    title = gettext_lazy("Requests about subjects")
    search_label = gettext_lazy("Student number or subject")
    filters = (
        Filter("state", gettext_lazy("State"), SubjectRequest.State.choices),
        Filter("kind", gettext_lazy("What is asked for"), SubjectRequest.Kind.choices),
    )
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("subject", gettext_lazy("Subject"), sort="registration__offering__subject_id"),
        Column("kind", gettext_lazy("What is asked for"), sort="kind"),
        Column("filed", gettext_lazy("Filed"), sort="filed_at"),
        Column("until", gettext_lazy("Can be granted until"), sort="registration__offering__term__add_drop_to"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "filed_at"
    export_name = "subject-requests"
    empty_title = gettext_lazy("No requests")
    empty_text = gettext_lazy("Students ask here for special approval, or to drop a subject that you assigned.")

    def rows(self) -> Any:
        """What the reader may see."""
        return subject_requests_to(departments_of(self.request.user))

    def search(self, rows: Any, text: str) -> Any:
        """By the student's number or the subject's code."""
        by_student = Q(registration__study__student_number__istartswith=text)
        return rows.filter(by_student | Q(registration__offering__subject__code__istartswith=typed_subject(text)))

    def cells(self, item: SubjectRequest) -> dict[str, Any]:
        """Who asks for what, since when, and until when it can be granted."""
        row = item.registration
        return {
            "student": f"{row.study.student_number} {row.study.student.person.in_full}",
            "subject": f"{row.offering.subject_id} · {term_words(row.offering.term_id)}",
            "kind": item.get_kind_display(),
            "filed": item.filed_at,
            "until": edge(row.offering.term.add_drop_to),
            "state": request_tag(item),
        }

    def link(self, item: SubjectRequest) -> str:
        """The request's own page."""
        return reverse("registration:subject-request", args=[item.pk])


class OfRequest:
    """Gives a view the request that it is about."""

    kwargs: dict[str, Any]

    @cached_property
    def found(self) -> SubjectRequest:
        """The request, or a page not found."""
        row = subject_requests().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> SubjectRequest:
        """The request decides who may see it."""
        return self.found


class SubjectRequestPage(OfRequest, FormPage):
    """One request: reasons, what the student takes, whether it can still be granted, and the answer."""

    belongs_to = ("registration:subject-requests",)
    policy = "registration.view_request"
    hide_refusal = True
    template_name = "registration/subject_request.html"
    form_class = AnswerForm
    submit_label = gettext_lazy("Record the answer")

    def get_title(self) -> str:
        """What is asked for, and which subject."""
        said = _("Special approval for {subject}") if self.found.kind == SPECIAL else _("Dropping {subject}")
        return said.format(subject=self.found.registration.offering.subject_id)

    def get_caption(self) -> str:
        """Whose request it is."""
        study = self.found.registration.study
        return f"{study.student_number} {study.student.person.in_full}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Requests about subjects"), reverse("registration:subject-requests"))]

    def act(self, form: Any) -> str | Decision:
        """Record the answer and say what it did; whoever came too late is told."""
        here = reverse("registration:subject-request", args=[self.found.pk])
        if not permits("registration.answer_request", self.request.user, self.found):
            raise Http404
        granted = form.cleaned_data["answer"] == "grant"
        words = form.cleaned_data["words"]
        try:
            settled = answer_request(
                self.found.pk, granted=granted, words=words, actor=self.request.user, now=clock.now()
            )
        except NotAwaited:
            messages.error(self.request, _("This request was decided or taken back meanwhile."))
            return here
        if granted and not settled.decision.allowed:
            return settled.decision
        if granted and not settled.done:
            messages.warning(self.request, _("It is granted, but could not be carried out: see why below."))
        else:
            messages.success(self.request, _("Your answer is on record and the student is told."))
        return here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked and answered, and beside it what the student takes in the term."""
        asked, row = self.found, self.found.registration
        waits = asked.state == SubjectRequest.State.OPEN
        live = live_registrations(row.study_id, row.offering.term_id)
        rows = [
            Row(_("Subject"), f"{row.offering.subject_id} {parts.title_of(row.offering.subject)}"),
            Row(_("Group"), f"{row.group.code} · {parts.places_tag(row.group)}"),
            Row(_("Term"), term_words(row.offering.term_id)),
            Row(_("Programme"), row.study.programme_id),
            Row(_("Credits registered in the term"), sum(one.credits for one in live)),
            Row(_("Filed"), moment(asked.filed_at)),
            Row(_("Can be granted until"), edge(row.offering.term.add_drop_to)),
            Row(_("State"), request_tag(asked)),
        ]
        if not waits and asked.ended_at:
            by = asked.given_by.person.in_full if asked.given_by else "–"
            rows.append(Row(_("Answered"), f"{moment(asked.ended_at)} · {by}"))
            rows.append(Row(_("Reasons of the answer"), asked.words or "–"))
        return super().get_context_data(
            rows=rows,
            asked=asked,
            preview=judge_request(row, asked.kind, clock.now()) if waits and "decision" not in kwargs else None,
            special=asked.kind == SPECIAL,
            answers=waits and permits("registration.answer_request", self.request.user, asked),
            **kwargs,
        )
