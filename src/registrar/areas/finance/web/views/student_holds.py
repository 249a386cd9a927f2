"""What is held back for one student, for the offices that process applications."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.web.hold_parts import holds_part
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.ui.policy import permits
from registrar.ui.views import Page


class StudentHolds(Page):
    """The unpaid notes of a student and what waits for them; every look is logged."""

    belongs_to = ("studies:search",)
    policy = "finance.view_holds"
    template_name = "finance/student_holds.html"

    @cached_property
    def study(self) -> Any:
        """The study of the address."""
        try:
            return study_for_page(self.kwargs["pk"])
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def get_title(self) -> str:
        """The student's name."""
        return person_name(self.study.student.person)

    def get_caption(self) -> str:
        """The student number."""
        return str(self.study.student_number)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the student's record."""
        return [(_("Student record"), reverse("studies:study", args=[self.study.pk]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The holds; the notes themselves are opened only by those who may."""
        log_look(self.request, page="finance:holds", subject=f"study:{self.study.pk}")
        linked = permits("finance.view_books", self.request.user)
        return super().get_context_data(holds=holds_part(self.study.pk, clock.today(), linked=linked), **kwargs)
