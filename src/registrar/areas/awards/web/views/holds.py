"""For whom certifications of study are withheld, apart from debts."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.end_hold import end_hold
from registrar.areas.awards.actions.raise_hold import raise_hold
from registrar.areas.awards.models import CertificationHold
from registrar.areas.awards.queries.document_orders import holds_in_force
from registrar.areas.awards.web.order_forms import HoldForm
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.areas.studies.queries.of_student import of_student
from registrar.ui.parts import Column, Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, FormPage, ListPage


class HoldList(ListPage):
    """The holds in force."""

    policy = "awards.view_holds"
    title = gettext_lazy("Certifications withheld")
    lead = gettext_lazy(
        "Disciplinary actions and unsettled matters on record. Unpaid fees withhold by themselves and need no entry."
    )
    belongs_to = ("awards:orders",)
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("ground", gettext_lazy("Ground"), sort="ground"),
        Column("reference", gettext_lazy("File of the matter"), sort="reference"),
        Column("since", gettext_lazy("Since"), sort="raised_at"),
        Column("by", gettext_lazy("Entered by")),
    )
    default_sort = "-raised_at"
    search_label = gettext_lazy("Student number or name")
    empty_title = gettext_lazy("Nothing is withheld")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them; looking at matters of discipline leaves a trace."""
        subjects = [f"study:{key}" for key in self.matching().values_list("study_id", flat=True)[: self.page_size]]
        log_looks(request, page="awards:holds", subjects=subjects)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the orders."""
        return [(_("Orders of documents"), reverse("awards:orders"))]

    def rows(self) -> QuerySet[CertificationHold]:
        """Every hold in force."""
        return holds_in_force()

    def search(self, rows: Any, text: str) -> Any:
        """By student."""
        return rows.filter(of_student(text, "study__"))

    def cells(self, item: CertificationHold) -> Mapping[str, Any]:
        """One hold."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "ground": item.get_ground_display(),
            "reference": item.reference,
            "since": item.raised_at.date(),
            "by": str(item.raised_by.person),
        }

    def link(self, item: CertificationHold) -> str:
        """Where it is ended, for those who may."""
        may = permits("awards.manage_holds", self.request.user)
        return reverse("awards:end_hold", args=[item.pk]) if may else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way to enter one."""
        may = permits("awards.manage_holds", self.request.user)
        actions = [Link(_("Withhold certifications"), reverse("awards:raise_hold"))] if may else []
        return super().get_context_data(page_actions=actions, **kwargs)


class RaiseHold(FormPage):
    """Enters a hold."""

    policy = "awards.manage_holds"
    belongs_to = ("awards:orders",)
    title = gettext_lazy("Withhold certifications")
    lead = gettext_lazy("Transcripts, testimonials, certifications of award and true copies wait until you end it.")
    form_class = HoldForm
    submit_label = gettext_lazy("Withhold")
    submit_kind = "warning"

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the holds."""
        return [(_("Certifications withheld"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the holds."""
        return reverse("awards:holds")

    def act(self, form: Any) -> str:
        """Enter it."""
        data = form.cleaned_data
        raise_hold(
            data["number"],
            ground=data["ground"],
            reference=data["reference"],
            actor=self.request.user,
            now=clock.now(),
        )
        messages.success(self.request, _("Certifications of this study are withheld."))
        return self.get_cancel_url()


class EndHold(ConfirmPage):
    """Asks before a hold ends."""

    policy = "awards.manage_holds"
    belongs_to = ("awards:orders",)
    title = gettext_lazy("End this hold")
    submit_label = gettext_lazy("End the hold")
    warning = gettext_lazy("Orders that waited for it go on at once, unless something else is open.")

    @cached_property
    def hold(self) -> CertificationHold:
        """The hold of the address."""
        hold = holds_in_force().filter(pk=self.kwargs["pk"]).first()
        if hold is None:
            raise Http404
        return hold

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the holds."""
        return [(_("Certifications withheld"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the holds."""
        return reverse("awards:holds")

    def get_rows(self) -> list[Row]:
        """The hold."""
        study = self.hold.study
        return [
            Row(_("Student"), f"{study.student_number} {study.student.person.in_full}"),
            Row(_("Ground"), self.hold.get_ground_display()),
            Row(_("File of the matter"), self.hold.reference),
        ]

    def act(self, form: Any) -> str:
        """End it."""
        end_hold(self.hold.pk, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The hold has ended."))
        return self.get_cancel_url()
