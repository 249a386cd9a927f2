"""Students whom the end of add/drop found without a subject."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.platform.queries.subjects_decided import subjects_decided
from registrar.areas.registration.actions.list_zero_subjects import RULE
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.queries.taking_subjects import taking_subjects
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.areas.studies.queries.expected_studies import enrolled_among
from registrar.areas.studies.queries.visible_studies import matching
from registrar.ui.parts import Column
from registrar.ui.views import ListPage
from registrar.ui.words import edge, in_chinese
from registrar.ui.words import term as term_words

# What keeps the place of a student without subjects.
LEAVES = ("zero_subject", "deferment")


class ZeroSubjects(ListPage):
    """For the registry, which confirms before anybody loses a status; who has a subject or leave since is left out."""

    policy = "registration.list_without"
    template_name = "registration/zero_subjects.html"
    title = gettext_lazy("Students without subjects")
    search_label = gettext_lazy("Student number, name or programme")
    export_name = "without-subjects"
    default_sort = "student_number"
    columns = (
        Column("number", gettext_lazy("Student number"), sort="student_number"),
        Column("name", gettext_lazy("Name"), sort="student__person__family_name"),
        Column("programme", gettext_lazy("Programme"), sort="programme_id"),
        Column("department", gettext_lazy("Department"), sort="programme__department_id"),
        Column("cohort", gettext_lazy("Cohort"), sort="cohort"),
        Column("email", gettext_lazy("Email")),
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show or download, and log it."""
        subject = f"term:{self.term.pk}" if self.term else "term:"
        log_look(request, page="registration:zero-subjects", subject=subject)
        return super().get(request, *args, **kwargs)

    @cached_property
    def term(self) -> Any:
        """The running term."""
        return current_term(clock.today())

    @property
    def over(self) -> bool:
        """Whether add/drop has ended, so that there is a list."""
        return self.term is not None and clock.now() > self.term.add_drop_to

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term.pk) if self.term else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What an empty list means."""
        self.empty_title = _("Nobody is listed") if self.over else _("Nobody is listed yet")
        if self.over:
            self.empty_text = _("Everybody has a subject, or leave to have none.")
        elif self.term is not None:
            text = _("The list is made the day after add/drop ends, on %(ends)s.")
            self.empty_text = text % {"ends": edge(self.term.add_drop_to)}
        return super().get_context_data(listed=self.over, **kwargs)

    def rows(self) -> Any:
        """Who was listed, less those with a subject or leave since; a fixed number of queries."""
        if not self.over:
            return enrolled_among([])
        listed = subjects_decided(RULE, "REFUSED", last_day(self.term.add_drop_to))
        keys = {int(subject.partition(":")[2]) for subject in listed} - taking_subjects(self.term.pk)
        leaves = approvals_in_force(keys, self.term.pk, clock.today())
        return enrolled_among([key for key in keys if not any(one.kind in LEAVES for one in leaves[key])])

    def search(self, rows: Any, text: str) -> Any:
        """By words."""
        return matching(rows, text)

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One student."""
        department = item.programme.department
        person = getattr(item.student, "person", None)
        return {
            "number": item.student_number,
            "name": person.in_full if person else item.student.username,
            "programme": item.programme_id,
            "department": department.name_zh if in_chinese() else department.name_en,
            "cohort": item.cohort,
            "email": item.student.email,
        }

    def link(self, item: Any) -> str:
        """The student's approvals, where leave is recorded."""
        return reverse("studies:approvals", args=[item.pk])
