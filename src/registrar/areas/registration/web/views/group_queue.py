"""The waiting list of a group for those who run it: everything to see, nothing that moves anybody up."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.actions.close_list import close_list, open_list
from registrar.areas.registration.models import SubjectGroup, WaitingEntry
from registrar.areas.registration.queries.waiting_lists import closed_list, queue_of
from registrar.areas.registration.web.forms import CloseListForm
from registrar.areas.registration.web.list_order import NAMES
from registrar.areas.registration.web.of_group import OfGroup
from registrar.areas.registration.web.waiting_parts import state_tag
from registrar.ui.parts import Column, Link, Row, Tab
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, ListPage
from registrar.ui.words import moment


class GroupQueue(OfGroup, ListPage):
    """The queue in its order, and who stood in it before; looking and downloading are logged."""

    belongs_to = ("registration:offerings",)
    policy = "registration.view_waiting_list"
    hide_refusal = True
    template_name = "registration/group_queue.html"
    export_name = "waiting-list"
    default_sort = "place"
    page_size = 100
    empty_title = gettext_lazy("Nobody")
    empty_text = gettext_lazy("Students join the list while the group is full, until the end of add/drop.")
    columns = (
        Column("position", gettext_lazy("Position"), numeric=True, sort="place"),
        Column("number", gettext_lazy("Student number"), sort="study__student_number"),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("need", gettext_lazy("Class"), sort="need_class"),
        Column("since", gettext_lazy("Since"), sort="joined_at"),
        Column("state", gettext_lazy("State"), sort="state"),
        Column("until", gettext_lazy("Until"), sort="ended_at"),
    )

    def get_policy_object(self) -> SubjectGroup:
        """The group decides who may see it."""
        return self.group

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show or download, and log it."""
        exported = request.GET.get("export", "")
        page = f"registration:queue{':' + exported if exported in ('csv', 'xlsx') else ''}"
        log_look(request, page=page, subject=f"group:{self.group.pk}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """Which group."""
        return _("Waiting list of group {group}").format(group=self.group.code)

    def get_lead(self) -> str:
        """How full it is."""
        group = self.group
        text = _("{taken} of {quota} places are taken. Kept or offered: {held}. Waiting: {waiting}.")
        return text.format(taken=group.seats_taken, quota=group.quota, held=group.held, waiting=group.waiting)

    def rows(self) -> Any:
        """The queue, unless the past was asked for."""
        return queue_of(self.group.pk, live=not self._past())

    def _past(self) -> bool:
        return self.request.GET.get("show") == "ended"

    def cells(self, item: WaitingEntry) -> Mapping[str, Any]:
        """One student; positions are those of students who wait."""
        waits = item.state == WaitingEntry.State.WAITING
        return {
            "position": item.position if waits else "–",  # type: ignore[attr-defined]
            "number": item.study.student_number,
            "programme": item.study.programme_id,
            "need": f"{item.need_class} · {NAMES.get(item.need_name or '', NAMES['other'])}",  # type: ignore[attr-defined]
            "since": moment(item.joined_at),
            "state": state_tag(item),
            "until": moment(item.ended_at or item.offer_ends_at) if item.ended_at or item.offer_ends_at else "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What may be done about the list as a whole."""
        closed = closed_list(self.group.pk)
        manages = permits("registration.manage_offering", self.request.user, self.group.offering)
        key = [self.group.pk]
        actions = [
            Link(_("Change the places"), reverse("registration:quota", args=key)),
            Link(_("Reserved places"), reverse("registration:reserved", args=key)),
        ]
        if closed:
            actions.append(Link(_("Open the list again"), reverse("registration:open-list", args=key)))
        else:
            actions.append(Link(_("Close the list"), reverse("registration:close-list", args=key)))
        return super().get_context_data(
            page_actions=actions if manages else [],
            tabs=[
                Tab(_("In the queue"), self.request.path, current=not self._past()),
                Tab(_("Who stood in it before"), f"{self.request.path}?show=ended", current=self._past()),
            ],
            closed=closed,
            **kwargs,
        )


class _ListStep(OfGroup, ConfirmPage):
    """A step about the list as a whole."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("registration:queue", args=[self.group.pk])

    def get_rows(self) -> list[Row]:
        """Which list, and how many stand in it."""
        return [Row(_("Group"), self.group.code), Row(_("Students waiting"), self.group.waiting)]


class CloseList(_ListStep):
    """End everybody's waiting, and say why."""

    form_class = CloseListForm
    title = gettext_lazy("Close the waiting list")
    submit_label = gettext_lazy("Close the list")
    submit_kind = "warning"
    warning = gettext_lazy("Everybody who waits is told at once and loses the place in the queue. Open offers stand.")

    def act(self, form: Any) -> str:
        """Close it."""
        count = close_list(self.group.pk, reason=form.cleaned_data["reason"], actor=self.request.user, now=clock.now())
        text = ngettext(
            "The list is closed; {count} student has been told.",
            "The list is closed; {count} students have been told.",
            count,
        )
        messages.success(self.request, text.format(count=count))
        return self.get_cancel_url()


class OpenList(_ListStep):
    """Let students join again."""

    title = gettext_lazy("Open the waiting list again")
    submit_label = gettext_lazy("Open the list")

    def act(self, form: Any) -> str:
        """Open it."""
        open_list(self.group.pk)
        messages.success(self.request, _("The list is open again."))
        return self.get_cancel_url()
