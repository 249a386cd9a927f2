"""Applications for reinstatement, as the department that offers the programme decides them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.decide_reinstatement import decide_reinstatement
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.judge_reinstatement import judge_reinstatement
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import (
    reinstatements,
    reinstatements_seen_by,
)
from registrar.areas.registration.web import reinstatement_parts as parts
from registrar.areas.registration.web.forms import ReinstatementAnswerForm
from registrar.areas.studies.policies import departments_of
from registrar.kernel import Decision
from registrar.ui.parts import Column, Filter, Row
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage
from registrar.ui.words import day, term

State = Reinstatement.State


class Reinstatements(ListPage):
    """Applications of students on the department's programmes, the oldest first."""

    policy = "registration.list_reinstatements"
    title = gettext_lazy("Reinstatements")
    lead = gettext_lazy(
        "Students whose registration was nullified ask for it back; you get the application once its fee is paid."
    )
    search_label = gettext_lazy("Student number")
    filters = (Filter("state", gettext_lazy("State"), State.choices),)
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme_id"),
        Column("ended", gettext_lazy("Registration ended"), sort="nullification__at"),
        Column("filed", gettext_lazy("Filed"), sort="filed_at"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "filed_at"
    export_name = "reinstatements"
    empty_title = gettext_lazy("No applications")
    empty_text = gettext_lazy(
        "An application shows here as soon as a student whose registration was nullified files one."
    )

    def rows(self) -> Any:
        """What the reader may see."""
        return reinstatements_seen_by(departments_of(self.request.user))

    def search(self, rows: Any, text: str) -> Any:
        """By the student's number."""
        return rows.filter(Q(study__student_number__istartswith=text))

    def cells(self, item: Reinstatement) -> dict[str, Any]:
        """Who asks, since when, and how it stands."""
        return {
            "student": f"{item.study.student_number} {item.study.student.person.in_full}",
            "programme": item.study.programme_id,
            "ended": item.nullification.at,
            "filed": item.filed_at,
            "state": parts.state_tag(item),
        }

    def link(self, item: Reinstatement) -> str:
        """The application's own page."""
        return reverse("registration:reinstatement", args=[item.pk])


class ReinstatementPage(FormPage):
    """One application: why registration ended, the student's reason, what would come back, and the decision."""

    belongs_to = ("registration:reinstatements",)
    policy = "registration.view_reinstatement"
    hide_refusal = True
    template_name = "registration/reinstatement.html"
    form_class = ReinstatementAnswerForm
    title = gettext_lazy("Application for reinstatement")
    submit_label = gettext_lazy("Record the decision")

    @cached_property
    def found(self) -> Reinstatement:
        """The application, or a page not found."""
        row = reinstatements().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> Reinstatement:
        """The application decides who may see it."""
        return self.found

    def get_caption(self) -> str:
        """Whose application it is."""
        return f"{self.found.study.student_number} {self.found.study.student.person.in_full}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Reinstatements"), reverse("registration:reinstatements"))]

    def act(self, form: Any) -> str | Decision:
        """Record the decision; whoever came too late is told."""
        here = reverse("registration:reinstatement", args=[self.found.pk])
        if not permits("registration.decide_reinstatement", self.request.user, self.found):
            raise Http404
        data = form.cleaned_data
        try:
            decided = decide_reinstatement(
                self.found.pk,
                approved=data["answer"] == "approve",
                words=data["words"],
                actor=self.request.user,
                now=clock.now(),
            )
        except NotAwaited:
            messages.error(self.request, _("This application was decided or taken back meanwhile."))
            return here
        if decided.reinstatement.state == State.OPEN:
            return decided.decision
        messages.success(self.request, _("The decision is on record and the student is told."))
        return here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was asked, what it would do, and what was decided."""
        row, fell = self.found, self.found.nullification
        rows = [
            Row(_("Programme"), parts.programme_of(row)),
            Row(_("Term"), term(fell.term_id)),
            Row(_("Registration ended"), day(fell.at)),
            *parts.application_rows(row, linked=False),
        ]
        decides = row.state == State.OPEN and permits("registration.decide_reinstatement", self.request.user, row)
        return super().get_context_data(
            rows=rows,
            asked=row,
            why=Decision.from_json(fell.decision.body) if fell.decision else None,
            lost=parts.lost_subjects(row.study_id, fell.term_id, fell.at) if row.state in row.LIVE else [],
            subjects=parts.subjects_of(row),
            stands=judge_reinstatement(row, clock.now()) if row.state == State.OPEN else None,
            decides=decides and parts.processed(row),
            **kwargs,
        )
