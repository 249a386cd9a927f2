"""Ranking the wishes of a ballot, and taking them back."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.preview_wishes import preview_wishes
from registrar.areas.registration.actions.submit_wishes import submit_wishes
from registrar.areas.registration.actions.withdraw_wishes import withdraw_wishes
from registrar.areas.registration.facts.picture import UnknownGroups
from registrar.areas.registration.models import Ballot, BallotEntry, BallotWish
from registrar.areas.registration.queries.ballots import entry_of, wishes_of
from registrar.areas.registration.queries.groups_to_wish import groups_to_wish
from registrar.areas.registration.queries.my_registrations import planned_groups
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.of_ballot import OfBallot
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import listed
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import term as term_words

# More than anybody may hand in; it keeps an address from growing without end.
MOST = 40


class OwnBallot(OfBallot, OwnStudy):
    """Gives a view the round named in the address, and the student's list in it."""

    @cached_property
    def entry(self) -> BallotEntry | None:
        """The student's list, if one was handed in."""
        return entry_of(self.ballot, self.study.pk)

    @cached_property
    def handed_in(self) -> list[BallotWish]:
        """The wishes as they were handed in, by rank."""
        return wishes_of(self.entry)

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.ballot.term_id)


class Wishes(OwnBallot, FormPage):
    """The list in the making: its order stands in the address, so every button is a plain form and Back works."""

    belongs_to = ("registration:search",)
    policy = "registration.register"
    template_name = "registration/wishes.html"
    form_class = RegistrarForm
    submit_label = gettext_lazy("Hand in my wishes")

    def get_title(self) -> str:
        """The heading."""
        return _("Rank your wishes")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the ballot."""
        return [(_("The ballot"), reverse("registration:my-ballot", args=[self.ballot.pk]))]

    @cached_property
    def planned(self) -> list[int]:
        """The groups in the basket."""
        return [item.group_id for item in planned_groups(self.study.pk, self.ballot.term_id)]

    def listed(self) -> list[int]:
        """The order asked for, else the one handed in, else the basket."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        if "w" in sent:
            return [int(one) for one in sent["w"].split(",") if one.isdecimal() and len(one) < MOST][:MOST]
        return [wish.group_id for wish in self.handed_in] or self.planned

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Move a wish, or hand the list in."""
        step = request.POST.get("move", "")
        if not step:
            return super().post(request, *args, **kwargs)
        verb, _colon, key = step.partition(":")
        if not key.isdecimal() or len(key) >= MOST:
            raise Http404
        order = moved(self.listed(), verb, int(key))
        query = urlencode({"w": ",".join(str(one) for one in order)}, safe=",")
        there = "wishes" if verb in ("out", "in") else f"w-{key}"
        return HttpResponseRedirect(f"{request.path}?{query}#{there}", status=303)

    def act(self, form: Any) -> Any:
        """Hand the list in; a refusal shows its findings."""
        order = self.listed()
        if not order:
            messages.error(self.request, _("There is no wish in your list yet."))
            return self.request.path
        try:
            outcome = submit_wishes(self.study.pk, self.ballot.pk, order, actor=self.request.user, now=clock.now())
        except UnknownGroups as unknown:
            raise Http404 from unknown
        if not outcome.decision.allowed:
            return outcome.decision
        messages.success(
            self.request,
            _("Your wishes are in. You can change them until the round closes; how early makes no difference."),
        )
        return reverse("registration:my-ballot", args=[self.ballot.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each wish with what the rules say today, the clashes among them, and the credits."""
        now, asked = clock.now(), self.listed()
        groups = groups_to_wish({*asked, *self.planned}, self.ballot.term_id)
        order = [key for key in asked if key in groups]
        preview = preview_wishes(self.study.pk, order, self.ballot.term_id, now=now)
        lines = [
            ballot_parts.group_line(groups[one.group.pk])
            | {
                "class": ballot_parts.class_line(one.need),
                "findings": [*one.decision.refusals, *one.decision.warnings],
                "allowed": one.decision.allowed,
                "decision": one.decision,
                "clashes": listed(one.clashes),
                "first": rank == 1,
                "last": rank == len(order),
                "rank": rank,
            }
            for rank, one in enumerate(preview.wishes, 1)
        ]
        return super().get_context_data(
            ballot=self.ballot,
            open=self.ballot.state(now) is Ballot.State.OPEN,
            note=ballot_parts.round_note(self.ballot, now),
            lines=lines,
            order=",".join(str(key) for key in order),
            changed=order != [wish.group_id for wish in self.handed_in],
            handed_in=bool(self.handed_in),
            others=[ballot_parts.group_line(groups[key]) for key in self.planned if key not in order and key in groups],
            preview=preview,
            meetings=parts.week_meetings((groups[key], groups[key].offering.subject, True) for key in order),
            **kwargs,
        )


def moved(order: list[int], verb: str, key: int) -> list[int]:
    """Return the order after a press of up, down, out or in."""
    if verb == "in":
        return order if key in order else [*order, key]
    if key not in order:
        return order
    place, rest = order.index(key), [one for one in order if one != key]
    if verb == "out":
        return rest
    at = max(place - 1, 0) if verb == "up" else place + 1
    return [*rest[:at], key, *rest[at:]]


class WithdrawWishes(OwnBallot, ConfirmPage):
    """Take the whole list back."""

    belongs_to = ("registration:search",)
    policy = "registration.register"
    title = gettext_lazy("Take your wishes back")
    submit_label = gettext_lazy("Take them back")
    submit_kind = "warning"
    warning = gettext_lazy("Without a list you take no part in the ballot.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the ballot."""
        return [(_("The ballot"), reverse("registration:my-ballot", args=[self.ballot.pk]))]

    def get_rows(self) -> list[Row]:
        """The list."""
        return [Row(wish.rank, wish.group.offering.subject_id) for wish in self.handed_in]

    def act(self, form: Any) -> Any:
        """Do it, or say why it is too late."""
        outcome = withdraw_wishes(self.study.pk, self.ballot.pk, actor=self.request.user, now=clock.now())
        if not outcome.decision.allowed:
            return outcome.decision
        messages.success(self.request, _("Your wishes are taken back."))
        return reverse("registration:my-ballot", args=[self.ballot.pk])
