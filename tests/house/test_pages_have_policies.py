"""Every address of the site leads to a page that names who may open it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from ninja import NinjaAPI

# Whole packages that bring their own access control, or that are open to everybody by their nature.
OPEN_PACKAGES = ("allauth.", "django.views.i18n", "django.views.static", "django.contrib.staticfiles", "ninja.")


def pages(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address below the patterns with the view that answers it."""
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def _unwrapped(view: Any) -> Any:
    """The function inside partial() and decorators."""
    while inner := getattr(view, "func", None) or getattr(view, "__wrapped__", None):
        view = inner
    return view


def operations_without_auth(api: NinjaAPI) -> list[str]:
    """Operations of an API that anybody could call."""
    return [
        f"{', '.join(operation.methods)} {path}"
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not operation.auth_callbacks
    ]


def pages_without_policy(patterns: list[Any]) -> list[str]:
    """Addresses whose view is no PolicyView, or one that names no policy."""
    from registrar.ui.views import PolicyView

    found = []
    for address, view in pages(patterns):
        view_class = getattr(view, "view_class", None)
        module = view_class.__module__ if view_class else _unwrapped(view).__module__
        dressed = any(base.__module__.startswith("allauth.") for base in getattr(view_class, "__mro__", ()))
        if module.startswith(OPEN_PACKAGES) or dressed:
            continue
        if view_class is None or not issubclass(view_class, PolicyView):
            found.append(f"/{address}: no PolicyView")
        elif not getattr(view_class, "policy", None):
            found.append(f"/{address}: {view_class.__name__} names no policy")
    return found


def test_every_page_names_its_policy() -> None:
    assert pages_without_policy(get_resolver().url_patterns) == []


def test_every_operation_of_the_api_asks_who_calls() -> None:
    from registrar.site.rules.api import api

    assert operations_without_auth(api) == []


def test_an_open_operation_is_found() -> None:
    # Given an API with one guarded and one open operation
    api = NinjaAPI(urls_namespace="planted", auth=lambda request: request.user.is_authenticated)
    api.get("/guarded")(lambda request: None)
    api.get("/open", auth=None)(lambda request: None)
    # Then the open one is named
    assert operations_without_auth(api) == ["GET /open"]


def test_a_page_without_policy_is_found() -> None:
    from registrar.ui.views import PolicyView

    class Forgotten(PolicyView):
        policy = ""

    # Given a plain function and a page that forgot its policy, below another address
    def bare(_request: Any) -> HttpResponse:
        return HttpResponse("open to the world")

    planted = [path("staff/", include([path("bare/", bare), path("forgotten/", Forgotten.as_view())]))]
    # Then both are named
    assert pages_without_policy(planted) == [
        "/staff/bare/: no PolicyView",
        "/staff/forgotten/: Forgotten names no policy",
    ]
