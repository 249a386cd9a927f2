"""One student's account, for the Finance Office."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.notes_of_study import notes_of_study
from registrar.areas.finance.queries.statement import balance_of
from registrar.areas.finance.web.hold_parts import holds_part
from registrar.areas.finance.web.note_parts import state_tag
from registrar.areas.finance.web.period_forms import PeriodForm
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.finance.web.statement_parts import asked_statement, statement_part
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.kernel import Bilingual, Money
from registrar.ui.parts import Row
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language


class StudentAccount(Page):
    """The student's notes and statement; every look is logged."""

    belongs_to = ("finance:notes",)
    policy = "finance.view_books"
    template_name = "finance/account.html"

    @cached_property
    def study(self) -> Any:
        """The study of the address."""
        try:
            return study_for_page(self.kwargs["pk"])
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it and log the look."""
        log_look(request, page="finance:account", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The student's name."""
        return person_name(self.study.student.person)

    def get_caption(self) -> str:
        """The student number."""
        return str(self.study.student_number)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the notes."""
        return [(_("Debit notes"), reverse("finance:notes"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Particulars, notes, statement."""
        study = self.study
        form = PeriodForm(self.request.GET)
        found = asked_statement(study.pk, form, clock.today())
        owed = balance_of(study.pk)
        notes: list[DebitNote] = notes_of_study(study.pk)
        return super().get_context_data(
            rows=[
                Row(_("Programme"), in_reader_language(Bilingual(study.programme.title_en, study.programme.title_zh))),
                Row(_("Cohort"), study.cohort),
                Row(_("Residency"), study.get_residency_display()),
                Row(_("Student status"), study.get_status_display()),
                Row(_("In the student's favour") if owed < 0 else _("Balance owed"), Money(abs(owed))),
            ],
            notes=[{"note": note, "state": state_tag(note), "amount": Money(note.amount)} for note in notes],
            form=form,
            **statement_part(found),
            holds=holds_part(study.pk, clock.today()),
            **kwargs,
        )
