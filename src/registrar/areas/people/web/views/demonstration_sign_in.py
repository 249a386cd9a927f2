"""Signing in as anybody, in a demonstration."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registrar.areas.people.models import User
from registrar.ui.views import PolicyView


class DemonstrationSignIn(PolicyView):
    """Sign in without a password. The address doesn't exist outside demonstration mode."""

    policy = "public"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in as the account named, student numbers in either case; back to the page when there is none."""
        if not settings.DEMONSTRATION:
            raise Http404
        net_id = request.POST.get("net_id", "").strip().lower()
        user = User.objects.filter(username=net_id, is_active=True).first()
        if user is None:
            messages.error(request, _("There is no account %(net_id)s.") % {"net_id": net_id or "–"})
            return redirect("account_login")
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect(settings.LOGIN_REDIRECT_URL)
