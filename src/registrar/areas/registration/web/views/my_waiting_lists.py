"""Where a student waits for a place, and how the order works."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.models import WaitingEntry
from registrar.areas.registration.queries.my_registrations import planning_term
from registrar.areas.registration.queries.waiting_lists import entries_of_study, groups_with_places
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.list_order import published_order
from registrar.areas.registration.web.views.my_subjects import Subjects
from registrar.areas.registration.web.waiting_parts import shown_entry, state_tag
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import term as term_words


class MyWaitingLists(Subjects):
    """Open offers, the place in each queue with its reason, and what became of earlier waiting."""

    belongs_to = ("registration:subjects",)
    template_name = "registration/waiting.html"
    tab = "waiting"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every entry of the student; a fixed number of queries."""
        now = clock.now()
        live = entries_of_study(self.study.pk, live=True)
        others = groups_with_places({entry.group.offering_id for entry in live})
        shown = [(entry.state, shown_entry(entry, now)) for entry in live]
        for _state, one in shown:
            one["others"] = [
                {"group": group, "meetings": parts.meeting_lines(group), "places": parts.places_tag(group)}
                for group in others.get(one["offering"], [])
            ]
        return super().get_context_data(
            offers=[one for state, one in shown if state == WaitingEntry.State.OFFERED],
            waiting=[one for state, one in shown if state == WaitingEntry.State.WAITING],
            ended=[_ended(entry) for entry in entries_of_study(self.study.pk, live=False)],
            **kwargs,
        )


def _ended(entry: WaitingEntry) -> dict[str, Any]:
    closed = getattr(entry.group, "closed_list", None)
    return {
        "subject": entry.group.offering.subject_id,
        "title": parts.title_of(entry.group.offering.subject),
        "term": entry.group.offering.term_id,
        "group": entry.group.code,
        "state": state_tag(entry),
        "reason": closed.reason if closed and closed.closed_at == entry.ended_at else "",
        "joined_at": entry.joined_at,
        "ended_at": entry.ended_at,
        "decision": entry.decision_id,
    }


class ListOrder(Page):
    """The published order of waiting lists: the same for everybody, and for everybody to read."""

    policy = "public"
    template_name = "registration/list_order.html"
    title = gettext_lazy("How waiting lists work")
    lead = gettext_lazy("A place that becomes free goes to whoever needs the subject most, and then to who came first.")

    def get_caption(self) -> str:
        """Which term's order."""
        term = planning_term(clock.now())
        return term_words(term.pk) if term else ""

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Students come from their lists."""
        if not permits("registration.register", self.request.user):
            return []
        return [(_("My waiting lists"), reverse("registration:waiting"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The order of the term that subjects are being chosen for."""
        term = planning_term(clock.now())
        return super().get_context_data(order=published_order(term.pk) if term else None, **kwargs)
