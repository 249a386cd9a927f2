"""A student asks to pay tuition later, and may take it back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.ask_deferral import ask_deferral
from registrar.areas.finance.actions.take_back_deferral import take_back_deferral
from registrar.areas.finance.deferring import decide_deferral
from registrar.areas.finance.models import DebitNote, Deferral
from registrar.areas.finance.queries.deferrals import all_deferrals
from registrar.areas.finance.queries.notes_of_study import full_notes
from registrar.areas.finance.web.deferral_forms import AskForm
from registrar.areas.finance.web.deferral_parts import deferral_rows
from registrar.areas.finance.web.note_parts import note_rows
from registrar.areas.platform import clock
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage


class AskDeferral(FormPage):
    """Says first whether deferral is open for this note and how much of it; then asks why."""

    belongs_to = ("finance:my_fees",)
    policy = "finance.pay_note"
    hide_refusal = True
    template_name = "finance/ask_deferral.html"
    form_class = AskForm
    title = gettext_lazy("Ask to pay later")
    lead = gettext_lazy("The Student Affairs Office decides. Until it has, the deadline of the debit note stands.")
    submit_label = gettext_lazy("Ask for deferral")

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address."""
        note = full_notes().filter(number=self.kwargs["number"]).first()
        if note is None:
            raise Http404
        return note

    def get_policy_object(self) -> DebitNote:
        """Only the student whose note it is asks."""
        return self.note

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the note."""
        text = _("Debit note %(number)s") % {"number": self.note.number}
        return [(_("My fees"), reverse("finance:my_fees")), (text, self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.note.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The note, and what the rule says before anything is asked."""
        answer = decide_deferral(self.note, asked_on=clock.today())
        return super().get_context_data(
            rows=note_rows(self.note), open=answer.allowed, eligibility=answer, note=self.note, **kwargs
        )

    def act(self, form: Any) -> Any:
        """Hand it in, or show what refuses it."""
        done = ask_deferral(
            self.note.pk,
            ground=form.cleaned_data["ground"],
            statement=form.cleaned_data["statement"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done.deferral is None:
            return done.decision
        messages.success(self.request, _("The Student Affairs Office has your application. You will be told."))
        return self.get_cancel_url()


class TakeBackDeferral(ConfirmPage):
    """Asks before an application is taken back."""

    belongs_to = ("finance:my_fees",)
    policy = "finance.pay_note"
    hide_refusal = True
    title = gettext_lazy("Take the application back")
    submit_label = gettext_lazy("Take it back")
    submit_kind = "warning"

    @cached_property
    def deferral(self) -> Deferral:
        """The application of the address."""
        found = all_deferrals().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> DebitNote:
        """Only the student whose note it is."""
        return self.deferral.debit_note

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.deferral.debit_note.number])

    def get_rows(self) -> list[Row]:
        """The application."""
        return deferral_rows(self.deferral, staff=False)

    def act(self, form: Any) -> str:
        """Take it back, unless it was answered meanwhile."""
        done = take_back_deferral(self.deferral.pk, actor=self.request.user, now=clock.now())
        if done.state == Deferral.State.TAKEN_BACK:
            messages.success(self.request, _("The application is taken back. The deadline stands."))
        else:
            messages.warning(self.request, _("The application has been answered already."))
        return self.get_cancel_url()
