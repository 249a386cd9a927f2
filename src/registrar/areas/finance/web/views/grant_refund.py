"""Granting a refund: which exception, what the rule says, and a confirmation."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.paid_appeals import appeals_to_refund
from registrar.areas.finance.queries.refund_proposals import shortfall_billed
from registrar.areas.finance.web.grant_forms import DetailsForm, GroundForm
from registrar.areas.finance.web.granting import Case, carry_out, consider
from registrar.areas.finance.web.refund_parts import person_name, refund_url
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.departures import AFTER, departures
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.areas.studies.queries.study_file import study_for_page
from registrar.kernel import Decision
from registrar.rulebook.messages import both
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import day, in_reader_language, money, term


def _details(ground: str, study: int) -> dict[str, Any]:
    """Return what the form of a ground offers."""
    appeals = appeals_to_refund(study) if ground == "appeal" else ()
    return {"ground": ground, "study": study, "terms": _terms(), "appeals": appeals}


def _terms() -> list[tuple[str, str]]:
    return [(row.pk, term(row.pk)) for row in all_terms()]


class GrantRefund(FormPage):
    """Picks the student and the ground; the next page asks what the ground's rule needs."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    form_class = GroundForm
    title = gettext_lazy("Grant a refund")
    lead = gettext_lazy("Fees stay paid unless one of the coded exceptions opens a refund. The rule says how much.")
    submit_label = gettext_lazy("Continue")
    cancel_url = reverse_lazy("finance:refunds")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Refunds"), reverse("finance:refunds"))]

    def act(self, form: Any) -> HttpResponse:
        """Go on to the questions of the ground."""
        return _onward("finance:refund_details", self.request.POST, form, {})


class RefundDetails(FormPage):
    """Asks what the ground's rule needs; the next page shows what the rule says."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    form_class = DetailsForm
    template_name = "finance/refund_details.html"
    submit_label = gettext_lazy("See what the rule says")
    cancel_url = reverse_lazy("finance:grant_refund")

    @cached_property
    def ground(self) -> str:
        """The ground that was chosen."""
        ground = self.request.GET.get("ground", "")
        if ground not in DetailsForm.NEEDS:
            raise Http404
        return ground

    def get_title(self) -> Any:
        """The ground, in words."""
        return _ground(self.ground)

    def get_caption(self) -> str:
        """The student number."""
        return self.request.GET.get("student", "")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the form."""
        return _way_back()

    @cached_property
    def details(self) -> dict[str, Any]:
        """What the form offers for the ground and the student."""
        study = key_of_number(self.request.GET.get("student", ""))
        if study is None:
            raise Http404
        return _details(self.ground, study)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The ground, and the terms and appeals to choose from."""
        return self.details

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is anything to ask: without a paid fee no appeal brings one back."""
        nothing = self.ground == "appeal" and not self.details["appeals"]
        leaving = self.ground in AFTER
        history = departures(self.details["study"]) if leaving else []
        rows = [Row(day(change.at), f"{change.title} · {term(change.term)}") for change in history]
        return super().get_context_data(nothing=nothing, leaving=leaving, history=rows, **kwargs)

    def act(self, form: Any) -> HttpResponse:
        """Go on to the decision with everything that was answered."""
        return _onward("finance:confirm_refund", self.request.POST, form, self.request.GET)


def _onward(name: str, sent: Mapping[str, str], form: Any, before: Mapping[str, str]) -> HttpResponse:
    """Lead to a page with the answers in its address: nothing has been done yet."""
    parts = (f"{name}_{part}" for name in form.fields for part in ("day", "month", "year"))
    names = {*form.fields, *parts}
    answers = {key: before[key] for key in ("student", "ground") if key in before}
    answers |= {key: value for key, value in sent.items() if value and key in names}
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(answers)}", status=303)


def _ground(ground: str) -> Any:
    return dict(GroundForm.base_fields["ground"].choices)[ground]  # type: ignore[attr-defined]


def _way_back() -> list[tuple[Any, str]]:
    return [(_("Refunds"), reverse("finance:refunds")), (_("Grant a refund"), reverse("finance:grant_refund"))]


class ConfirmRefund(ConfirmPage):
    """Shows the decision with its clauses, and grants the refund when it is confirmed."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    template_name = "finance/confirm_refund.html"
    title = gettext_lazy("What the rule says")
    submit_label = gettext_lazy("Confirm")

    @cached_property
    def case(self) -> Case | None:
        """What was answered on the page before; None where it was tampered with."""
        ground = GroundForm(self.request.GET)
        if not ground.is_valid():
            return None
        chosen = ground.cleaned_data
        details = DetailsForm(self.request.GET, **_details(chosen["ground"], chosen["student"]))
        if not details.is_valid():
            return None
        return Case(study_for_page(chosen["student"]), {**chosen, **details.cleaned_data})

    @cached_property
    def decision(self) -> Decision:
        """What the rule says now."""
        assert self.case is not None  # noqa: S101 (get and post turn back without one)
        return consider(self.case, now=clock.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The decision; a look at a student is logged."""
        if self.case is None:
            return HttpResponseRedirect(reverse("finance:grant_refund"), status=303)
        log_look(request, page="finance:refund", subject=f"study:{self.case.study.pk}")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Carry it out."""
        if self.case is None:
            return HttpResponseRedirect(reverse("finance:grant_refund"), status=303)
        return super().post(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the form."""
        return _way_back()

    def get_cancel_url(self) -> str:
        """Back to the form."""
        return reverse("finance:grant_refund")

    def get_rows(self) -> list[Row]:
        """Student and ground."""
        case = self.case
        assert case is not None  # noqa: S101 (get and post turn back without one)
        study = case.study
        chosen = _ground(case.data["ground"])
        rows = [
            Row(_("Student"), f"{study.student_number} {person_name(study.student.person)}"),
            Row(_("Ground"), chosen),
        ]
        if case.data.get("term"):
            rows.append(Row(_("Semester"), term(case.data["term"])))
        return [*rows, *([Row(_("Day"), case.data["day"])] if case.data.get("day") else [])]

    def act(self, form: Any) -> Any:
        """Do what the decision says; a refusal comes back with its clauses."""
        assert self.case is not None  # noqa: S101 (get and post turn back without one)
        done = carry_out(self.case, actor=self.request.user, now=clock.now())
        if done.refund is not None:
            waits = done.refund.state == Refund.State.PROPOSED
            said = _("The refund is proposed. Somebody else must confirm it.") if waits else _("The refund is granted.")
            messages.success(self.request, said)
            return refund_url(done.refund)
        if done.refused is not None:
            messages.error(self.request, in_reader_language(both(done.refused)))
            return reverse("finance:account", args=[self.case.study.pk])
        if not done.decision.allowed:
            return done.decision
        messages.success(self.request, _("It is done. The account shows what was booked."))
        return reverse("finance:account", args=[self.case.study.pk])

    def get_warning(self) -> str:
        """What is charged where the new programme costs more."""
        case = self.case
        more = self.decision.result.get("to_pay")
        if case is None or not more or shortfall_billed(case.study.pk, case.data["term"]):
            return ""
        return _("This will raise a debit note of %(amount)s: the new programme costs more.") % {"amount": money(more)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision above the button; nothing to confirm where it says no."""
        waits = bool(self.decision.result.get("awaits"))
        return super().get_context_data(
            said=self.decision, waits=waits, may_confirm=self.decision.allowed or waits, **kwargs
        )
