"""Changes of final results: proposed by one person, confirmed by another."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.decide_rectification import decide_rectification
from registrar.areas.assessment.models import Rectification
from registrar.areas.assessment.queries.changes import changes_for
from registrar.areas.platform import clock
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import phrase
from registrar.ui.parts import Column, Filter, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, ListPage
from registrar.ui.words import moment
from registrar.ui.words import term as term_text

COLOUR = {"proposed": "orange", "confirmed": "green", "declined": "grey"}


class ChangeList(ListPage):
    """Changes of final results, the latest first."""

    policy = "assessment.list_changes"
    title = gettext_lazy("Changes of final results")
    lead = gettext_lazy("A final grade changes only by a recorded decision that a second person confirms.")
    search_label = gettext_lazy("Student number or subject")
    default_sort = "-proposed_at"
    export_name = "changes-of-results"
    empty_title = gettext_lazy("No changes")
    empty_text = gettext_lazy("No final result has been rectified or disqualified.")
    filters = (Filter("state", gettext_lazy("State"), Rectification.State.choices),)
    columns: Sequence[Column] = (
        Column("student", gettext_lazy("Student")),
        Column("subject", gettext_lazy("Subject"), sort="result__subject"),
        Column("term", gettext_lazy("Term"), sort="result__term__ordinal"),
        Column("change", gettext_lazy("Change")),
        Column("kind", gettext_lazy("What becomes of it")),
        Column("proposed", gettext_lazy("Proposed"), sort="proposed_at"),
        Column("state", gettext_lazy("State")),
    )

    def rows(self) -> Any:
        """The changes that this person may see."""
        return changes_for(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """By student number or subject."""
        number = rows.filter(result__study__student_number__istartswith=text)
        return number | rows.filter(result__subject__code__istartswith=text)

    def cells(self, item: Rectification) -> Mapping[str, Any]:
        """One change."""
        study = item.result.study
        return {
            "student": phrase(study.student_number, str(study.student.person)),
            "subject": item.result.subject_id,
            "term": term_text(item.result.term_id),
            "change": f"{item.old_grade} → {item.new_grade}",
            "kind": item.get_kind_display(),
            "proposed": item.proposed_at,
            "state": Tag(item.get_state_display(), COLOUR[item.state]),
        }

    def link(self, item: Rectification) -> str:
        """Lead to the change."""
        return reverse("assessment:change", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where a change begins."""
        actions = [Link(_("Propose a change"), reverse("assessment:find_result"))]
        may = permits("assessment.propose_change", self.request.user)
        return super().get_context_data(page_actions=actions if may else [], **kwargs)


class DecideForm(RegistrarForm):
    """Confirm or decline."""

    accept = forms.TypedChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[("yes", gettext_lazy("Confirm the change")), ("no", gettext_lazy("Decline it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class ChangePage(ConfirmPage):
    """One change; a second person confirms or declines it here."""

    policy = "assessment.view_change"
    form_class = DecideForm
    template_name = "assessment/change.html"
    title = gettext_lazy("Change of a final result")
    submit_label = gettext_lazy("Decide")

    @cached_property
    def change(self) -> Rectification:
        """The change of the address."""
        people = ("proposed_by__person", "decided_by__person", "result__subject", "result__study__student__person")
        return get_object_or_404(Rectification.objects.select_related(*people), pk=self.kwargs["pk"])

    def get_policy_object(self) -> Any:
        """The result decides."""
        return self.change.result

    def get_caption(self) -> str:
        """Student, subject and term."""
        row = self.change.result
        return f"{row.study.student_number} {row.study.student.person} · {row.subject_id} · {term_text(row.term_id)}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Changes of final results"), reverse("assessment:changes"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:changes")

    def get_rows(self) -> list[Row]:
        """What, on whose word, why, by whom."""
        row = self.change
        rows = [
            Row(_("What becomes of it"), row.get_kind_display()),
            Row(_("Change"), f"{row.old_grade} → {row.new_grade}"),
            Row(_("Authority"), f"{row.get_authority_display()} · {row.reference}"),
            Row(_("Reason"), row.reason),
            Row(_("Proposed"), f"{moment(row.proposed_at)} · {row.proposed_by.person}"),
            Row(_("State"), Tag(row.get_state_display(), COLOUR[row.state])),
        ]
        if row.treatment:
            rows.insert(2, Row(_("Treatment of the grade"), row.get_treatment_display()))
        if row.decided_at and row.decided_by:
            rows.append(Row(_("Decided"), f"{moment(row.decided_at)} · {row.decided_by.person}"))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether this person may decide on it."""
        row, user = self.change, self.request.user
        may = row.state == Rectification.State.PROPOSED and permits("assessment.propose_change", user, row.result)
        history = reverse("assessment:history", args=[row.result_id])
        own = row.proposed_by_id == user.pk
        return super().get_context_data(may_decide=may and not own, own=may and own, history_url=history, **kwargs)

    def act(self, form: Any) -> str:
        """Confirm or decline it."""
        if not permits("assessment.propose_change", self.request.user, self.change.result):
            raise Http404
        accept = form.cleaned_data["accept"]
        answer = decide_rectification(self.change.pk, accept=accept, actor=self.request.user, now=clock.now())
        said = {
            "confirmed": _("The result has changed, and the student is told where it is out."),
            "declined": _("The change is declined; the result stays as it is."),
            "own_proposal": _("You proposed this change yourself; somebody else has to confirm it."),
            "moved": _("The result has changed since this was proposed, so nothing happened."),
        }
        text = said.get(answer, _("Nothing changed."))
        (messages.success if answer in ("confirmed", "declined") else messages.error)(self.request, text)
        return reverse("assessment:change", args=[self.change.pk])
