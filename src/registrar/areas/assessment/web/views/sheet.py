"""One grade sheet: entry by the teacher, review by the panel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.effects import codes_for
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.sheets import grade_counts, lines_of
from registrar.areas.assessment.web.views.sheet_list import stage_tag
from registrar.areas.platform import clock
from registrar.kernel.bilingual import Bilingual
from registrar.ui.parts import Point, Row
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language, moment
from registrar.ui.words import term as term_text


class SheetPage(Page):
    """The lines of a sheet, with grades to choose while it is open."""

    policy = "assessment.view_sheet"
    template_name = "assessment/sheet.html"

    @cached_property
    def sheet(self) -> GradeSheet:
        """The sheet of the address."""
        sheets = GradeSheet.objects.select_related(
            "offering__subject", "offering__term", "submitted_by", "finalised_by"
        )
        return get_object_or_404(sheets, pk=self.kwargs["pk"])

    def get_policy_object(self) -> GradeSheet:
        """Ask the policy about this sheet."""
        return self.sheet

    def get_title(self) -> str:
        """Code and title of the subject."""
        subject = self.sheet.offering.subject
        return f"{subject.code} {in_reader_language(Bilingual(subject.title_en, subject.title_zh))}"

    def get_caption(self) -> str:
        """The term."""
        return term_text(self.sheet.offering.term_id)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Grade sheets"), reverse("assessment:sheets"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lines, allowed codes, distribution, and what this person may do."""
        sheet, user = self.sheet, self.request.user
        lines, counts = list(lines_of(sheet)), grade_counts(sheet)
        subject = sheet.offering.subject
        codes = codes_for(sheet.offering.term_id, clock.today(), graded=subject.graded)
        return super().get_context_data(
            sheet=sheet,
            lines=lines,
            codes=codes,
            missing=sum(not line.grade for line in lines),
            may_enter=sheet.stage == "open" and permits("assessment.enter_grades", user, sheet),
            may_review=sheet.stage == "submitted" and permits("assessment.finalise_grades", user, sheet),
            distribution=[Point(code, (counts[code],)) for code in codes if code in counts],
            facts=self.facts(len(lines)),
            **kwargs,
        )

    def facts(self, count: int) -> list[Row]:
        """Stage, who submitted and who made it final."""
        sheet = self.sheet
        rows = [Row(_("Stage"), stage_tag(sheet)), Row(_("Students"), count)]
        if sheet.submitted_at:
            rows.append(Row(_("Submitted"), f"{moment(sheet.submitted_at)} · {sheet.submitted_by or '–'}"))
        if sheet.finalised_at:
            rows.append(Row(_("Made final"), f"{moment(sheet.finalised_at)} · {sheet.finalised_by or '–'}"))
        if sheet.note:
            rows.append(Row(_("Note of the panel"), sheet.note))
        return rows

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save the grades of the form; what is refused is shown beside its line and nothing else is lost."""
        if not permits("assessment.enter_grades", request.user, self.sheet):
            return HttpResponse(status=403)
        grades = {
            int(name.removeprefix("grade-")): str(value)
            for name, value in request.POST.items()
            if name.startswith("grade-") and name.removeprefix("grade-").isdecimal()
        }
        answer = enter_grades(self.sheet.pk, grades, actor=request.user, now=clock.now())
        if answer.closed:
            messages.error(request, _("This sheet is no longer open, so nothing was saved."))
        elif answer.refused:
            context = self.get_context_data(refused=answer.refused, saved=answer.saved)
            return self.render_to_response(context, status=422)
        else:
            text = ngettext("%(count)s grade saved.", "%(count)s grades saved.", answer.saved)
            messages.success(request, text % {"count": answer.saved})
        return HttpResponseRedirect(request.path, status=303)
