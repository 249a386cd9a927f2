"""Error pages. They use neither the database nor the session nor a context processor.

Point the URLconf and the settings at them::

    handler400 = "registrar.ui.views.errors.bad_request"
    handler403 = "registrar.ui.views.errors.forbidden"
    handler404 = "registrar.ui.views.errors.not_found"
    handler500 = "registrar.ui.views.errors.server_error"
    CSRF_FAILURE_VIEW = "registrar.ui.views.errors.csrf_failure"
"""

from __future__ import annotations

import logging
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils import translation

from registrar.ui.theme import chosen_theme

log = logging.getLogger("registrar.ui")

#: Never sent back to the browser in a "send again" form.
_SECRETS = ("csrfmiddlewaretoken", "password", "otp", "code", "secret", "token")


def _render(request: HttpRequest, kind: str, status: int, **extra: Any) -> HttpResponse:
    language = translation.get_language() or settings.LANGUAGE_CODE
    other = "en" if language.startswith("zh") else "zh-hant"
    context = {
        "kind": kind,
        "status": status,
        "ui_theme": chosen_theme(request),
        "LANGUAGE_CODE": language,
        "other_language": other,
        **extra,
    }
    html = render_to_string("ui/errors/page.html", context)
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that makes no sense."""
    return _render(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but the policy says no."""
    return _render(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return _render(request, "not_found", 404)


def too_many_requests(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """429: too many attempts; ``retry_after`` in seconds."""
    response = _render(request, "too_many", 429, retry_after=retry_after)
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 when what failed is the database."""
    if database_is_down(sys.exc_info()[1]):
        return unavailable(request)
    return _render(request, "server_error", 500)


def unavailable(request: HttpRequest, retry_after: int = 30) -> HttpResponse:
    """503: the database cannot be reached; nothing has been changed."""
    response = _render(request, "unavailable", 503)
    response["Retry-After"] = str(retry_after)
    return response


def database_is_down(error: BaseException | None) -> bool:
    """Was this error, or what caused it, a lost or refused database connection?"""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, InterfaceError) or (isinstance(error, OperationalError) and _no_connection(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _no_connection(error: OperationalError) -> bool:
    """A lost connection has no SQLSTATE, or one of the classes 08 and 57P."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(("08", "57P"))


def session_expired(request: HttpRequest) -> HttpResponse:
    """401 for a form that was sent after the session ended; what was typed is kept."""
    return _render(
        request,
        "session_expired",
        401,
        sign_in_url=resolve_url(settings.LOGIN_URL),
        **_send_again(request),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token no longer fits; it can be sent again from our own site."""
    log.warning("form token refused on %s: %s", request.path, reason)
    return _render(request, "form_expired", 403, **_send_again(request))


def _send_again(request: HttpRequest) -> dict[str, Any]:
    """The fields as they were sent, with a fresh token.

    Only when the form came from this site: a page elsewhere must not be able to put a
    filled-in form before our reader. Secrets and files are left out.
    """
    if not _from_here(request) or request.FILES:
        return {"fields": [], "can_send_again": False}
    fields = [
        (name, value) for name in request.POST for value in request.POST.getlist(name) if name != "csrfmiddlewaretoken"
    ]
    if any(secret in name.lower() for name, _value in fields for secret in _SECRETS[1:]):
        return {"fields": [], "can_send_again": False}
    return {
        "fields": fields,
        "can_send_again": True,
        "action": request.get_full_path(),
        "csrf_token": get_token(request),
    }


def _from_here(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(source) and urlsplit(source).netloc == request.get_host()
