"""A student's credit transfers and exemptions, as the department and the registry record them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.web.transfer_parts import transfer_cards
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.registration.actions.record_transfer import UnknownSubjects, record_transfer
from registrar.areas.registration.facts.transfer import TransferWish
from registrar.areas.registration.web.transfer_forms import TransferForm
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.areas.studies.queries.transfers_of import transfers_of_study
from registrar.kernel import Decision
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page


class OfStudy:
    """Gives a view the study that it is about; who may not see it finds nothing."""

    request: HttpRequest
    kwargs: dict[str, Any]
    hide_refusal = True

    @cached_property
    def study(self) -> Any:
        """The study, or a page not found."""
        try:
            return study_for_page(self.kwargs["study"])
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def get_policy_object(self) -> Any:
        """The study decides."""
        return self.study

    def get_caption(self) -> str:
        """Whose."""
        return f"{self.study.student_number} {self.study.student.person.in_full}"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [
            (_("Student records"), reverse("studies:search")),
            (self.study.student.person.in_full, reverse("studies:study", args=[self.study.pk])),
        ]


class Transfers(OfStudy, Page):
    """Every transfer and exemption of a student, with what became of it."""

    policy = "registration.view_transfers"
    template_name = "registration/transfers.html"
    title = gettext_lazy("Credit transfers and exemptions")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page and log the look."""
        log_look(request, page="registration:transfers", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cards, and the way to record another."""
        record = Link(
            _("Record an approved application"), reverse("registration:record-transfer", args=[self.study.pk])
        )
        may = permits("registration.record_transfer", self.request.user, self.study)
        return super().get_context_data(
            cards=transfer_cards(transfers_of_study(self.study.pk), own=False),
            page_actions=[record] if may else [],
            **kwargs,
        )


class RecordTransfer(OfStudy, FormPage):
    """Enter an approved application; the rules decide before anything is written."""

    belongs_to = ("studies:search",)
    policy = "registration.record_transfer"
    form_class = TransferForm
    title = gettext_lazy("Record a credit transfer or exemption")
    lead = gettext_lazy(
        "As the department approved it. Deadlines, caps and validity are checked first; a refusal changes nothing."
    )
    submit_label = gettext_lazy("Check and record")

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"approved_on": clock.today()}

    def get_cancel_url(self) -> str:
        """Back to the student's transfers."""
        return reverse("registration:transfers", args=[self.study.pk])

    def act(self, form: Any) -> str | Decision | HttpResponse:
        """Record it, or show why not."""
        data = form.cleaned_data
        if data["approved_on"] > clock.today():
            form.add_error("approved_on", _("The day of approval has not come yet."))
            return self.show(form, key=self.idempotency_key, status=422)
        names = set(TransferWish.__dataclass_fields__) - {"study", "lines"}
        given = {name: data[name] for name in names}
        wish = TransferWish(study=self.study.pk, lines=data["subjects"], **given)
        try:
            recorded = record_transfer(wish, actor=self.request.user, now=clock.now())
        except UnknownSubjects as unknown:
            form.add_error("subjects", _("The catalogue has no subject {codes}.").format(codes=str(unknown)))
            return self.show(form, key=self.idempotency_key, status=422)
        if recorded.transfer is None:
            return recorded.decision
        messages.success(self.request, _("It is on record, and the student is told."))
        return self.get_cancel_url()
