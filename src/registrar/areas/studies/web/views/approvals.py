"""Recording and taking back approvals."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.subject_exists import subject_exists
from registrar.areas.people.policies import Role, in_department
from registrar.areas.platform import clock
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.actions.revoke_approval import revoke_approval
from registrar.areas.studies.approval_kinds import KINDS
from registrar.areas.studies.models import Approval, Study
from registrar.areas.studies.queries.additional_year_fee import additional_year_fee, price_told
from registrar.areas.studies.queries.study_file import approvals_of, study_for_page
from registrar.areas.studies.web.forms import ApprovalForm
from registrar.areas.studies.web.study_parts import approval_events, full_name
from registrar.kernel import Decision
from registrar.ui.joining import sentences
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.wording import citation_text
from registrar.ui.words import moment, money, term


class _OfStudy:
    """The study that an approval page is about."""

    kwargs: dict[str, Any]

    @cached_property
    def study(self) -> Study:
        """The study, or a page not found."""
        try:
            return study_for_page(self.kwargs["pk"])
        except Study.DoesNotExist as missing:
            raise Http404 from missing

    def get_policy_object(self) -> Study:
        """The study decides who may approve."""
        return self.study

    def get_caption(self) -> str:
        """Whose study it is."""
        return f"{self.study.student_number} {full_name(self.study.student)}"

    def get_cancel_url(self) -> str:
        """Back to the approvals."""
        return reverse("studies:approvals", args=[self.study.pk])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [
            (_("Student records"), reverse("studies:search")),
            (full_name(self.study.student), reverse("studies:approvals", args=[self.study.pk])),
        ]


class GrantApproval(_OfStudy, FormPage):
    """Record what an authority allowed."""

    policy = "studies.grant_approval"
    hide_refusal = True
    form_class = ApprovalForm
    title = gettext_lazy("Record an approval")
    submit_label = gettext_lazy("Record the approval")

    def get_initial(self) -> dict[str, Any]:
        """The form came in today unless another day is given."""
        return {"filed_on": clock.today(), "kind": self.request.GET.get("kind", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Heads, and the registry for them, may also lift the ceiling."""
        user, departments = self.request.user, [self.study.programme.department_id]
        head = in_department(user, Role.HEAD, departments) or in_department(user, Role.REGISTRY, departments)
        return {"heads": head}

    def act(self, form: Any) -> str | Decision:
        """Record it, or show why it came too late."""
        data = form.cleaned_data
        if data["subject"] and not subject_exists(data["subject"]):
            form.add_error("subject", _("There is no subject {code}.").format(code=data["subject"]))
            return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        if data["ends_on"] and data["ends_on"] < clock.today():
            form.add_error("ends_on", _("Choose today or a later day."))
            return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        wish = Wish(
            kind=data["kind"],
            term=data["term"] or None,
            reason=data["reason"],
            filed_on=data["filed_on"],
            subject=data["subject"] or None,
            number=data["number"],
            ends_on=data["ends_on"],
        )
        answer = grant_approval(self.study.pk, wish, actor=self.request.user, now=clock.now())
        if isinstance(answer, Decision):
            return answer
        messages.success(self.request, sentences(_("The approval is on record."), self._cost(wish)))
        return self.get_cancel_url()

    def _cost(self, wish: Wish) -> str:
        """Say what an additional year costs, which the student bears (polyu-2024-25:4M-10)."""
        purpose = KINDS[wish.kind].additional_year_for
        if not purpose or not wish.term:
            return ""
        told = price_told(additional_year_fee(self.study, purpose, wish.term, clock.today()))
        if told is None:
            return _("The fee tables give no price for the additional year; the Finance Office will be asked.")
        price, clause = told
        basis = _("a credit") if self.study.mode == "part_time" else _("the additional year")
        return _("%(credits)s extra credits; %(basis)s costs %(price)s (%(clause)s).") % {
            "credits": wish.number,
            "basis": basis,
            "price": money(price),
            "clause": citation_text(clause),
        }


class RevokeApproval(_OfStudy, ConfirmPage):
    """Take an approval back."""

    policy = "studies.grant_approval"
    hide_refusal = True
    title = gettext_lazy("Take back an approval")
    submit_label = gettext_lazy("Take back")
    submit_kind = "warning"
    warning = gettext_lazy("What was done under the approval stands; from now on it no longer counts.")

    @cached_property
    def approval(self) -> Approval:
        """The approval, if it is one of this study."""
        found = next((one for one in approvals_of(self.study) if one.pk == self.kwargs["approval"]), None)
        if found is None:
            raise Http404
        return found

    def get_rows(self) -> list[Row]:
        """What is taken back."""
        shown = approval_events([self.approval])[0]
        return [
            Row(_("Approval"), shown["label"]),
            Row(_("Form"), shown["form"] or "–"),
            Row(_("Term"), term(shown["term"]) if shown["term"] else "–"),
            Row(_("Subject"), shown["subject"] or "–"),
            Row(_("Granted"), f"{moment(shown['at'])} · {shown['by']}"),
            Row(_("Reason"), shown["reason"]),
        ]

    def act(self, form: Any) -> str:
        """Take it back."""
        revoke_approval(self.approval.pk, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The approval no longer counts."))
        return self.get_cancel_url()
