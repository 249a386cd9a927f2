"""What a student can take instead of a cancelled subject, with one press."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Cancellation, SubjectGroup
from registrar.areas.registration.queries.replacements import cancellation_for
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import FormPage
from registrar.ui.words import term as term_words


class InsteadForm(RegistrarForm):
    """The group whose button was pressed."""

    group = forms.IntegerField(widget=forms.HiddenInput)


class Instead(OwnStudy, FormPage):
    """The groups that the department offers; the rules of registering decide, as everywhere."""

    belongs_to = ("registration:subjects",)
    policy = "registration.register"
    template_name = "registration/instead.html"
    form_class = InsteadForm
    lead = gettext_lazy("No place is kept for you: take one while places last.")

    @cached_property
    def found(self) -> tuple[Cancellation, list[SubjectGroup]]:
        """The cancellation and the groups; somebody who didn't have the subject finds nothing."""
        found = cancellation_for(self.study.pk, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        """The cancelled subject."""
        return _("Instead of {subject}").format(subject=self.found[0].offering.subject_id)

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.found[0].offering.term_id)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("My subjects"), reverse("registration:subjects"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each group with its times and places."""
        kept, groups = self.found
        shown = [
            {
                "group": one,
                "title": parts.title_of(one.offering.subject),
                "lines": parts.meeting_lines(one),
                "places": parts.places_tag(one),
            }
            for one in groups
        ]
        return super().get_context_data(cancelled=kept, groups=shown, **kwargs)

    def act(self, form: Any) -> Any:
        """Register it, or show what refuses. A group that isn't offered here is a page not found."""
        wanted = form.cleaned_data["group"]
        if wanted not in {one.pk for one in self.found[1]}:
            raise Http404
        outcome = submit_basket(
            self.study.pk, [Choice(wanted)], all_or_nothing=True, actor=self.request.user, now=clock.now()
        )
        line = outcome.lines[0]
        if line.registration_id is None:
            return line.decision
        return f"{reverse('registration:submitted')}?d={line.decision_id}"
