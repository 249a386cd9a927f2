"""One grade sheet: entry by the teacher, review by the panel."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.enter_marks import enter_marks
from registrar.areas.assessment.effects import codes_for
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.queries.sheets import lines_of
from registrar.areas.assessment.totals import proposed_grades
from registrar.areas.assessment.web.sheet_grid import Typed, errors_on, grid, heads_of, on_record, shown_on
from registrar.areas.assessment.web.sheet_side import (
    panel_matters,
    panel_steps,
    sheet_facts,
    sheet_links,
    sheet_pictures,
)
from registrar.areas.platform import clock
from registrar.kernel.bilingual import Bilingual
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language
from registrar.ui.words import term as term_text

# What the form can go on to once everything on it is saved.
NEXT = {"accept": "assessment:accept_proposals", "submit": "assessment:submit_sheet"}


class SheetPage(Page):
    """The lines of a sheet, with marks and grades to enter while it is open."""

    policy = "assessment.view_sheet"
    template_name = "assessment/sheet.html"
    typed = Typed()

    @cached_property
    def sheet(self) -> GradeSheet:
        """The sheet of the address."""
        people = ("submitted_by__person", "reviewed_by__person", "finalised_by__person")
        sheets = GradeSheet.objects.select_related("offering__subject", "offering__term", *people)
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
        """Lines with marks and proposals, allowed codes, pictures, and what this person may do."""
        sheet, user, today = self.sheet, self.request.user, clock.today()
        entries, scheme = list(lines_of(sheet)), scheme_of(sheet.offering_id)
        marks = marks_of(entries) if scheme is not None else {}
        heads = heads_of(scheme)
        totals = proposed_grades(scheme, sheet.offering, marks, entries, today)
        # The policy asks for the department of the subject, which the offering has as a result has.
        histories = permits("assessment.view_history", user, sheet.offering)
        record = on_record(sheet, entries, histories=histories)
        lines = grid(heads, entries, marks, totals, self.typed, record)
        codes = codes_for(sheet.offering.term_id, today, graded=sheet.offering.subject.graded)
        return super().get_context_data(
            sheet=sheet,
            scheme=scheme,
            heads=heads,
            lines=lines,
            shown=shown_on(lines, marks),
            errors=errors_on(lines),
            codes=codes,
            proposing=any(line.proposed for line in lines),
            to_accept=any(line.proposed and not line.entry.grade for line in lines),
            missing=sum(not line.entry.grade for line in lines),
            unexplained=sum(line.wants_note for line in lines),
            may_enter=sheet.stage == "open" and permits("assessment.enter_grades", user, sheet),
            facts=sheet_facts(sheet, len(lines)),
            links=sheet_links(sheet, user),
            pictures=sheet_pictures(sheet, entries, codes),
            rate_names=[_("Pass rate (%)")],
            **panel_steps(sheet, user),
            **panel_matters(sheet, user),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save marks and grades of the form; what is refused is shown beside its field and nothing else is lost."""
        if not permits("assessment.enter_grades", request.user, self.sheet):
            return HttpResponse(status=403)
        sent = {name: str(value) for name, value in request.POST.items()}
        shown = _shown(sent.pop("shown", ""))
        told: dict[str, Any] = {"actor": request.user, "now": clock.now()}
        with transaction.atomic():
            marks = enter_marks(self.sheet.pk, _marks(sent), shown=_marks(shown), **told)
            notes, held = _of("note", sent), _of("note", shown)
            was = {key: (grade, held.get(key, "")) for key, grade in _of("grade", shown).items()}
            grades = enter_grades(self.sheet.pk, _of("grade", sent), notes=notes, shown=was, **told)
        saved = marks.saved + grades.saved
        if grades.closed:
            messages.error(request, _("This sheet is no longer open, so nothing was saved."))
        elif grades.refused or grades.overtaken or marks.refused:
            self.typed = Typed(marks, grades, sent)
            refused = len(grades.refused) + len(grades.overtaken) + len(marks.refused)
            return self.render_to_response(self.get_context_data(refused=refused, saved=saved), status=422)
        else:
            text = ngettext("%(count)s entry saved.", "%(count)s entries saved.", saved)
            messages.success(request, text % {"count": saved})
            then = NEXT.get(sent.get("then", ""), "assessment:sheet")
            return HttpResponseRedirect(reverse(then, args=[self.sheet.pk]), status=303)
        return HttpResponseRedirect(request.path, status=303)


def _shown(text: str) -> dict[str, str]:
    """What the page held when it was filled in, by field; nothing where that can't be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _of(kind: str, sent: dict[str, str]) -> dict[int, str]:
    """What was sent for each registration: `grade-17`, `note-17`."""
    found = {}
    for name, value in sent.items():
        before, dash, key = name.partition("-")
        if before == kind and dash and key.isdecimal():
            found[int(key)] = value
    return found


def _marks(sent: dict[str, str]) -> dict[tuple[int, int], str]:
    """What was sent for each registration and component: `mark-17-3`."""
    found = {}
    for name, value in sent.items():
        parts = name.split("-")
        if parts[0] == "mark" and [part.isdecimal() for part in parts[1:]] == [True, True]:
            found[int(parts[1]), int(parts[2])] = value
    return found
