"""Ordering one document."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.order_document import order_document
from registrar.areas.awards.deciding import decide_hold, decide_order
from registrar.areas.awards.facts import Wanted
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.web.order_forms import OrderForm
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import studies_of_user
from registrar.kernel import Decision, Outcome
from registrar.ui.views import FormPage

Form = DocumentOrder.Form


class OrderDocument(FormPage):
    """Says first whether the document is open to the reader and what is withheld; then asks what its form asks."""

    belongs_to = ("awards:my_documents",)
    policy = "awards.order_documents"
    template_name = "awards/order_document.html"
    form_class = OrderForm
    submit_label = gettext_lazy("Continue")

    @cached_property
    def document(self) -> Form:
        """The document of the address."""
        if self.kwargs["form"] not in Form.values:
            raise Http404
        return Form(self.kwargs["form"])

    @cached_property
    def studies(self) -> list[Any]:
        """The reader's studies, the enrolled one first; 404 for somebody without one."""
        found = studies_of_user(self.request.user)
        if not found:
            raise Http404
        return found

    @cached_property
    def answers(self) -> dict[int, Decision]:
        """What the rule says of one copy for each study, before anything is asked."""
        asked = Wanted(self.document.value, parchment="lost" if self.document == Form.CERTIFICATION else "")
        return {study.pk: decide_order(study, asked, clock.today()) for study in self.studies}

    @cached_property
    def open_studies(self) -> list[Any]:
        """The studies whose document may be ordered."""
        return [study for study in self.studies if self.answers[study.pk].outcome is Outcome.ALLOWED]

    def get_title(self) -> str:
        """The heading."""
        return _("Order: %(document)s") % {"document": self.document.label}

    def get_caption(self) -> str:
        """The form of the handbook."""
        return self.document.value

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the documents."""
        return [(_("Order a document"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the documents."""
        return reverse("awards:my_documents")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The document, and what it may be about."""
        return {"form": self.document.value, "studies": self.open_studies or self.studies}

    def act(self, form: OrderForm) -> Any:  # type: ignore[override]
        """Take the order, or show why not."""
        chosen = form.cleaned_data.get("study")
        study = next((one for one in self.studies if str(one.pk) == chosen), (self.open_studies or self.studies)[0])
        done = order_document(study.pk, form.wanted(), actor=self.request.user, now=clock.now())
        if done.order is None:
            return done.decision
        if done.order.state == DocumentOrder.State.AWAITING_PAYMENT:
            messages.success(self.request, _("One step is left: pay, and the order is submitted."))
        elif done.order.state == DocumentOrder.State.RECEIVED:
            messages.success(self.request, _("The office has your order."))
        return reverse("awards:order", args=[done.order.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the rule says before anything is asked, and what is open against the reader."""
        study = (self.open_studies or self.studies)[0]
        hold = decide_hold(study.pk, self.document.value, clock.today())
        # Before the graduate has said what became of the parchment, only a refusal is worth showing.
        early = self.document == Form.CERTIFICATION and bool(self.open_studies)
        return super().get_context_data(
            open=bool(self.open_studies),
            answer=None if early else self.answers[study.pk],
            hold=hold if hold.outcome is Outcome.REFUSED else None,
            documents_url=self.get_cancel_url(),
            **kwargs,
        )
