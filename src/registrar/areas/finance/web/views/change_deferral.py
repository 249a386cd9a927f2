"""Correcting or withdrawing a deferral that was granted."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.change_deferral import change_deferral
from registrar.areas.finance.models import Deferral
from registrar.areas.finance.queries.deferrals import all_deferrals
from registrar.areas.finance.web.deferral_forms import ChangeForm
from registrar.areas.finance.web.deferral_parts import deferral_rows, end_of_year
from registrar.areas.platform import clock
from registrar.rulebook.messages import both
from registrar.ui.views import FormPage
from registrar.ui.words import in_reader_language


class ChangeDeferral(FormPage):
    """Asks for the change, the deadline from now on and the reason; the student is told."""

    belongs_to = ("finance:notes",)
    policy = "finance.keep_books"
    template_name = "finance/waive_charge.html"
    form_class = ChangeForm
    title = gettext_lazy("Correct or withdraw a deferral")
    lead = gettext_lazy("The student is told at once. What stood before stays in the history of the deferral.")
    submit_label = gettext_lazy("Change it and tell the student")

    @cached_property
    def deferral(self) -> Deferral:
        """The granted deferral of the address."""
        found = all_deferrals().filter(pk=self.kwargs["pk"]).exclude(deferred_note=None).first()
        if found is None:
            raise Http404
        return found

    def get_cancel_url(self) -> str:
        """Back to the note that was deferred."""
        note = self.deferral.deferred_note or self.deferral.debit_note
        return reverse("finance:note", args=[note.number])

    def get_form_kwargs(self) -> dict[str, Any]:
        """The last day that makes sense."""
        return {"latest": end_of_year(self.deferral.debit_note)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The deferral above the form."""
        return super().get_context_data(rows=deferral_rows(self.deferral, staff=True), **kwargs)

    def act(self, form: Any) -> Any:
        """Change it, or say at the day why not."""
        done = change_deferral(
            self.deferral.pk,
            withdrawn=form.cleaned_data["change"] == "withdraw",
            deadline=form.cleaned_data["deferred_to"],
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done.refused is not None:
            form.add_error("deferred_to", in_reader_language(both(done.refused)))
            return self.show(form, key=self.idempotency_key, status=422)
        if done.repeated:
            messages.warning(self.request, _("It stood so before, and nothing was changed."))
        else:
            messages.success(self.request, _("The deferral is changed and the student has been told."))
        return self.get_cancel_url()
