"""AR84c, as departments and boards deal with it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.specific_award import decide_form, forward_specific_award
from registrar.areas.awards.models import SpecificAwardApplication
from registrar.areas.awards.queries.graduation import specific_awards
from registrar.areas.awards.web.graduation_forms import CommentForm, VerdictForm
from registrar.areas.awards.web.graduation_parts import form_tag, programme_title, stream_title
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.awards.web.of_row import OneRow
from registrar.areas.platform import clock
from registrar.ui.parts import Column, Filter, Row, Tag
from registrar.ui.policy import permits

State = SpecificAwardApplication.State
OVERDUE = "overdue"


class SpecificAwards(LoggedList):
    """The forms, those whose answer is due soonest first."""

    policy = "awards.view_applications"
    log_name = "awards:specific_awards"
    belongs_to = ("awards:applications",)
    title = gettext_lazy("Specific awards (AR84c)")
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("award", gettext_lazy("Award")),
        Column("filed", gettext_lazy("Filed on"), sort="filed_at"),
        Column("late", gettext_lazy("In time")),
        Column("reply", gettext_lazy("Answer by"), sort="reply_by"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    filters = (Filter("state", gettext_lazy("State"), [(OVERDUE, gettext_lazy("Answer overdue")), *State.choices]),)
    default_sort = "reply_by"
    search_label = gettext_lazy("Student number or name")
    export_name = "ar84c"
    empty_title = gettext_lazy("No forms")
    empty_text = gettext_lazy("Students of programmes with several awards file AR84c until teaching ends.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the applications."""
        return [(_("Applications for graduation"), reverse("awards:applications"))]

    def rows(self) -> Any:
        """What the reader may see."""
        return self.of_department(specific_awards())

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By state; overdue are those without an answer after its day."""
        if value == OVERDUE:
            return rows.filter(Q(state__in=[State.FILED, State.FORWARDED]), reply_by__lt=clock.today())
        return rows.filter(state=value)

    def cells(self, item: SpecificAwardApplication) -> Mapping[str, Any]:
        """One form."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "programme": programme_title(item.study),
            "award": stream_title(item.stream),
            "filed": item.filed_at,
            "late": Tag(_("Late"), "orange") if item.late else Tag(_("In time"), "green"),
            "reply": item.reply_by,
            "state": form_tag(item),
        }

    def link(self, item: SpecificAwardApplication) -> str:
        """Where it is sent on or decided, for those who may."""
        user = self.request.user
        if item.state == State.FILED and permits("awards.answer_applications", user, item):
            return reverse("awards:forward_form", args=[item.pk])
        if item.state == State.FORWARDED and permits("awards.decide_forms", user, item):
            return reverse("awards:decide_form", args=[item.pk])
        return ""


class _OneForm(OneRow):
    belongs_to = ("awards:applications",)
    list_name = "awards:specific_awards"
    list_title = gettext_lazy("Specific awards (AR84c)")

    def query(self) -> Any:
        """Every form."""
        return specific_awards()

    def get_rows(self) -> list[Row]:
        """What is asked for."""
        return [
            *super().get_rows(),
            Row(_("Programme"), programme_title(self.row.study)),
            Row(_("Award"), stream_title(self.row.stream)),
            Row(_("Filed on"), self.row.filed_at),
            Row(_("In time"), not self.row.late),
            Row(_("Answer by"), self.row.reply_by),
            *([Row(_("The department says"), self.row.comment)] if self.row.comment else []),
        ]


class ForwardForm(_OneForm):
    """The department sends a form to the board."""

    policy = "awards.answer_applications"
    title = gettext_lazy("Send to the Board of Examiners")
    form_class = CommentForm
    submit_label = gettext_lazy("Send on")

    def act(self, form: Any) -> str:
        """Send it on."""
        forward_specific_award(
            self.row.pk, comment=form.cleaned_data["comment"], actor=self.request.user, now=clock.now()
        )
        messages.success(self.request, _("The form is with the Board of Examiners."))
        return self.get_cancel_url()


class DecideForm(_OneForm):
    """What the board decided on a form."""

    policy = "awards.decide_forms"
    title = gettext_lazy("Decision of the Board of Examiners")
    lead = gettext_lazy("Approval changes the stream from today on, and the student is mailed the outcome.")
    form_class = VerdictForm
    submit_label = gettext_lazy("Record the decision")

    def act(self, form: Any) -> str:
        """Record it."""
        data = form.cleaned_data
        decide_form(
            self.row.pk,
            approved=data["agreed"] == "yes",
            answer=data["answer"],
            actor=self.request.user,
            now=clock.now(),
        )
        messages.success(self.request, _("The decision is recorded, and the student is told."))
        return self.get_cancel_url()
