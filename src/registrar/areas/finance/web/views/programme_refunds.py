"""Cancelling a programme: what everybody gets back, first as a preview, then as a job."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.actions.queue_programme_refunds import queue_programme_refunds
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.debts import open_tuition_notes
from registrar.areas.finance.queries.programme_refunds import StudyRefunds, programme_refunds, terms_from
from registrar.areas.finance.web.refund_forms import ProgrammeForm
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.platform import clock
from registrar.areas.studies.queries.studies_of_programme import studies_of_programme
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Money
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import number, term

MOST = 200


def _terms() -> list[tuple[str, str]]:
    return [(row.pk, term(row.pk)) for row in all_terms()]


class ProgrammeRefunds(FormPage):
    """Names the programme that the University cancels."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    form_class = ProgrammeForm
    title = gettext_lazy("Refunds of a cancelled programme")
    lead = gettext_lazy("The tuition paid for a programme that the University cancels goes back to everybody on it.")
    submit_label = gettext_lazy("See who gets what back")
    cancel_url = reverse_lazy("finance:refunds")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Refunds"), reverse("finance:refunds"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The terms to choose from."""
        return {"terms": _terms()}

    def act(self, form: Any) -> Any:
        """Go on to the preview, where anybody is on the programme."""
        programme = form.cleaned_data["programme"].strip().upper()
        if not studies_of_programme(programme):
            form.add_error("programme", _("Nobody is on a programme of this code."))
            return self.show(form, key=self.idempotency_key, status=422)
        asked = urlencode({"programme": programme, "term": form.cleaned_data["term"]})
        return HttpResponseRedirect(f"{reverse('finance:confirm_programme_refunds')}?{asked}", status=303)


class ConfirmProgrammeRefunds(ConfirmPage):
    """Lists what everybody would get back, and queues the job when it is confirmed."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    template_name = "finance/confirm_programme_refunds.html"
    title = gettext_lazy("Refunds of a cancelled programme")
    submit_label = gettext_lazy("Refund everybody")
    submit_kind = "warning"
    warning = gettext_lazy(
        "Every refund is granted at once, and debit notes for the programme that are not paid are cancelled. "
        "Cancelling refunds again is done one by one."
    )
    cancel_url = reverse_lazy("finance:programme_refunds")

    @cached_property
    def asked(self) -> tuple[str, str]:
        """Programme and first term of the address."""
        programme, first = self.request.GET.get("programme", ""), self.request.GET.get("term", "")
        if first not in dict(_terms()) or not programme:
            raise Http404
        return programme, first

    @cached_property
    def unpaid(self) -> Sequence[DebitNote]:
        """The notes that are cancelled with the programme."""
        programme, first = self.asked
        return list(open_tuition_notes(studies_of_programme(programme), terms_from(first)))

    @cached_property
    def found(self) -> list[StudyRefunds]:
        """What everybody would get back."""
        programme, first = self.asked
        studies = studies_with_people(studies_of_programme(programme))
        return programme_refunds(studies, from_term=first, today=clock.today())

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the form."""
        return [
            (_("Refunds"), reverse("finance:refunds")),
            (_("Refunds of a cancelled programme"), reverse("finance:programme_refunds")),
        ]

    def get_rows(self) -> list[Row]:
        """The sums."""
        zero = Money.zero().amount
        return [
            Row(_("Programme"), self.asked[0]),
            Row(_("From term"), term(self.asked[1])),
            Row(_("Students"), number(len(self.found))),
            Row(_("Tuition"), Money(sum((item.tuition_amount for item in self.found), zero))),
            Row(_("Caution money"), Money(sum((item.deposit_amount for item in self.found), zero))),
            Row(_("Unpaid debit notes to be cancelled"), number(len(self.unpaid))),
            Row(_("Their amount"), Money(sum((note.amount for note in self.unpaid), zero))),
        ]

    def act(self, form: Any) -> str:
        """Queue the job and show its progress."""
        run = queue_programme_refunds(*self.asked, actor=self.request.user, now=clock.now())
        return reverse("platform:job", args=[run.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The first students, and why the first of them gets it back."""
        shown = [
            {
                "study": item.study,
                "name": person_name(item.study.student.person),
                "tuition": Money(item.tuition_amount),
                "deposit": Money(item.deposit_amount),
            }
            for item in self.found[:MOST]
        ]
        first = self.found[0].decision if self.found else None
        more = max(len(self.found) - MOST, 0)
        return super().get_context_data(
            shown=shown, more=more, why=first, may_confirm=bool(self.found or self.unpaid), **kwargs
        )
