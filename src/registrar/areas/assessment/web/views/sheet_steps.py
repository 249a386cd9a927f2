"""The steps of a sheet: submit, return, make final."""

from typing import Any

from django.contrib import messages
from django.forms import CharField, Textarea
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.actions.accept_proposals import accept_proposals
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.return_sheet import return_sheet
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.platform import clock
from registrar.ui.forms import RegistrarForm
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import term as term_text


class NoteForm(RegistrarForm):
    """An optional note of the panel."""

    note = CharField(
        label=gettext_lazy("Note of the panel"), required=False, max_length=2000, widget=Textarea(attrs={"rows": 4})
    )


class ReasonForm(RegistrarForm):
    """Why the sheet goes back."""

    note = CharField(
        label=gettext_lazy("What the teacher is to do"), max_length=2000, widget=Textarea(attrs={"rows": 4})
    )


class OfSheetStep(ConfirmPage):
    """One step of one sheet."""

    @cached_property
    def sheet(self) -> GradeSheet:
        """The sheet of the address."""
        return get_object_or_404(GradeSheet.objects.select_related("offering__subject"), pk=self.kwargs["pk"])

    def get_policy_object(self) -> GradeSheet:
        """Ask the policy about this sheet."""
        return self.sheet

    def get_cancel_url(self) -> str:
        """Back to the sheet."""
        return reverse("assessment:sheet", args=[self.sheet.pk])

    def get_caption(self) -> str:
        """Subject and term."""
        return f"{self.sheet.offering.subject_id} · {term_text(self.sheet.offering.term_id)}"

    def get_rows(self) -> list[Row]:
        """How many grades there are."""
        entries = self.sheet.entries
        return [
            Row(_("Students"), entries.count()),
            Row(_("Grades missing"), entries.filter(grade="").count()),
            Row(_("Pending (I)"), entries.filter(grade="I").count()),
        ]

    def told(self, worked: bool, done: str, not_done: str) -> str:
        """Tell what happened and lead back to the sheet."""
        (messages.success if worked else messages.error)(self.request, done if worked else not_done)
        return self.get_cancel_url()


class AcceptProposals(OfSheetStep):
    """The teacher takes over what the marks propose, where no grade stands yet."""

    policy = "assessment.enter_grades"
    title = gettext_lazy("Take over the proposed grades")
    submit_label = gettext_lazy("Take over")
    warning = gettext_lazy("Grades that stand already are left as they are. You can change every grade afterwards.")

    def act(self, form: Any) -> str:
        """Take them over."""
        answer = accept_proposals(self.sheet.pk, actor=self.request.user, now=clock.now())
        done = ngettext("%(count)s grade saved.", "%(count)s grades saved.", answer.saved) % {"count": answer.saved}
        return self.told(not answer.closed, done, _("This sheet is no longer open, so nothing was saved."))


class SubmitSheet(OfSheetStep):
    """The teacher hands the sheet over."""

    policy = "assessment.enter_grades"
    title = gettext_lazy("Submit this sheet to the panel")
    submit_label = gettext_lazy("Submit")
    warning = gettext_lazy("Grades can't be changed after this, unless the panel returns the sheet.")

    def act(self, form: Any) -> str:
        """Submit it."""
        answer = submit_sheet(self.sheet.pk, actor=self.request.user, now=clock.now())
        problem = _("Some grades are still missing, so the sheet was not submitted.")
        if answer == "unexplained":
            problem = _(
                "Some grades are not the ones that the marks propose and have no note, so nothing was submitted."
            )
        if answer == "not_open":
            problem = _("The sheet was submitted before; nothing changed.")
        return self.told(answer == "submitted", _("The sheet is with the panel."), problem)


class ReturnSheet(OfSheetStep):
    """The panel gives it back."""

    policy = "assessment.review_grades"
    form_class = ReasonForm
    title = gettext_lazy("Return this sheet to the teacher")
    submit_label = gettext_lazy("Return")

    def act(self, form: Any) -> str:
        """Return it."""
        worked = return_sheet(self.sheet.pk, note=form.cleaned_data["note"], actor=self.request.user, now=clock.now())
        return self.told(worked, _("The sheet is open again."), _("The sheet is not with the panel; nothing changed."))


class FinaliseSheet(OfSheetStep):
    """The panel makes it final."""

    policy = "assessment.finalise_grades"
    form_class = NoteForm
    title = gettext_lazy("Make these grades final")
    submit_label = gettext_lazy("Make final")
    warning = gettext_lazy("Final grades go on record for good. Students see them from the release day.")

    def act(self, form: Any) -> str:
        """Make it final."""
        note = form.cleaned_data["note"]
        answer = finalise_sheet(self.sheet.pk, note=note, actor=self.request.user, now=clock.now())
        problem = _("You submitted these grades yourself; another chair has to confirm them.")
        if answer == "not_reviewed":
            problem = _("The panel has to review the sheet first; nothing changed.")
        if answer == "not_submitted":
            problem = _("The sheet is not with the panel; nothing changed.")
        if answer == "no_day":
            problem = _("No edition of the handbook says when results of this term come out; nothing changed.")
        return self.told(answer == "final", _("The grades are final."), problem)
