"""Pending results: what they wait for, the grade, and settling it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.arrange_late import arrange_late
from registrar.areas.assessment.actions.confirm_late_grade import confirm_late_grade
from registrar.areas.assessment.actions.enter_late_grade import enter_late_grade
from registrar.areas.assessment.effects import codes_for
from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import GradeEntry, GradeSheet, LateAssessment
from registrar.areas.assessment.queries.pending import pending_lines
from registrar.areas.platform import clock
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.joining import phrase
from registrar.ui.parts import Column, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, FormPage, ListPage, Page
from registrar.ui.words import day, moment
from registrar.ui.words import term as term_text

DUE_IN = timedelta(days=14)


def arranged(entry: GradeEntry) -> LateAssessment | None:
    """What was arranged for a line, if anything."""
    return getattr(entry, "late_assessment", None)


def state_tag(entry: GradeEntry, today: Any) -> Tag:
    """How far a pending result has come."""
    row = arranged(entry)
    if row is None:
        return Tag(_("Nothing arranged"), "red")
    if row.confirmed_at is not None:
        return Tag(_("Settled"), "green")
    if row.grade:
        return Tag(_("Awaiting the panel"), "blue")
    return Tag(_("Overdue"), "red") if row.due_on < today else Tag(_("Awaiting the grade"), "orange")


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


class OfPending:
    """The line of the address, pending or settled late."""

    kwargs: dict[str, Any]

    @cached_property
    def entry(self) -> GradeEntry:
        """The line, or a page not found for one that never was pending."""
        rows = GradeEntry.objects.filter(sheet__stage=GradeSheet.Stage.FINAL).select_related(
            "registration__study__student__person",
            "sheet__offering__subject",
            "sheet__offering__term",
            "late_assessment__noted_by__person",
            "late_assessment__graded_by__person",
            "late_assessment__confirmed_by__person",
        )
        pending = rows.filter(grade=PENDING) | rows.exclude(late_assessment=None)
        return get_object_or_404(pending, pk=self.kwargs["pk"])

    def get_policy_object(self) -> GradeSheet:
        """The sheet decides."""
        return self.entry.sheet

    def get_caption(self) -> str:
        """Subject, term and student."""
        offering, study = self.entry.sheet.offering, self.entry.registration.study
        return f"{offering.subject_id} · {term_text(offering.term_id)} · {study.student_number}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Pending results"), reverse("assessment:pending"))]

    def get_cancel_url(self) -> str:
        """Back to the pending result."""
        return reverse("assessment:pending_result", args=[self.entry.pk])


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
            if row is not None and row.grade and permits("assessment.confirm_late", user, sheet):
                actions.append(Link(_("Settle the grade"), reverse("assessment:confirm_late", args=[entry.pk])))
        return super().get_context_data(facts=_facts(entry), page_actions=actions, **kwargs)


def _facts(entry: GradeEntry) -> list[Row]:
    row, today = arranged(entry), clock.today()
    rows = [Row(_("State"), state_tag(entry, today))]
    if row is None:
        return rows
    rows += [
        Row(_("Late assessment"), _("Permitted") if row.permitted else _("Not permitted")),
        Row(_("Means of assessment"), row.method or "–"),
        Row(_("Due on"), day(row.due_on)),
        Row(_("Arranged"), f"{moment(row.noted_at)} · {_name(row.noted_by)}"),
    ]
    if row.grade and row.graded_at:
        rows.append(Row(_("Grade"), f"{row.grade} · {moment(row.graded_at)} · {_name(row.graded_by)}"))
    if row.confirmed_at:
        rows.append(Row(_("Settled"), f"{moment(row.confirmed_at)} · {_name(row.confirmed_by)}"))
    return rows


def _name(user: Any) -> str:
    return str(getattr(user, "person", user) or "–")


class ArrangeForm(RegistrarForm):
    """Whether it is permitted, how it is held, and by when."""

    permitted = forms.TypedChoiceField(
        label=gettext_lazy("Did the Head or the Subject Teacher permit a late assessment?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, the work that was done is graded"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    method = forms.CharField(label=gettext_lazy("Means of assessment"), max_length=200, required=False)
    due_on = DayField(label=gettext_lazy("Day by which the grade is expected"))


class ArrangeLate(OfPending, FormPage):
    """The department notes what the result waits for."""

    policy = "assessment.enter_late"
    form_class = ArrangeForm
    title = gettext_lazy("What the pending result waits for")

    def get_initial(self) -> dict[str, Any]:
        """As it stands, or two weeks from today."""
        row = arranged(self.entry)
        if row is None:
            return {"due_on": clock.today() + DUE_IN}
        return {"permitted": "yes" if row.permitted else "no", "method": row.method, "due_on": row.due_on}

    def act(self, form: Any) -> str:
        """Keep it."""
        row = arrange_late(self.entry.pk, **form.cleaned_data, actor=self.request.user, now=clock.now())
        if row is None:
            messages.error(self.request, _("The result isn't pending any more, so nothing changed."))
        else:
            messages.success(self.request, _("The arrangement is on record."))
        return self.get_cancel_url()


class LateGradeForm(RegistrarForm):
    """The grade that was earned."""

    grade = forms.ChoiceField(label=gettext_lazy("Grade"))

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        """The grades of the term's scale."""
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [("", "–"), *((code, code) for code in codes)]  # type: ignore[attr-defined]


class EnterLate(OfPending, FormPage):
    """The grade, for the panel to settle."""

    policy = "assessment.enter_late"
    form_class = LateGradeForm
    title = gettext_lazy("Grade of the pending result")
    lead = gettext_lazy("It counts as the attempt that was pending: no retake is counted, and no grade is capped.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be entered; pending is no grade."""
        offering = self.entry.sheet.offering
        codes = codes_for(offering.term_id, clock.today(), graded=offering.subject.graded)
        return {"codes": [code for code in codes if code != PENDING]}

    def act(self, form: Any) -> Any:
        """Keep it for the panel."""
        decision = enter_late_grade(self.entry.pk, form.cleaned_data["grade"], actor=self.request.user, now=clock.now())
        if decision is None:
            messages.error(self.request, _("Nothing was arranged, or the grade is settled; nothing changed."))
        elif not decision.allowed:
            return decision
        else:
            messages.success(self.request, _("The grade waits for the panel."))
        return self.get_cancel_url()


class ConfirmLate(OfPending, ConfirmPage):
    """The panel settles it."""

    policy = "assessment.confirm_late"
    title = gettext_lazy("Settle this grade")
    submit_label = gettext_lazy("Settle")
    warning = gettext_lazy(
        "The grade goes on record for good, and comes out at once where the results are out already."
    )

    def get_rows(self) -> list[Row]:
        """What is settled."""
        return _facts(self.entry)

    def act(self, form: Any) -> str:
        """Settle it."""
        answer = confirm_late_grade(self.entry.pk, actor=self.request.user, now=clock.now())
        if answer == "final":
            messages.success(self.request, _("The grade is on record."))
        elif answer == "own_grade":
            messages.error(self.request, _("You entered this grade yourself; somebody else has to settle it."))
        else:
            messages.error(self.request, _("There is nothing to settle; nothing changed."))
        return self.get_cancel_url()
