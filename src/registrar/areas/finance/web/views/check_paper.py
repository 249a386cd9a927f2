"""Checking a cheque, cash or a draft that was handed in."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.check_paper import check_paper
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.notes import all_notes
from registrar.areas.finance.web import note_parts as parts
from registrar.areas.finance.web.forms import PaperForm
from registrar.areas.platform import clock
from registrar.ui.views import FormPage


class CheckPaper(FormPage):
    """Asks the rule whether it can be taken, and keeps the answer; the money itself comes in a file of the bank."""

    belongs_to = ("finance:notes",)
    policy = "finance.keep_books"
    template_name = "finance/match.html"
    form_class = PaperForm
    title = gettext_lazy("Check a cheque or draft")
    submit_label = gettext_lazy("Check it")

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address."""
        return get_object_or_404(all_notes(), number=self.kwargs["number"])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the note."""
        return [(_("Debit notes"), reverse("finance:notes")), (self.note.number, self.get_cancel_url())]

    def get_initial(self) -> dict[str, Any]:
        """Received today."""
        return {"received_on": clock.today(), "currency": "HKD", "instrument": "bank_draft"}

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.note.number])

    def act(self, form: Any) -> Any:
        """Decide it; a refusal shows what is wrong and what would mend it."""
        decision = check_paper(self.note.pk, form.cleaned_data, actor=self.request.user, now=clock.now())
        if not decision.allowed:
            return decision
        messages.success(self.request, _("It can be taken. The note is settled when the bank has credited it."))
        return self.get_cancel_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The note beside the questions."""
        return super().get_context_data(rows=parts.note_rows(self.note, staff=True), **kwargs)
