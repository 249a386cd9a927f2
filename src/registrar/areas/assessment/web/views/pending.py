"""Pending results: the list, and one with what was arranged and entered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.models import GradeEntry
from registrar.areas.assessment.queries.pending import pending_lines
from registrar.areas.assessment.web.of_pending import OfPending, arranged, facts_of, state_tag
from registrar.areas.platform import clock
from registrar.ui.joining import phrase
from registrar.ui.parts import Column, Link
from registrar.ui.policy import permits
from registrar.ui.views import ListPage, Page
from registrar.ui.words import term as term_text


class PendingList(ListPage):
    """Pending results, the most urgent first."""

    policy = "assessment.list_pending"
    title = gettext_lazy("Pending results")
    lead = gettext_lazy("Grades left open on final sheets, mostly for a late assessment, with the day they are due.")
    default_sort = "late_assessment__due_on"
    search_label = gettext_lazy("Student number or subject")
    export_name = "pending-results"
    empty_title = gettext_lazy("Nothing is pending")
    empty_text = gettext_lazy("Every final sheet has all its grades.")
    columns: Sequence[Column] = (
        Column("student", gettext_lazy("Student"), sort="registration__study__student_number"),
        Column("subject", gettext_lazy("Subject"), sort="sheet__offering__subject"),
        Column("term", gettext_lazy("Term"), sort="sheet__offering__term__ordinal"),
        Column("due", gettext_lazy("Due on"), sort="late_assessment__due_on"),
        Column("state", gettext_lazy("State")),
    )

    def rows(self) -> Any:
        """The lines that this person has to do with."""
        return pending_lines(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """By student number or subject."""
        number = rows.filter(registration__study__student_number__istartswith=text)
        return number | rows.filter(sheet__offering__subject__code__istartswith=text)

    def cells(self, item: GradeEntry) -> Mapping[str, Any]:
        """One pending result."""
        study, row = item.registration.study, arranged(item)
        return {
            "student": phrase(study.student_number, str(study.student.person)),
            "subject": item.sheet.offering.subject_id,
            "term": term_text(item.sheet.offering.term_id),
            "due": row.due_on if row else "–",
            "state": state_tag(item, clock.today()),
        }

    def link(self, item: GradeEntry) -> str:
        """Lead to the pending result."""
        return reverse("assessment:pending_result", args=[item.pk])


class PendingPage(OfPending, Page):
    """One pending result with what was arranged and entered."""

    policy = "assessment.view_pending"
    template_name = "assessment/pending.html"

    def get_title(self) -> str:
        """The student."""
        return str(self.entry.registration.study.student.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Facts, and what this person may do."""
        entry, user, sheet = self.entry, self.request.user, self.entry.sheet
        row, actions = arranged(entry), []
        if row is None or row.confirmed_at is None:
            if permits("assessment.enter_late", user, sheet):
                if row is None or not row.grade:
                    actions.append(Link(_("Arrange"), reverse("assessment:arrange_late", args=[entry.pk])))
                if row is not None:
                    actions.append(Link(_("Enter the grade"), reverse("assessment:enter_late", args=[entry.pk])))
            theirs = row is not None and row.grade and row.graded_by_id != user.pk
            if theirs and permits("assessment.confirm_late", user, sheet):
                actions.append(Link(_("Settle the grade"), reverse("assessment:confirm_late", args=[entry.pk])))
        return super().get_context_data(facts=facts_of(entry), page_actions=actions, **kwargs)
