"""Joining a waiting list, leaving it, and answering its offer."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.accept_offer import NoOffer, accept_offer, judge_offer
from registrar.areas.registration.actions.decline_offer import decline_offer
from registrar.areas.registration.actions.join_waiting_list import join_waiting_list, judge_join
from registrar.areas.registration.actions.leave_waiting_list import leave_waiting_list
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import WaitingEntry
from registrar.areas.registration.queries.waiting_lists import entry_of_study, groups_with_places, position_for
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.of_group import OfGroup
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.waiting_parts import ordinal
from registrar.kernel import Decision
from registrar.ui.joining import listed
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import moment


class _Waiting(OwnStudy, ConfirmPage):
    """What the steps share: they belong to the student's lists and lead back to them."""

    belongs_to = ("registration:subjects",)
    kwargs: dict[str, Any]

    def get_cancel_url(self) -> str:
        """Back to the lists."""
        return reverse("registration:waiting")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [
            (_("My subjects"), reverse("registration:subjects")),
            (_("My waiting lists"), reverse("registration:waiting")),
        ]


class JoinWaitingList(_Waiting, OfGroup):
    """Says first which place in the queue it would be and what would have to be put right, or why it can't be."""

    policy = "registration.register"
    template_name = "registration/join_waiting_list.html"
    title = gettext_lazy("Join the waiting list")
    submit_label = gettext_lazy("Join the waiting list")

    def get_caption(self) -> str:
        """Which subject."""
        return f"{self.group.offering.subject_id} {parts.title_of(self.group.offering.subject)}"

    def get_rows(self) -> list[Row]:
        """What the student would wait for."""
        lines = listed(line["text"] for line in parts.meeting_lines(self.group))
        return [
            Row(_("Group"), self.group.code),
            Row(_("Meets"), lines),
            Row(_("Teacher"), parts.teacher_of(self.group)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decisions as they would be taken now, unless one was just taken."""
        offering = self.group.offering_id
        kwargs["others"] = [
            {"group": group, "meetings": parts.meeting_lines(group), "places": parts.places_tag(group)}
            for group in groups_with_places([offering]).get(offering, [])
        ]
        if "decision" not in kwargs:
            joining, need = judge_join(self.study.pk, self.group.pk, Request(clock.now()))
            kwargs["preview"] = joining if not joining.allowed or need.allowed else need
            if kwargs["preview"].allowed:
                place = position_for(self.group.pk, need.result["class"])
                kwargs |= {"place": ordinal(place), "ahead": place - 1, "need": need.findings[0]}
        return super().get_context_data(subject=self.group.offering.subject_id, **kwargs)

    def act(self, form: Any) -> str | Decision:
        """Join, or show why not."""
        outcome = join_waiting_list(self.study.pk, self.group.pk, actor=self.request.user, now=clock.now())
        if outcome.entry_id is None:
            return outcome.decision
        text = _("You are on the waiting list of {subject}, group {group}. You will be told when a place is offered.")
        messages.success(self.request, text.format(subject=self.group.offering.subject_id, group=self.group.code))
        return self.get_cancel_url()


class _OwnEntry(_Waiting):
    """The entry that a page is about; somebody else's is a page not found."""

    policy = "registration.change_own_entry"
    hide_refusal = True

    @cached_property
    def entry(self) -> WaitingEntry:
        """The student's entry."""
        found = entry_of_study(self.study.pk, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> WaitingEntry:
        """The entry decides who may change it."""
        return self.entry

    def get_caption(self) -> str:
        """Which subject."""
        return f"{self.entry.group.offering.subject_id} {parts.title_of(self.entry.group.offering.subject)}"

    def get_rows(self) -> list[Row]:
        """What it is about."""
        rows = [Row(_("Group"), self.entry.group.code), Row(_("Waiting since"), moment(self.entry.joined_at))]
        if self.entry.offer_ends_at:
            rows.append(Row(_("Kept for you until"), moment(self.entry.offer_ends_at)))
        return rows

    def _gone(self) -> str:
        messages.error(self.request, _("This has changed meanwhile; see where you stand now."))
        return self.get_cancel_url()


class LeaveWaitingList(_OwnEntry):
    """Give up waiting."""

    title = gettext_lazy("Leave the waiting list")
    submit_label = gettext_lazy("Leave the waiting list")
    submit_kind = "warning"
    warning = gettext_lazy("Whoever joins again stands behind everybody of the same class.")

    def act(self, form: Any) -> str:
        """Leave it."""
        if not leave_waiting_list(self.entry.pk, now=clock.now()):
            return self._gone()
        messages.success(self.request, _("You have left the waiting list."))
        return self.get_cancel_url()


class AcceptOffer(_OwnEntry):
    """Take the place, or see what stands in the way; the offer stands until its end."""

    template_name = "registration/take_offer.html"
    title = gettext_lazy("Take the offered place")
    submit_label = gettext_lazy("Take the place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What would stand in the way now, unless it was just tried."""
        if "decision" not in kwargs and self.entry.state == WaitingEntry.State.OFFERED:
            kwargs["preview"] = judge_offer(self.entry, now=clock.now())
        return super().get_context_data(**kwargs)

    def act(self, form: Any) -> str | Decision:
        """Register it, or show why not."""
        try:
            outcome = accept_offer(self.entry.pk, actor=self.request.user, now=clock.now())
        except NoOffer:
            return self._gone()
        if not outcome.decision.allowed:
            return outcome.decision
        text = _("{subject} is registered. The place is yours.")
        messages.success(self.request, text.format(subject=self.entry.group.offering.subject_id))
        return reverse("registration:subjects")


class DeclineOffer(_OwnEntry):
    """Let the next student have it."""

    title = gettext_lazy("Decline the offered place")
    submit_label = gettext_lazy("Decline the place")
    submit_kind = "warning"
    warning = gettext_lazy("The place goes to the next student at once, and you are off the list.")

    def act(self, form: Any) -> str:
        """Decline it."""
        if not decline_offer(self.entry.pk, now=clock.now()):
            return self._gone()
        messages.success(self.request, _("You have declined the place."))
        return self.get_cancel_url()
