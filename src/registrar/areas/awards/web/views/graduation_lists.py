"""Applications for graduation and those who forgot, as departments and the registry see them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.answer_application import answer_application, settle_application
from registrar.areas.awards.models import ExpectedFinish, GraduationApplication
from registrar.areas.awards.queries.graduation import applications, elective_choices, not_applied
from registrar.areas.awards.web.graduation_forms import VerdictForm
from registrar.areas.awards.web.graduation_parts import application_tag, minor_title, named, programme_title
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.awards.web.of_row import OneRow
from registrar.areas.catalogue.queries.term import past_and_current_terms
from registrar.areas.platform import clock
from registrar.ui.joining import listed
from registrar.ui.parts import Column, Filter, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.words import term as term_words


def term_filter() -> Filter:
    """Return the choice of a term."""
    return Filter(
        "term", _("Term"), [(one.key, term_words(one.key)) for one in past_and_current_terms(clock.today())[:6]]
    )


class ApplicationList(LoggedList):
    """Applications of the reader's programmes; late ones wait for the department."""

    policy = "awards.view_applications"
    log_name = "awards:applications"
    title = gettext_lazy("Applications for graduation")
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("term", gettext_lazy("Term"), sort="term_id"),
        Column("electives", gettext_lazy("Free electives")),
        Column("applied", gettext_lazy("Applied on"), sort="applied_at"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "-applied_at"
    search_label = gettext_lazy("Student number or name")
    export_name = "graduation-applications"
    empty_title = gettext_lazy("No applications")
    empty_text = gettext_lazy("Students apply in the weeks after add/drop.")

    def get_filters(self) -> Sequence[Filter]:
        """By term and state."""
        return [term_filter(), Filter("state", _("State"), GraduationApplication.State.choices)]

    def rows(self) -> Any:
        """What the reader may see."""
        return self.of_department(applications())

    def cells(self, item: GraduationApplication) -> Mapping[str, Any]:
        """One application."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "programme": programme_title(item.study),
            "term": term_words(item.term_id),
            "electives": listed(item.free_electives) or "–",
            "applied": item.applied_at,
            "state": self._state(item),
        }

    def link(self, item: GraduationApplication) -> str:
        """The student's record, for whoever may see it."""
        may = permits("studies.view_study", self.request.user, item.study)
        return reverse("studies:study", args=[item.study_id]) if may else ""

    def _state(self, item: GraduationApplication) -> Tag | Link:
        """How far it has come; a late one leads to where it is answered."""
        late = item.state == GraduationApplication.State.LATE
        if late and permits("awards.answer_applications", self.request.user, item):
            return Link(_("Late: answer it"), reverse("awards:answer_application", args=[item.pk]))
        return application_tag(item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The ways on."""
        actions = [Link(_("Expected to finish, not applied"), reverse("awards:not_applied"))]
        actions.append(Link(_("Specific awards (AR84c)"), reverse("awards:specific_awards")))
        if permits("awards.set_window", self.request.user):
            actions.append(Link(_("Application windows"), reverse("awards:windows")))
        return super().get_context_data(page_actions=actions, **kwargs)


class NotApplied(LoggedList):
    """Who is expected to finish and has not applied."""

    policy = "awards.view_applications"
    log_name = "awards:not_applied"
    belongs_to = ("awards:applications",)
    title = gettext_lazy("Expected to finish, not applied")
    lead = gettext_lazy("Eligibility is tested all the same. Settle the subjects of those who do not apply.")
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("option", gettext_lazy("Minor")),
        Column("term", gettext_lazy("Term"), sort="term_id"),
        Column("reminded", gettext_lazy("Reminded on"), sort="reminded_at"),
    )
    default_sort = "study__programme_id"
    search_label = gettext_lazy("Student number or name")
    export_name = "not-applied-for-graduation"
    empty_title = gettext_lazy("Nobody on the list")
    empty_text = gettext_lazy("From the day the window opens those who are expected to finish appear here.")

    def get_filters(self) -> Sequence[Filter]:
        """By term."""
        return [term_filter()]

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the applications."""
        return [(_("Applications for graduation"), reverse("awards:applications"))]

    def rows(self) -> Any:
        """What the reader may see."""
        return self.of_department(not_applied())

    def cells(self, item: ExpectedFinish) -> Mapping[str, Any]:
        """One student."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "programme": programme_title(item.study),
            "option": minor_title(item.study) or "–",
            "term": term_words(item.term_id),
            "reminded": item.reminded_at or "–",
        }

    def link(self, item: ExpectedFinish) -> str:
        """Where the subjects are settled, once the window has closed."""
        may = item.reminded_at and permits("awards.answer_applications", self.request.user, item)
        return reverse("awards:settle_application", args=[item.pk]) if may else ""


class AnswerApplication(OneRow):
    """The department answers a late application."""

    policy = "awards.answer_applications"
    belongs_to = ("awards:applications",)
    list_name = "awards:applications"
    list_title = gettext_lazy("Applications for graduation")
    title = gettext_lazy("Answer a late application")
    form_class = VerdictForm
    submit_label = gettext_lazy("Answer")

    def query(self) -> Any:
        """Every application."""
        return applications()

    def get_rows(self) -> list[Row]:
        """What was applied for, and why late."""
        return [
            *super().get_rows(),
            Row(_("Term"), term_words(self.row.term_id)),
            Row(_("Programme"), programme_title(self.row.study)),
            Row(_("Free electives"), listed(named(self.row.free_electives)) or "–"),
            Row(_("Applied on"), self.row.applied_at),
            Row(_("Why late"), self.row.reason or "–"),
        ]

    def act(self, form: Any) -> str:
        """Answer it."""
        data = form.cleaned_data
        taken = data["agreed"] == "yes"
        answer_application(self.row.pk, taken=taken, answer=data["answer"], actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The application is answered."))
        return self.get_cancel_url()


class SettleApplication(OneRow):
    """The department settles the subjects of somebody who did not apply."""

    policy = "awards.answer_applications"
    belongs_to = ("awards:applications",)
    list_name = "awards:not_applied"
    list_title = gettext_lazy("Expected to finish, not applied")
    title = gettext_lazy("Settle the subjects")
    lead = gettext_lazy("The free electives that the degree audit takes are recorded, and the student is told.")
    submit_label = gettext_lazy("Settle")

    def query(self) -> Any:
        """Those who have not applied."""
        return not_applied()

    def get_rows(self) -> list[Row]:
        """Who it is about, and what will be recorded."""
        row = self.row
        offer = elective_choices(row.study, row.term, clock.today())
        chosen = named([one.subject for one in offer.subjects if one.counted])
        return [
            *super().get_rows(),
            Row(_("Programme"), programme_title(row.study)),
            Row(_("Term"), term_words(row.term_id)),
            Row(_("Free electives"), listed(chosen) or "–"),
        ]

    def act(self, form: Any) -> str:
        """Settle them."""
        settle_application(self.row.pk, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The subjects are settled."))
        return self.get_cancel_url()
