"""One programme."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.models import CurriculumSubject
from registrar.areas.catalogue.queries.programme_detail import ProgrammeDetail, programme_detail
from registrar.areas.catalogue.web.cells import cells
from registrar.areas.catalogue.web.fee_rows import fee_table
from registrar.areas.catalogue.web.titles import coded, named, titled
from registrar.areas.catalogue.web.views.subject_page import SEMESTERS
from registrar.rulebook.fees import load_fees
from registrar.ui.joining import listed
from registrar.ui.parts import Column, Row
from registrar.ui.views import Page


class ProgrammePage(Page):
    """What the programme is, its curriculum by stage, and its fees with their clauses."""

    policy = "catalogue.view"
    template_name = "catalogue/programme.html"

    @cached_property
    def detail(self) -> ProgrammeDetail:
        """The programme of the address."""
        found = programme_detail(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> Any:
        """The programme's title."""
        return titled(self.detail.programme)

    def get_caption(self) -> str:
        """The programme's code."""
        return self.detail.programme.code

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way back."""
        return [(_("Programmes"), reverse("catalogue:programmes"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Facts, curriculum and fees."""
        programme = self.detail.programme
        return super().get_context_data(
            rows=self.rows(),
            made_up=programme.demonstration,
            curriculum_columns=CURRICULUM,
            stages=_stages(self.detail.places),
            fees=fee_table(load_fees(settings.UNIVERSITY), programme.code, programme.level, programme.funding),
            **kwargs,
        )

    def rows(self) -> list[Row]:
        """The programme's facts."""
        programme = self.detail.programme
        streams = listed(stream.code for stream in self.detail.streams)
        years = programme.normal_duration / 2
        return [
            Row(_("Department"), named(programme.department)),
            Row(_("Level"), programme.get_level_display()),
            Row(_("Mode"), programme.get_mode_display()),
            Row(_("Funding"), programme.get_funding_display()),
            Row(_("Normal duration"), _("%(years)s years") % {"years": f"{years:g}"}),
            Row(_("Credits for the award"), programme.credits_required),
            *([Row(_("Streams"), streams)] if streams else []),
        ]


CURRICULUM = (
    Column("subject", _("Subject")),
    Column("category", _("Category")),
    Column("credits", _("Credits"), numeric=True),
)


def _stages(places: list[CurriculumSubject]) -> list[dict[str, Any]]:
    """Return the terms of the pattern with their subjects and sums of credits."""
    terms = []
    for (stage, semester), group in groupby(places, key=lambda place: (place.stage, place.semester)):
        rows = list(group)
        terms.append(
            {
                "stage": stage,
                "semester": SEMESTERS[semester],
                "credits": sum(row.subject.credits for row in rows),
                "rows": [
                    cells(
                        CURRICULUM,
                        [coded(row.subject), row.get_category_display(), row.subject.credits],
                        reverse("catalogue:subject", args=[row.subject_id]),
                    )
                    for row in rows
                ],
            }
        )
    return terms
