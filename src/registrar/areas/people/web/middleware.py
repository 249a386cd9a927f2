"""Staff without a second step of signing in are sent to set one up, where the setting asks for it."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registrar.areas.people.policies import is_staff_member

Handler = Callable[[HttpRequest], HttpResponse]
OPEN = ("/accounts/", "/i18n/", "/static/", "/theme/")


def staff_second_step(handler: Handler) -> Handler:
    """Ask staff for an authenticator app or a passkey before anything else (settings.STAFF_MFA_REQUIRED)."""

    def respond(request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            settings.STAFF_MFA_REQUIRED
            and user.is_authenticated
            and not request.path.startswith(OPEN)
            and is_staff_member(user)
            and not is_mfa_enabled(user)
        ):
            messages.warning(request, _("Your office needs a second step: set up an app or add a key first."))
            return redirect("mfa_index")
        return handler(request)

    return respond
