"""The private address of one's calendar feed: made and closed here, served by the timetable."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registrar.areas.people.actions.issue_token import issue_token
from registrar.areas.people.actions.revoke_token import revoke_token
from registrar.areas.platform.clock import now
from registrar.ui.views import PolicyView

PURPOSE = "calendar_feed"
FEED = "registration:calendar_feed"


class CalendarAddress(PolicyView):
    """Make a new address (shown once, in the message after it) or close the present one."""

    policy = "signed_in"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        if request.POST.get("act") == "close":
            revoke_token(request.user, purpose=PURPOSE, now=now())
            messages.success(request, _("The calendar address has been closed."))
        else:
            secret = issue_token(request.user, purpose=PURPOSE, now=now())
            try:
                address = request.build_absolute_uri(reverse(FEED, args=[secret]))
            except NoReverseMatch:
                address = secret
            text = _("Your calendar address, shown only now: %(address)s") % {"address": address}
            messages.success(request, text)
        return redirect("people:profile")
