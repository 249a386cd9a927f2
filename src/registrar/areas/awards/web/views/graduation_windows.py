"""How long the application windows last."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.set_window import LENGTH, set_window, taken
from registrar.areas.awards.graduation_deciding import window_of
from registrar.areas.awards.web.graduation_forms import WindowForm
from registrar.areas.catalogue.queries.terms_around import terms_around
from registrar.areas.platform import clock
from registrar.ui import wording as words
from registrar.ui.parts import Row, Tag
from registrar.ui.views import FormPage, Page
from registrar.ui.words import term as term_words


class GraduationWindows(Page):
    """The windows of the terms to come."""

    policy = "awards.set_window"
    belongs_to = ("awards:applications",)
    template_name = "awards/windows.html"
    title = gettext_lazy("Application windows")
    lead = gettext_lazy("The window opens the day after add/drop. Students concerned are mailed when it opens.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the applications."""
        return [(_("Applications for graduation"), reverse("awards:applications"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each term with its window."""
        now = clock.now()
        windows = [(term, window_of(term, now.date()).result) for term in terms_around(now, 4)]
        rows = [
            {
                "title": term_words(term.key),
                "rows": [
                    Row(_("State"), _state(found, now.date())),
                    Row(_("Opens"), found["opens"]),
                    Row(_("Closes"), found["closes"]),
                    Row(_("Length"), words.value((found["closes"] - found["opens"]).days + 1, "days")),
                ],
                "url": reverse("awards:set_window", args=[term.key]),
            }
            for term, found in windows
            if "opens" in found
        ]
        return super().get_context_data(windows=rows, **kwargs)


def _state(found: Mapping[str, Any], today: date) -> Tag:
    if today < found["opens"]:
        return Tag(_("To come"), "grey")
    return Tag(_("Open"), "green") if today <= found["closes"] else Tag(_("Closed"), "grey")


class SetWindow(FormPage):
    """Sets the length of one."""

    policy = "awards.set_window"
    belongs_to = ("awards:applications",)
    title = gettext_lazy("Length of the window")
    form_class = WindowForm

    @cached_property
    def term(self) -> Any:
        """The term of the address, of those that are not over."""
        found = next((one for one in terms_around(clock.now(), 4) if one.key == self.kwargs["term"]), None)
        if found is None:
            raise Http404
        return found

    def get_caption(self) -> str:
        """Which term."""
        return str(term_words(self.term.key))

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the windows."""
        return [(_("Application windows"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the windows."""
        return reverse("awards:windows")

    def get_initial(self) -> dict[str, Any]:
        """As it lasts now."""
        found = window_of(self.term, clock.today()).result
        return {"days": (found["closes"] - found["opens"]).days + 1} if "opens" in found else {}

    def act(self, form: Any) -> Any:
        """Set it, or show why not."""
        decision = set_window(self.term.key, form.cleaned_data["days"], actor=self.request.user, now=clock.now())
        if not taken(decision):
            # Whether the window is open today is no answer to the question how long it lasts.
            return replace(decision, findings=tuple(one for one in decision.findings if one.message.key == LENGTH))
        messages.success(self.request, _("The window is set."))
        return self.get_cancel_url()
