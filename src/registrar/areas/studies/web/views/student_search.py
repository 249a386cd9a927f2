"""Finding a student."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.studies.models import Study
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.visible_studies import matching, visible_studies
from registrar.areas.studies.web.study_parts import full_name, status_tag
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class StudentSearch(ListPage):
    """Students of the user's departments, and advisees; the registry finds everybody."""

    policy = "studies.search"
    title = _("Student records")
    lead = _("Opening a student's page is logged.")
    search_label = _("Student number, name or programme")
    export_name = "students"
    default_sort = "student_number"
    empty_title = _("No student found")
    empty_text = _("Try the student number, or one word of the name.")
    columns = (
        Column("number", _("Student number"), sort="student_number"),
        Column("name", _("Name"), sort="student__person__family_name"),
        Column("programme", _("Programme"), sort="programme_id"),
        Column("stage", _("Year"), numeric=True, sort="stage"),
        Column("cohort", _("Cohort"), sort="cohort"),
        Column("status", _("Status")),
    )
    filters = (Filter("status", _("Status"), Study.Status.choices),)

    def rows(self) -> Any:
        """The studies that the user may see."""
        return visible_studies(self.request.user, departments_of(self.request.user))

    def search(self, rows: Any, text: str) -> Any:
        """Every word must match."""
        return matching(rows, text)

    def cells(self, item: Study) -> Mapping[str, Any]:
        """One student."""
        return {
            "number": item.student_number,
            "name": full_name(item.student),
            "programme": item.programme_id,
            "stage": item.stage,
            "cohort": item.cohort,
            "status": status_tag(item),
        }

    def link(self, item: Study) -> str:
        """The study's page."""
        return reverse("studies:study", args=[item.pk])
