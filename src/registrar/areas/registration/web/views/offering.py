"""One offering: its groups, their places, and cancelling it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.registration.actions.set_quota import set_quota
from registrar.areas.registration.models import Offering
from registrar.areas.registration.queries.offerings_of import (
    groups_of,
    offering_for_page,
    refused_for_seats,
)
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import QuotaForm
from registrar.areas.registration.web.of_group import OfGroup
from registrar.ui.parts import Link, Tile
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page
from registrar.ui.words import term as term_words


class OfOffering:
    """The offering that a page is about."""

    kwargs: dict[str, Any]

    @cached_property
    def offering(self) -> Offering:
        """The offering, or a page not found."""
        found = offering_for_page(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Offering:
        """The offering decides."""
        return self.offering

    def get_caption(self) -> str:
        """Which term."""
        return f"{self.offering.subject_id} · {term_words(self.offering.term_id)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("Offerings"), reverse("registration:offerings"))]


class OfferingPage(OfOffering, Page):
    """Groups with times, teachers, places and demand."""

    belongs_to = ("registration:offerings",)
    policy = "registration.view_offering"
    hide_refusal = True
    template_name = "registration/offering.html"

    def get_title(self) -> str:
        """The subject's title."""
        return parts.title_of(self.offering.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups and the figures over them."""
        groups = groups_of(self.offering.pk)
        manages = permits("registration.manage_offering", self.request.user, self.offering)
        running = self.offering.state == Offering.State.OPEN
        last_day = reverse("registration:withdrawal-deadline", args=[self.offering.pk])
        deadline = Link(_("Set the last day to ask to leave it"), last_day)
        students = Link(_("Students"), reverse("registration:enrolment", args=[self.offering.pk]))
        cancel = Link(_("Cancel the offering"), reverse("registration:cancel", args=[self.offering.pk]))
        refused = refused_for_seats(self.offering)
        places, taken = sum(one.quota for one in groups), sum(one.seats_taken for one in groups)
        return super().get_context_data(
            offering=self.offering,
            running=running,
            manages=manages and running,
            page_actions=[students, *([deadline, cancel] if manages and running else [])],
            tiles=[
                Tile(_("Places taken"), taken, _("of {places}").format(places=places)),
                Tile(_("In baskets"), sum(one.planned for one in groups), _("not submitted yet")),  # type: ignore[attr-defined]
                Tile(_("Waiting before full groups"), refused, tone="warn" if refused else ""),
            ],
            groups=[
                {
                    "group": one,
                    "lines": parts.meeting_lines(one),
                    "teacher": parts.teacher_of(one),
                    "parts": parts.places_parts(one),
                }
                for one in groups
            ],
            **kwargs,
        )


class Quota(OfGroup, FormPage):
    """Open more or fewer places in a group."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True
    form_class = QuotaForm
    title = gettext_lazy("Places of a group")

    def get_lead(self) -> str:
        """How many are taken."""
        spoken_for = self.group.seats_taken + self.group.held
        return _("{taken} places are taken or kept; the quota can't be set below that.").format(taken=spoken_for)

    def get_initial(self) -> dict[str, Any]:
        """The places as they are."""
        return {"quota": self.group.quota}

    def get_cancel_url(self) -> str:
        """Back to the offering."""
        return reverse("registration:offering", args=[self.group.offering_id])

    def act(self, form: Any) -> Any:
        """Set it, or say how many places are taken meanwhile."""
        taken = set_quota(self.group.pk, form.cleaned_data["quota"])
        if taken is not None:
            text = _("{taken} places are taken. Enter that number or more.").format(taken=taken)
            form.add_error("quota", text)
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(self.request, _("The places are set."))
        return self.get_cancel_url()
