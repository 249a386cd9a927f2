"""Full-time students who ended add/drop with a light load that nobody approved."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.platform.queries.subjects_decided import subjects_decided
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.queries.light_loads import loads_of
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.ui.views import Page
from registrar.ui.words import edge, in_chinese
from registrar.ui.words import term as term_words


class LightLoads(Page):
    """For the department: it approves the load or adds subjects (polyu-2024-25:4K-03)."""

    policy = "registration.assign_subjects"
    template_name = "registration/light_loads.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Light loads")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who was listed when add/drop ended, less those approved since; a fixed number of queries."""
        term = current_term(clock.today())
        if term is None:
            return super().get_context_data(rows=[], term=None, **kwargs)
        ends = last_day(term.add_drop_to)
        listed = subjects_decided("registration.light_load", "NEEDS_APPROVAL", ends)
        studies = [int(subject.partition(":")[2]) for subject in listed]
        approved = approvals_in_force(studies, term.pk, clock.today())
        departments = departments_of(self.request.user)
        rows = [
            {
                "number": row["study__student_number"],
                "name": _name(row),
                "programme": row["study__programme_id"],
                "load": row["load"],
                "approve": reverse("studies:grant", args=[row["study_id"]]) + "?kind=light_load",
                "subjects": reverse("registration:of-student", args=[row["study_id"]]),
            }
            for row in loads_of(studies, term.pk)
            if (departments is None or row["study__programme__department_id"] in departments)
            and not any(one.kind == "light_load" for one in approved[row["study_id"]])
        ]
        return super().get_context_data(
            rows=rows, term=term.pk, over=clock.now() > term.add_drop_to, ends=edge(term.add_drop_to), **kwargs
        )

    def get_caption(self) -> str:
        """Which term."""
        term = current_term(clock.today())
        return term_words(term.pk) if term else ""


def _name(row: dict[str, Any]) -> str:
    """Return the student's name as it is written everywhere: "CHAN Tai Man", or the Chinese name to who reads it."""
    person = "study__student__person__"
    if in_chinese() and row[person + "name_zh"]:
        return str(row[person + "name_zh"])
    return f"{row[person + 'family_name'].upper()} {row[person + 'given_names']}"
