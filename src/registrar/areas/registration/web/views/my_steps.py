"""Dropping a subject and changing its group."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.change_group import change_group
from registrar.areas.registration.actions.drop_subject import drop_subject, judge_drop
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Registration, SubjectGroup, SubjectRequest
from registrar.areas.registration.queries.my_registrations import registration_of
from registrar.areas.registration.queries.subject_requests import subject_requests_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.fee_of_drop import fees_of_drops
from registrar.areas.registration.web.forms import GroupForm
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.kernel import Bilingual, Decision
from registrar.ui.joining import listed
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import edge, in_reader_language, moment

NEEDS_APPROVAL = "registration.assigned.needs_approval"


class OwnRegistration(OwnStudy):
    """The registration that a page is about; somebody else's is a page not found."""

    kwargs: dict[str, Any]

    @cached_property
    def registration(self) -> Registration:
        """The student's registration."""
        found = registration_of(self.study.pk, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Registration:
        """The registration decides who may change it."""
        return self.registration

    def get_caption(self) -> str:
        """Which subject."""
        return f"{self.registration.offering.subject_id} {parts.title_of(self.registration.offering.subject)}"

    def get_cancel_url(self) -> str:
        """Back to the subjects."""
        return reverse("registration:subjects")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("My subjects"), reverse("registration:subjects"))]


class DropSubject(OwnRegistration, ConfirmPage):
    """Says first what dropping would do, or why it can't be done."""

    belongs_to = ("registration:subjects",)
    policy = "registration.change_own"
    hide_refusal = True
    template_name = "registration/drop.html"
    title = gettext_lazy("Drop a subject")
    submit_label = gettext_lazy("Drop the subject")
    submit_kind = "warning"

    def get_rows(self) -> list[Row]:
        """What is given up."""
        row = self.registration
        return [
            Row(_("Subject"), f"{row.offering.subject_id} {parts.title_of(row.offering.subject)}"),
            Row(_("Group"), row.group.code),
            Row(_("Credits"), row.credits),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision as it would be taken now, unless one was just taken."""
        if "decision" not in kwargs:
            kwargs["preview"] = judge_drop(self.registration, Request(clock.now()))
        row = self.registration
        if row.state == Registration.State.REGISTERED:
            found = fees_of_drops(self.study.pk, row.offering.term, [row.offering.subject_id], clock.now())
            kwargs["fee"] = next(iter(found), None)
        if row.state == Registration.State.REGISTERED and clock.now() > row.offering.term.add_drop_to:
            kwargs["leave_url"] = reverse("registration:withdraw", args=[row.pk])
        return super().get_context_data(**self._asking(kwargs.get("preview")), **kwargs)

    def _asking(self, preview: Decision | None) -> dict[str, Any]:
        """Who approves dropping an assigned subject, by when, and whether that was asked."""
        row = self.registration
        if preview is None or not any(one.message.key == NEEDS_APPROVAL for one in preview.refusals):
            return {}
        mine = subject_requests_of(self.study.pk, SubjectRequest.Kind.DROP_ASSIGNED)
        waits = [one for one in mine if one.registration_id == row.pk and one.state == SubjectRequest.State.OPEN]
        department = row.study.programme.department
        in_time = clock.now() <= row.offering.term.add_drop_to
        return {
            "asked": waits[0] if waits else None,
            "asked_on": moment(waits[0].filed_at) if waits else "",
            "ask_url": reverse("registration:ask-drop", args=[row.pk]) if in_time else "",
            "department": in_reader_language(Bilingual(department.name_en, department.name_zh)),
            "until": edge(row.offering.term.add_drop_to),
        }

    def act(self, form: Any) -> str | Decision:
        """Drop it, or show the refusal."""
        outcome = drop_subject(self.registration.pk, actor=self.request.user, now=clock.now())
        if not outcome.decision.allowed:
            return outcome.decision
        messages.success(self.request, _("{subject} is dropped.").format(subject=self.registration.offering.subject_id))
        return self.get_cancel_url()


class ChangeGroup(OwnRegistration, FormPage):
    """The other groups of the subject, with their places."""

    belongs_to = ("registration:subjects",)
    policy = "registration.change_own"
    hide_refusal = True
    template_name = "registration/change_group.html"
    form_class = GroupForm
    title = gettext_lazy("Change the group")
    submit_label = gettext_lazy("Move to this group")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is another group at all."""
        groups = SubjectGroup.objects.filter(offering_id=self.registration.offering_id)
        others = groups.exclude(pk=self.registration.group_id).exists()
        return super().get_context_data(others=others, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Every other group, full ones too: somebody may leave it while the page is open."""
        groups = SubjectGroup.objects.filter(offering_id=self.registration.offering_id).prefetch_related("meetings")
        choices = []
        for group in groups.exclude(pk=self.registration.group_id):
            times = listed(line["text"] for line in parts.meeting_lines(group))
            choices.append((str(group.pk), f"{group.code} · {times} · {parts.places_tag(group)}"))
        return {"groups": choices}

    def act(self, form: Any) -> str | Decision:
        """Move, or show why not; the old place is kept then."""
        group = int(form.cleaned_data["group"])
        outcome = change_group(self.registration.pk, group, actor=self.request.user, now=clock.now())
        if not outcome.decision.allowed:
            return outcome.decision
        messages.success(self.request, _("You are in the other group now."))
        return self.get_cancel_url()
