"""Error pages in the house's look, in both languages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, name: str) -> HttpResponse:
    return render(request, f"errors/{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _page(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not see a page."""
    return _page(request, 403, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _page(request, 404, "not_found")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours; the page asks the database for nothing."""
    return _page(request, 500, "server_error")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was too old; nothing was done and what was typed can be sent again."""
    return _page(request, 403, "expired")


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer while the database cannot be reached; nothing acknowledged is lost."""
    response = _page(request, 503, "unavailable")
    response["Retry-After"] = "30"
    return response
