"""The timetable at a private address that a phone subscribes to."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registrar.areas.people.actions.issue_token import issue_token
from registrar.areas.people.actions.revoke_token import revoke_token
from registrar.areas.people.queries.token_holder import token_holder
from registrar.areas.platform import clock
from registrar.areas.registration.queries.my_registrations import registrations_of
from registrar.areas.registration.web.calendar_file import calendar_of
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.views import PolicyView

PURPOSE = "calendar_feed"
BACK = timedelta(days=180)


class CalendarFeed(PolicyView):
    """The classes of the running terms; whoever knows the address may read them, and the student can take it back."""

    policy = "public"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """The calendar in the student's language; an unknown or revoked address is a page not found."""
        now = clock.now()
        user = token_holder(secret, PURPOSE, now)
        study = study_of_user(user) if user else None
        if user is None or study is None:
            raise Http404
        rows = registrations_of(study.pk).filter(
            state="registered",
            offering__term__ends_on__gte=now.date() - BACK,
            offering__term__timetable_on__lte=now.date(),
        )
        with translation.override(user.language):
            body = calendar_of(rows, _("Classes of {number}").format(number=study.student_number), now)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="timetable.ics"'
        # The address is the secret: it must not travel on in a Referer, nor be found by a search engine.
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response


class _FeedStep(PolicyView):
    policy = "registration.register"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Do it and go back to the timetable."""
        self.step()
        return HttpResponseRedirect(reverse("registration:timetable"), status=303)

    def step(self) -> None:
        """What the button does."""
        raise NotImplementedError


class RenewFeed(_FeedStep):
    """Make an address; an earlier one stops working. It is shown once."""

    def step(self) -> None:
        """Keep the address for the next page only."""
        secret = issue_token(self.request.user, purpose=PURPOSE, now=clock.now())
        path = reverse("registration:calendar_feed", args=[secret])
        self.request.session["feed_address"] = self.request.build_absolute_uri(path)


class StopFeed(_FeedStep):
    """Let the address stop working."""

    def step(self) -> None:
        """Take it back."""
        revoke_token(self.request.user, purpose=PURPOSE, now=clock.now())
        messages.success(self.request, _("The calendar address no longer works."))
