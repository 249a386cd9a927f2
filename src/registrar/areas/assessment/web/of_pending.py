"""What the pages about a pending result share."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import GradeEntry, GradeSheet, LateAssessment
from registrar.areas.platform import clock
from registrar.ui.parts import Row, Tag
from registrar.ui.words import day, moment
from registrar.ui.words import term as term_text


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


def facts_of(entry: GradeEntry) -> list[Row]:
    """What was arranged, entered and settled."""
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
