"""My degree: what is met by which subject, what is missing, and what to do next."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.degree import degree_of
from registrar.areas.advising.queries.planning import planned_of
from registrar.areas.advising.web.degree_context import degree_context
from registrar.areas.advising.web.own_degree import OwnDegree
from registrar.areas.platform import clock
from registrar.ui.parts import Link
from registrar.ui.views import Page
from registrar.ui.words import in_chinese


class MyDegree(OwnDegree, Page):
    """The student's own degree audit; results from their day of release."""

    policy = "advising.view_own"
    template_name = "advising/degree.html"
    title = gettext_lazy("My degree")
    lead = gettext_lazy("What your programme asks for, what fills it, and what is still to do.")

    def get_caption(self) -> str:
        """The programme."""
        programme = self.study.programme
        return f"{programme.code} {programme.title_zh if in_chinese() else programme.title_en}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The audit laid out."""
        planned = planned_of([self.study.pk]).get(self.study.pk, [])
        degree = degree_of(self.study.pk, when=self.when, as_of=clock.today(), planned=planned)
        return super().get_context_data(
            **degree_context(degree, student=True, term=self.when.term, as_of=clock.today()),
            own=True,
            page_actions=[
                Link(_("My plan"), reverse("advising:plan")),
                Link(_("What if"), reverse("advising:what-if")),
            ],
            study=self.study,
            **kwargs,
        )
