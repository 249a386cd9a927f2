"""Requests to leave a subject, as those see them who decide."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.give_opinion import NotAwaited, give_opinion
from registrar.areas.registration.actions.take_back_withdrawal import take_back_withdrawal
from registrar.areas.registration.models import WithdrawalRequest
from registrar.areas.registration.queries.withdrawals import awaiting, requests_seen_by, withdrawal_requests
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import OpinionForm
from registrar.kernel import Decision
from registrar.kernel.typed import typed_subject
from registrar.ui.parts import Column, Filter, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage, PolicyView
from registrar.ui.words import moment
from registrar.ui.words import term as term_words

COLOURS = {"open": "orange", "approved": "green", "refused": "red", "taken_back": "grey", "lapsed": "grey"}


class Withdrawals(ListPage):
    """Those that wait for the reader first."""

    policy = "registration.list_withdrawals"
    title = gettext_lazy("Requests to leave subjects")
    search_label = gettext_lazy("Student number or subject")
    filters = (Filter("state", gettext_lazy("State"), WithdrawalRequest.State.choices),)
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("subject", gettext_lazy("Subject"), sort="registration__offering__subject_id"),
        Column("filed", gettext_lazy("Filed"), sort="filed_at"),
        Column("state", gettext_lazy("State"), sort="state"),
        Column("awaits", gettext_lazy("Waits for")),
    )
    default_sort = "-filed_at"
    export_name = "withdrawals"
    empty_title = gettext_lazy("No requests")
    empty_text = gettext_lazy("After add/drop, students who have to leave a subject ask here.")

    def rows(self) -> Any:
        """What the reader may see."""
        return requests_seen_by(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """By the student's number or the subject's code."""
        by_student = rows.filter(registration__study__student_number__istartswith=text)
        return by_student | rows.filter(registration__offering__subject__code__istartswith=typed_subject(text))

    @cached_property
    def _mine(self) -> set[int]:
        return set(awaiting(self.request.user).values_list("pk", flat=True))

    def cells(self, item: WithdrawalRequest) -> dict[str, Any]:
        """Who, what, since when, and whose turn it is."""
        row = item.registration
        waits = Tag(_("You"), "red") if item.pk in self._mine else item.get_awaiting_display() if item.awaiting else "–"
        return {
            "student": f"{row.study.student_number} {row.study.student.person.in_full}",
            "subject": f"{row.offering.subject_id} · {term_words(row.offering.term_id)}",
            "filed": item.filed_at,
            "state": Tag(item.get_state_display(), COLOURS[item.state]),
            "awaits": waits,
        }

    def link(self, item: WithdrawalRequest) -> str:
        """The request's own page."""
        return reverse("registration:withdrawal", args=[item.pk])


class WithdrawalPage(FormPage):
    """One request: reasons, opinions, the decision so far, and the reader's own opinion if it is their turn."""

    belongs_to = ("registration:withdrawals",)
    policy = "registration.view_withdrawal"
    hide_refusal = True
    template_name = "registration/withdrawal.html"
    form_class = OpinionForm
    submit_label = gettext_lazy("Record my decision")

    @cached_property
    def found(self) -> WithdrawalRequest:
        """The request, or a page not found."""
        row = withdrawal_requests().select_related("decision").filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> WithdrawalRequest:
        """The request decides who may see it."""
        return self.found

    def get_title(self) -> str:
        """Which subject."""
        return _("Leaving {subject}").format(subject=self.found.registration.offering.subject_id)

    def get_caption(self) -> str:
        """Whose request it is."""
        study = self.found.registration.study
        return f"{study.student_number} {study.student.person.in_full}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Requests to leave subjects"), reverse("registration:withdrawals"))]

    def act(self, form: Any) -> str | Decision:
        """Record the opinion; whoever came too late is told."""
        data = form.cleaned_data
        here = reverse("registration:withdrawal", args=[self.found.pk])
        if not permits("registration.decide_withdrawal", self.request.user, self.found):
            raise Http404
        try:
            give_opinion(
                self.found.pk,
                step=self.found.awaiting,
                agreed=data["opinion"] == "agree",
                words=data["words"],
                actor=self.request.user,
                now=clock.now(),
            )
        except NotAwaited:
            messages.error(self.request, _("This request was decided or taken back meanwhile."))
            return here
        messages.success(self.request, _("Your decision is on record and the student sees it."))
        return here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked, said and decided."""
        row = self.found.registration
        rows = [
            Row(_("Subject"), f"{row.offering.subject_id} {parts.title_of(row.offering.subject)}"),
            Row(_("Group"), row.group.code),
            Row(_("Programme"), row.study.programme_id),
            Row(_("Filed"), moment(self.found.filed_at)),
            Row(_("State"), Tag(self.found.get_state_display(), COLOURS[self.found.state])),
        ]
        decides = permits("registration.decide_withdrawal", self.request.user, self.found)
        return super().get_context_data(rows=rows, asked=self.found, decides=decides, **kwargs)


class TakeBack(PolicyView):
    """The student takes a request back."""

    policy = "registration.take_back_withdrawal"
    hide_refusal = True
    http_method_names = ["post"]

    @cached_property
    def found(self) -> WithdrawalRequest:
        """The request, or a page not found."""
        row = withdrawal_requests().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> WithdrawalRequest:
        """The request decides."""
        return self.found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """End it, or say that it had ended."""
        if take_back_withdrawal(self.found.pk, now=clock.now()):
            messages.success(request, _("The request is taken back. You stay in the subject."))
        else:
            messages.error(request, _("The request was decided meanwhile."))
        return HttpResponseRedirect(reverse("registration:subjects"), status=303)
