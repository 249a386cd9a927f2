"""What every request passes through."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from registrar.areas.platform import clock

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def content_security_policy(handler: Handler) -> Handler:
    """Allow nothing inline and nothing from elsewhere."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond


def no_null_characters(handler: Handler) -> Handler:
    """Answer 400 to an address with a null character: no text of ours holds one, and PostgreSQL refuses it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any("\0" in text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
            raise BadRequest("null character in the address")
        return handler(request)

    return respond


def request_clock(handler: Handler) -> Handler:
    """Hold the clock for the length of a request: everything one click does happens at one moment."""

    def respond(request: HttpRequest) -> HttpResponse:
        with clock.at():
            return handler(request)

    return respond


def database_outage(handler: Handler) -> Handler:
    """Answer with a page of its own when the database cannot be reached or is too busy, instead of an error 500."""

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            return handler(request)
        except (OperationalError, InterfaceError) as error:
            return import_string("registrar.site.errors.unavailable")(request, error)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return import_string("registrar.site.errors.unavailable")(request, exception)
        return None

    respond.process_exception = process_exception  # type: ignore[attr-defined]
    return respond
