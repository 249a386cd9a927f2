"""Subjects that were removed after a failed pre-requisite, and what a student asks the department for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.allow_subject import judge_request
from registrar.areas.registration.actions.file_request import askable, file_request
from registrar.areas.registration.actions.take_back_request import take_back_request
from registrar.areas.registration.models import Registration, SubjectRequest
from registrar.areas.registration.queries.subject_requests import subject_requests_of
from registrar.areas.registration.queries.unqualified import unqualified_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import AskForm
from registrar.areas.registration.web.request_parts import ALLOWED, failed_of, standing_tag, why_of
from registrar.areas.registration.web.views.my_steps import OwnRegistration
from registrar.areas.registration.web.views.my_subjects import Subjects
from registrar.areas.registration.web.views.subject_requests import OfRequest
from registrar.kernel import Decision
from registrar.ui.parts import Row
from registrar.ui.views import FormPage, PolicyView
from registrar.ui.words import edge, moment

SPECIAL = SubjectRequest.Kind.SPECIAL_APPROVAL


class Unqualified(Subjects):
    """Follow-on subjects that were removed because a pre-requisite was failed (polyu-2024-25:5D-02)."""

    belongs_to = ("registration:subjects",)
    template_name = "registration/unqualified.html"
    tab = "unqualified"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with what was said, until when something can be done and what; a fixed number of queries."""
        asked: dict[int, list[SubjectRequest]] = {}
        for one in subject_requests_of(self.study.pk, SPECIAL):
            asked.setdefault(one.registration_id, []).append(one)
        now = clock.now()
        rows = [_shown(row, asked.get(row.pk, []), now) for row in unqualified_of(self.study.pk)]
        return super().get_context_data(rows=rows, **kwargs)


def _shown(row: Any, asked: list[SubjectRequest], now: Any) -> dict[str, Any]:
    term, mark = row.offering.term, getattr(row, "waiver_mark", None)
    lines = [
        Row(_("Failed pre-requisite"), failed_of(row)),
        Row(_("Removed"), moment(row.ended_at)),
        Row(_("Waiver"), standing_tag(row)),
    ]
    if mark is not None and mark.words:
        lines.append(Row(_("The department says"), mark.words))
    if asked and asked[0].words:
        lines.append(Row(_("The department's answer"), asked[0].words))
    lines.append(Row(_("Last day to act"), edge(term.add_drop_to)))
    waits = next((one for one in asked if one.state == SubjectRequest.State.OPEN), None)
    used = mark.decision if mark is not None and mark.waived else asked[0].decision if asked else None
    if used is not None and row.standing in ALLOWED and not row.again:
        lines.append(Row(_("Why you have no place yet"), why_of(used)))
    live = not row.again and now <= term.add_drop_to
    return {
        "key": row.pk,
        "subject": row.offering.subject_id,
        "title": parts.title_of(row.offering.subject),
        "term": row.offering.term_id,
        "lines": lines,
        "again": row.again,
        "over": not row.again and not live,
        "open": waits,
        "asked_on": moment(waits.filed_at) if waits else "",
        "may_take": live and row.standing in ALLOWED,
        "may_ask": live and row.standing not in {*ALLOWED, "asked"},
        "may_choose": live,
        "body": row.decision.body,
    }


class AskDepartment(OwnRegistration, FormPage):
    """Special approval for a removed subject, or leave to drop an assigned one: reasons for the department to read."""

    belongs_to = ("registration:subjects",)
    policy = "registration.change_own"
    hide_refusal = True
    template_name = "registration/ask_department.html"
    form_class = AskForm
    submit_label = gettext_lazy("Send the request")
    kind: str = SPECIAL

    def get_title(self) -> str:
        """What is asked for."""
        return _("Ask for special approval") if self.kind == SPECIAL else _("Ask to drop an assigned subject")

    def get_cancel_url(self) -> str:
        """Back to where it was started."""
        return reverse("registration:unqualified" if self.kind == SPECIAL else "registration:subjects")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it can be asked now, unless that was just decided, and a request that is open."""
        row = self.registration
        asked = next((one for one in subject_requests_of(self.study.pk, self.kind) if self._is_open(one)), None)
        if "decision" not in kwargs and asked is None:
            if not askable(self.kind).filter(pk=row.pk).exists():
                raise Http404
            kwargs["preview"] = judge_request(row, self.kind, clock.now())
        possible = asked is None and ("preview" not in kwargs or kwargs["preview"].allowed)
        return super().get_context_data(possible=possible, asked=asked, special=self.kind == SPECIAL, **kwargs)

    def _is_open(self, one: SubjectRequest) -> bool:
        return one.registration_id == self.registration.pk and one.state == SubjectRequest.State.OPEN

    def act(self, form: Any) -> str | Decision:
        """File it, or show why not."""
        reason = form.cleaned_data["reason"]
        try:
            outcome = file_request(
                self.registration.pk, kind=self.kind, reason=reason, actor=self.request.user, now=clock.now()
            )
        except Registration.DoesNotExist as gone:
            raise Http404 from gone
        if not outcome.decision.allowed:
            return outcome.decision
        messages.success(self.request, _("Your request is with your department. It tells you by notice and mail."))
        return self.get_cancel_url()


class TakeBackRequest(OfRequest, PolicyView):
    """The student takes a request back."""

    policy = "registration.take_back_request"
    hide_refusal = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """End it, or say that it had ended."""
        if take_back_request(self.found.pk, now=clock.now()):
            messages.success(request, _("The request is taken back."))
        else:
            messages.error(request, _("The request was decided meanwhile."))
        there = "registration:unqualified" if self.found.kind == SPECIAL else "registration:subjects"
        return HttpResponseRedirect(reverse(there), status=303)
