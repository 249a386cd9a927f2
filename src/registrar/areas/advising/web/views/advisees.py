"""The students of an academic advisor, those to be worried about first."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.degree import outlook
from registrar.areas.advising.queries.early_warnings import Warned, early_warnings
from registrar.areas.advising.queries.study_plan_forms import open_forms
from registrar.areas.advising.web.advising_words import advice, form_tag, warning_tags
from registrar.areas.platform import clock
from registrar.areas.studies.queries.advised_studies import advised_studies
from registrar.ui.parts import Tile
from registrar.ui.views import Page

# How much a warning weighs; advice weighs nothing, and only orders those without a warning.
GRAVITY = {"red": 4, "orange": 2}
OPEN_FORM = 3


class Advisees(Page):
    """Every student whom the signed-in person advises, with early warnings; a fixed number of queries."""

    policy = "advising.advise"
    template_name = "advising/advisees.html"
    title = gettext_lazy("My advisees")
    lead = gettext_lazy("Who needs a word with you, and why. The gravest come first.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Students with their warnings and open forms."""
        when, today = outlook(clock.today()), clock.today()
        if when is None:
            raise Http404
        warned = early_warnings(advised_studies(self.request.user), term=when.term, today=today)
        forms = open_forms([one.study.pk for one in warned], when.term)
        rows = [self._row(one, forms.get(one.study.pk)) for one in warned]
        rows.sort(key=lambda row: (-row["gravity"], -len(row["advice"]), row["study"].student_number))
        worried = [row for row in rows if row["tags"]]
        tiles = [
            Tile(_("Advisees"), len(rows)),
            Tile(_("With warnings"), len(worried), tone="warn" if worried else "good"),
            Tile(_("AR150 open"), len(forms), tone="warn" if forms else ""),
        ]
        return super().get_context_data(rows=rows, tiles=tiles, **kwargs)

    def _row(self, one: Warned, form: Any) -> dict[str, Any]:
        tags = warning_tags(one)
        return {
            "study": one.study,
            "name": one.study.student.person.in_full,
            "gpa": next((row.gpa for row in reversed(one.standings) if row.gpa is not None), None),
            "tags": tags,
            "advice": advice(one),
            "findings": one.decision.findings,
            "form": form,
            "form_tag": form_tag(form, clock.today()) if form else None,
            "gravity": sum(GRAVITY[tag.colour] for tag in tags) + (OPEN_FORM if form else 0),
            "url": reverse("advising:advising", args=[one.study.pk]),
        }
