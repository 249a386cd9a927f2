"""The root of all views: nobody gets in without a policy saying so."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView, View

from registrar.ui.policy import PUBLIC, permits
from registrar.ui.views.errors import session_expired


class PolicyView(View):
    """A view that names its policy.

    ``policy``: the name of a django-rules permission, "public" or "signed_in".
    ``get_policy_object()``: what the permission is asked about (None: nothing in
    particular); it may raise Http404 and is asked only of people who have signed in.
    ``hide_refusal``: answer 404 instead of 403, where even the existence is private.
    """

    policy: str = ""
    hide_refusal = False

    def get_policy_object(self) -> Any:
        """The object that the policy is about."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the policy, then serve the page."""
        if not self.policy:
            raise ImproperlyConfigured(f"{type(self).__qualname__} names no policy")
        if self.policy != PUBLIC:
            if not request.user.is_authenticated:
                if request.method in ("GET", "HEAD"):
                    return redirect_to_login(request.get_full_path())
                return session_expired(request)
            if not permits(self.policy, request.user, self.get_policy_object()):
                if self.hide_refusal:
                    raise Http404
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Page(PolicyView, TemplateView):
    """A page that is only read.

    ``title``, ``lead`` and ``caption`` fill the head of the page; override the
    ``get_…`` method of the same name where they depend on the object.
    ``get_breadcrumbs()`` answers pairs of text and address, the page itself left out.
    ``belongs_to`` names items of the navigation (their url names) where the address alone doesn't say which is current;
    the first that the person may reach is marked.
    """

    belongs_to: tuple[str, ...] = ()
    title: Any = ""
    lead: Any = ""
    caption: Any = ""

    def get_title(self) -> Any:
        """The heading, also used for the browser's title."""
        return self.title

    def get_lead(self) -> Any:
        """One sentence under the heading."""
        return self.lead

    def get_caption(self) -> Any:
        """A few words above the heading, such as the term."""
        return self.caption

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way to this page."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The head of the page, and what a subclass adds."""
        return super().get_context_data(
            page_title=self.get_title(),
            page_lead=self.get_lead(),
            page_caption=self.get_caption(),
            breadcrumbs=self.get_breadcrumbs(),
            **kwargs,
        )
