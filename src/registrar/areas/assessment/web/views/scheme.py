"""The assessment scheme of an offering: shown, and laid down."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.set_scheme import set_scheme
from registrar.areas.assessment.models import AssessmentScheme
from registrar.areas.assessment.queries.schemes import has_marks, scheme_of
from registrar.areas.assessment.web.mark_words import plain, share
from registrar.areas.assessment.web.scheme_form import SchemeForm, initial_of
from registrar.areas.platform import clock
from registrar.areas.registration.queries.offerings_of import offering_for_page
from registrar.kernel.bilingual import Bilingual
from registrar.rulebook import decide
from registrar.ui.parts import Link, Part, Row
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page
from registrar.ui.words import in_reader_language, moment
from registrar.ui.words import term as term_text


class OfScheme:
    """The offering of the address, and its scheme."""

    kwargs: dict[str, Any]
    request: Any

    @cached_property
    def offering(self) -> Any:
        """The offering, or a page not found."""
        found = offering_for_page(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def scheme(self) -> AssessmentScheme | None:
        """Its scheme, if it has one."""
        return scheme_of(self.offering.pk)

    def get_policy_object(self) -> Any:
        """The offering decides."""
        return self.offering

    def get_caption(self) -> str:
        """Subject and term."""
        subject = self.offering.subject
        title = in_reader_language(Bilingual(subject.title_en, subject.title_zh))
        return f"{subject.code} {title} · {term_text(self.offering.term_id)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list, for those who have one."""
        if permits("assessment.list_schemes", self.request.user):
            return [(_("Assessment schemes"), reverse("assessment:schemes"))]
        return []


class SchemePage(OfScheme, Page):
    """Components, pass conditions, the totals at which letters begin, and the finding on them."""

    policy = "assessment.view_scheme"
    hide_refusal = True
    template_name = "assessment/scheme.html"
    title = gettext_lazy("Assessment scheme")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The scheme as a picture and a table."""
        scheme, user = self.scheme, self.request.user
        components = list(scheme.components.all()) if scheme is not None else []
        edits = permits("assessment.edit_scheme", user, self.offering)
        address = reverse("assessment:edit_scheme", args=[self.offering.pk])
        text = _("Change the scheme") if scheme is not None else _("Set the scheme")
        return super().get_context_data(
            scheme=scheme,
            components=[_shown(one) for one in components],
            parts=[Part(title(one), share(one.weight), tone=place % 5 + 1) for place, one in enumerate(components)],
            boundaries=boundaries_of(scheme, self.offering) if scheme is not None else [],
            own_boundaries=bool(scheme and scheme.boundaries),
            facts=_facts(scheme) if scheme is not None else [],
            page_actions=[Link(text, address)] if edits else [],
            edits=edits,
            **kwargs,
        )


def title(component: Any) -> str:
    """The component's title in the reader's language."""
    return str(in_reader_language(Bilingual(component.title_en, component.title_zh)))


def _shown(one: Any) -> dict[str, str]:
    return {
        "code": one.code,
        "title": title(one),
        "weight": f"{plain(one.weight)}%",
        "maximum": plain(one.maximum),
        "pass_mark": plain(one.pass_mark) or "–",
    }


def boundaries_of(scheme: AssessmentScheme, offering: Any) -> list[tuple[str, str]]:
    """The letters with the totals at which they begin, as the rule reads the scheme."""
    one = {"row": 1, "code": "ALL", "weight": "100", "maximum": "100"}
    facts = {
        "term": offering.term_id,
        "graded": offering.subject.graded,
        "components": [one],
        "boundaries": [{"row": row, **line} for row, line in enumerate(scheme.boundaries, start=1)],
    }
    found = decide("assessment.scheme", facts, as_of=clock.today(), university=settings.UNIVERSITY)
    return [(line["grade"], plain(line["minimum"])) for line in found.result.get("boundaries", ())]


def _facts(scheme: AssessmentScheme) -> list[Row]:
    rows = [Row(_("Total needed to pass"), plain(scheme.pass_mark))] if scheme.pass_mark is not None else []
    if scheme.copied_from is not None and scheme.reason == "":
        rows.append(Row(_("Taken over from"), term_text(scheme.copied_from.offering.term_id)))
    by = getattr(scheme.changed_by, "person", None)
    rows.append(Row(_("Last changed"), f"{moment(scheme.changed_at)} · {by or '–'}"))
    if scheme.reason:
        rows.append(Row(_("Why it changed"), scheme.reason))
    return rows


class EditScheme(OfScheme, FormPage):
    """The components of an offering, as department or teacher lays them down."""

    policy = "assessment.edit_scheme"
    hide_refusal = True
    form_class = SchemeForm
    template_name = "assessment/edit_scheme.html"
    title = gettext_lazy("Assessment scheme")
    submit_label = gettext_lazy("Save the scheme")

    @cached_property
    def letters(self) -> list[str]:
        """The letters that a total can propose in this term."""
        graded = self.offering.subject.graded
        empty = AssessmentScheme(boundaries=[])
        return [letter for letter, _minimum in boundaries_of(empty, self.offering)] if graded else []

    @cached_property
    def marked(self) -> bool:
        """Whether marks are in already."""
        return has_marks(self.offering.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The letters, and whether a reason is asked for."""
        return {"letters": self.letters, "with_reason": self.marked}

    def get_initial(self) -> dict[str, Any]:
        """The scheme as it stands."""
        return initial_of(self.scheme, self.letters)

    def get_cancel_url(self) -> str:
        """Back to the scheme."""
        return reverse("assessment:scheme", args=[self.offering.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What holds where no total is entered, and whether marks are in."""
        default = boundaries_of(AssessmentScheme(boundaries=[]), self.offering)
        return super().get_context_data(marked=self.marked, default=dict(default), **kwargs)

    def act(self, form: Any) -> str | HttpResponseBase | Any:
        """Check and save it."""
        decision = set_scheme(self.offering.pk, form.draft(), actor=self.request.user, now=clock.now())
        if not decision.allowed:
            return decision
        messages.success(self.request, _("The scheme is saved."))
        return self.get_cancel_url()
