"""Remember light or dark; works without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from registrar.ui.theme import COOKIE, THEMES
from registrar.ui.views.policy_view import PolicyView

_YEAR = 365 * 24 * 3600


class SetTheme(PolicyView):
    """Set the cookie and go back to the page the person was on."""

    policy = "public"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        """Take ``theme`` and ``next``; anything unknown means "as the device prefers"."""
        theme = request.POST.get("theme", "auto")
        target = request.POST.get("next", "/")
        if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
            target = "/"
        response = HttpResponseRedirect(target, status=303)
        response.set_cookie(
            COOKIE,
            theme if theme in THEMES else "auto",
            max_age=_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response
