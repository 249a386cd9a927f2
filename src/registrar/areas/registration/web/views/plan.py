"""Putting groups into the basket and taking them out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from registrar.areas.platform import clock
from registrar.areas.registration.actions.plan_group import plan_group, unplan_groups
from registrar.areas.registration.facts.picture import UnknownGroups
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.ui.views import PolicyView

LONGEST_KEY = 18  # digits: whatever is longer fits no key of the database


class _Step(OwnStudy, PolicyView):
    """A press on a button that leads back to where it stood."""

    policy = "registration.register"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        """Do it and go back."""
        sent = request.POST.get("group", "")
        if not sent.isdecimal() or len(sent) > LONGEST_KEY:
            raise Http404
        self.step(int(sent))
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("registration:basket")
        return HttpResponseRedirect(back, status=303)

    def step(self, group: int) -> None:
        """What the button does."""
        raise NotImplementedError


class Plan(_Step):
    """Put a group into the basket."""

    def step(self, group: int) -> None:
        """Plan it; a forged group is a page not found."""
        try:
            planned = plan_group(self.study.pk, group, now=clock.now())
        except UnknownGroups as unknown:
            raise Http404 from unknown
        if planned:
            messages.success(self.request, _("It is in your basket. A basket holds no place: submit it to register."))
        else:
            messages.error(self.request, _("Your basket is full. Take something out first."))


class Unplan(_Step):
    """Take a group out of the basket."""

    def step(self, group: int) -> None:
        """Take it out; it may be gone already."""
        unplan_groups(self.study.pk, [group])
