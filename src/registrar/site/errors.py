"""Error pages in the house's look, in both languages."""

from django.http import HttpRequest, HttpResponse

from registrar.ui.views.errors import (
    bad_request,
    csrf_failure,
    forbidden,
    not_found,
    server_error,
    too_many_requests,
)
from registrar.ui.views.errors import unavailable as _unavailable

__all__ = [
    "bad_request",
    "csrf_failure",
    "forbidden",
    "not_found",
    "server_error",
    "too_many_requests",
    "unavailable",
]


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer while the database cannot be reached; nothing acknowledged is lost."""
    return _unavailable(request)
