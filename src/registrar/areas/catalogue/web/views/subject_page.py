"""One subject."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.models import SubjectRequisite
from registrar.areas.catalogue.queries.subject_detail import SubjectDetail, subject_detail
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.catalogue.web.cells import cells
from registrar.areas.catalogue.web.titles import coded, named, titled
from registrar.areas.platform.clock import today
from registrar.rulebook import decide
from registrar.ui.parts import Cell, Column, Row
from registrar.ui.views import Page


class SubjectPage(Page):
    """What the subject is, what it asks for, and where programmes put it."""

    policy = "catalogue.view"
    template_name = "catalogue/subject.html"

    @cached_property
    def detail(self) -> SubjectDetail:
        """The subject of the address."""
        found = subject_detail(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> Any:
        """The subject's title."""
        return titled(self.detail.subject)

    def get_caption(self) -> str:
        """The subject's code."""
        return self.detail.subject.code

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way back."""
        return [(_("Subjects"), reverse("catalogue:subjects"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Facts, requisites and curricula."""
        detail = self.detail
        term = current_term(today())
        effort = decide(
            "registration.study_effort",
            {"credits": detail.subject.credits, "term": term.key if term else None},
            as_of=today(),
            university=settings.UNIVERSITY,
        )
        return super().get_context_data(
            rows=self.rows(effort.result),
            effort=effort,
            requisites=_requisites(detail.asks_for),
            opens=[_linked(row.subject) for row in detail.opens],
            places_columns=PLACES,
            places=[self.place(place) for place in detail.places],
            **kwargs,
        )

    def rows(self, effort: Any) -> list[Row]:
        """The subject's facts; the hours stand beside every figure of credits (polyu-2024-25:2C-02)."""
        subject = self.detail.subject
        rows = [
            Row(_("Department"), named(subject.department)),
            Row(_("Level"), subject.level),
            Row(_("Kind of subject"), subject.get_kind_display()),
            Row(_("Credits"), subject.credits),
            Row(_("Assessment"), _("Graded") if subject.graded else _("Pass or fail")),
        ]
        if effort:
            hours = _("%(least)s to %(most)s hours, classes and private study together")
            rows.append(Row(_("Hours of study"), hours % {"least": effort["least"], "most": effort["most"]}))
        if subject.max_retakes is not None:
            rows.append(Row(_("Retakes allowed by the department"), subject.max_retakes))
        return rows

    def place(self, place: Any) -> list[Cell]:
        """A row of the table of programmes."""
        address = reverse("catalogue:programme", args=[place.programme_id])
        values = [coded(place.programme), place.get_category_display(), place.stage, SEMESTERS[place.semester]]
        return cells(PLACES, values, address)


PLACES = (
    Column("programme", _("Programme")),
    Column("category", _("Category")),
    Column("stage", _("Year of study"), numeric=True),
    Column("semester", _("Term")),
)
SEMESTERS = {"S1": _("Semester One"), "S2": _("Semester Two"), "ST": _("Summer Term")}


def _linked(subject: Any, grade: str = "") -> dict[str, Any]:
    return {"title": coded(subject), "url": reverse("catalogue:subject", args=[subject.code]), "grade": grade}


def _requisites(rows: list[SubjectRequisite]) -> list[dict[str, Any]]:
    """Return kind by kind the groups of alternatives: one of each group is enough, and every group counts."""
    grouped: dict[str, dict[int, list[SubjectRequisite]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        # Every exclusion stands for itself.
        grouped[row.kind][row.pk if row.kind == row.Kind.EXCLUSION else row.alternative].append(row)
    return [
        {
            "kind": SubjectRequisite.Kind(kind).label,
            "groups": [[_linked(row.other, row.minimum_grade) for row in group] for group in groups.values()],
        }
        for kind, groups in sorted(grouped.items(), key=lambda item: ORDER[item[0]])
    ]


ORDER = {"prerequisite": 0, "corequisite": 1, "exclusion": 2, "continues": 3}
