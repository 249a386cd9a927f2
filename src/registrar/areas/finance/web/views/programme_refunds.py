"""Cancelling a programme: what everybody gets back, first as a preview, then as a job."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.actions.propose_cancellation import confirm_cancellation, propose_cancellation
from registrar.areas.finance.models import DebitNote, ProgrammeCancellation
from registrar.areas.finance.queries.debts import open_tuition_notes
from registrar.areas.finance.queries.programme_refunds import (
    StudyRefunds,
    open_cancellations,
    programme_refunds,
    terms_from,
)
from registrar.areas.finance.web.refund_forms import ProgrammeForm
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.platform import clock
from registrar.areas.studies.queries.studies_of_programme import studies_of_programme
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Money
from registrar.ui.parts import Link, Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import number, term

MOST = 200


def _terms() -> list[tuple[str, str]]:
    return [(row.pk, term(row.pk)) for row in all_terms()]


def _preview(programme: str, first: str) -> str:
    """Return the address of the preview."""
    return f"{reverse('finance:confirm_programme_refunds')}?{urlencode({'programme': programme, 'term': first})}"


class ProgrammeRefunds(FormPage):
    """Names the programme that the University cancels."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    template_name = "finance/programme_refunds.html"
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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits for a second officer, above the form."""
        rows = [
            Row(
                Link(f"{one.programme} · {term(one.term_id)}", _preview(one.programme, one.term_id)),
                _("Proposed by %(person)s") % {"person": one.proposed_by.person},
            )
            for one in open_cancellations()
        ]
        return super().get_context_data(proposals=rows, **kwargs)

    def act(self, form: Any) -> Any:
        """Go on to the preview, where anybody is on the programme."""
        programme = form.cleaned_data["programme"].strip().upper()
        if not studies_of_programme(programme):
            form.add_error("programme", _("Nobody is on a programme of this code."))
            return self.show(form, key=self.idempotency_key, status=422)
        return HttpResponseRedirect(_preview(programme, form.cleaned_data["term"]), status=303)


class ConfirmProgrammeRefunds(ConfirmPage):
    """Lists what everybody would get back, and queues the job when it is confirmed."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    template_name = "finance/confirm_programme_refunds.html"
    title = gettext_lazy("Refunds of a cancelled programme")
    submit_label = gettext_lazy("Propose to refund everybody")
    submit_kind = "warning"
    warning = gettext_lazy(
        "Once a second officer confirms, every refund is granted at once, and debit notes for the programme that are "
        "not paid are cancelled. Cancelling refunds again is done one by one."
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
            *([Row(_("Proposed by"), str(self.proposal.proposed_by.person))] if self.proposal else []),
        ]

    @cached_property
    def proposal(self) -> ProgrammeCancellation | None:
        """What waits for a second officer."""
        programme, first = self.asked
        return open_cancellations().filter(programme=programme, term=first).first()

    def act(self, form: Any) -> str:
        """Propose it; or confirm what somebody else proposed, and show the job's progress."""
        told: dict[str, Any] = {"actor": self.request.user, "now": clock.now()}
        if self.proposal is None:
            propose_cancellation(*self.asked, **told)
            messages.success(self.request, _("Proposed. A second officer has to confirm it; nothing is refunded yet."))
            return str(self.cancel_url)
        done = confirm_cancellation(self.proposal.pk, **told)
        if done.run is None:
            messages.error(self.request, _("Whoever proposed it doesn't confirm it: a second officer does."))
            return str(self.cancel_url)
        return reverse("platform:job", args=[done.run.pk])

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
        if self.proposal is not None:
            kwargs["submit_label"] = _("Confirm and refund everybody")
        own = self.proposal is not None and self.proposal.proposed_by_id == self.request.user.pk
        return super().get_context_data(
            shown=shown,
            more=more,
            why=first,
            own_proposal=own,
            may_confirm=bool(self.found or self.unpaid) and not own,
            **kwargs,
        )
