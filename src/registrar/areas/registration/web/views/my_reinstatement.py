"""A student whose registration has ended: why, until when it can be asked back, and how that stands."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.file_reinstatement import NotNullified, file_reinstatement
from registrar.areas.registration.actions.judge_reinstatement import judge_window
from registrar.areas.registration.actions.take_back_reinstatement import take_back_reinstatement
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import (
    latest_reinstatement,
    reinstatements,
)
from registrar.areas.registration.web import reinstatement_parts as parts
from registrar.areas.registration.web.forms import ReinstatementForm
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.reinstatement_parts import fee_clause
from registrar.areas.studies.queries.nullifications import nullification_of
from registrar.kernel import Decision
from registrar.ui.views import FormPage, PolicyView

State = Reinstatement.State


class MyReinstatement(OwnStudy, FormPage):
    """What happened, the application, and what came of it. The form shows while one can be filed."""

    belongs_to = ("registration:subjects",)
    policy = "registration.register"
    template_name = "registration/my_reinstatement.html"
    form_class = ReinstatementForm
    title = gettext_lazy("Reinstatement")
    lead = gettext_lazy("When a registration has ended: why, and how to ask for it back.")
    submit_label = gettext_lazy("Send the application")

    @cached_property
    def fallen(self) -> Any:
        """The nullification that the study stands under, None where it stands under none."""
        return nullification_of(self.study)

    @cached_property
    def asked(self) -> Reinstatement | None:
        """The latest application; about this nullification while the study stands under one."""
        row = latest_reinstatement(self.study.pk)
        if row is not None and self.fallen is not None and row.nullification_id != self.fallen.change:
            return None
        return row

    def act(self, form: Any) -> str | Decision:
        """File it, or show why not."""
        try:
            filed = file_reinstatement(
                self.study.pk, reason=form.cleaned_data["reason"], actor=self.request.user, now=clock.now()
            )
        except NotNullified:
            messages.error(self.request, _("Your registration stands; there is nothing to restore."))
            return reverse("registration:my-reinstatement")
        if filed.reinstatement is None:
            return filed.decision
        note = filed.reinstatement.charge.debit_note if filed.reinstatement.charge else None
        said = (
            _("Your application is filed. Pay its fee now: your department gets it once the fee is paid.")
            if note
            else _("Your application is with your department.")
        )
        messages.success(self.request, said)
        return reverse("registration:my-reinstatement")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The nullification with its reason, the window, the application and its subjects."""
        fallen, asked = self.fallen, self.asked
        ended = asked is None or asked.state in (State.TAKEN_BACK, State.LAPSED)
        window = judge_window(fallen, clock.now()) if fallen is not None and ended else None
        note = asked.charge.debit_note if asked is not None and asked.charge is not None else None
        return super().get_context_data(
            fallen=fallen,
            why=Decision.from_json(fallen.decision.body) if fallen is not None and fallen.decision else None,
            lost=parts.lost_subjects(fallen.study, fallen.term, fallen.at) if fallen is not None else [],
            window=window,
            possible=window is not None and bool(window.result.get("considered")),
            asked=asked,
            rows=parts.application_rows(asked, linked=True) if asked is not None else [],
            subjects=parts.subjects_of(asked) if asked is not None and asked.state == State.REINSTATED else [],
            fee_clause=fee_clause(asked),
            to_pay=note if note is not None and note.state == "outstanding" else None,
            may_take_back=asked is not None
            and asked.state in Reinstatement.LIVE
            and note is not None
            and note.state != "paid",
            **kwargs,
        )


class TakeBackReinstatement(PolicyView):
    """The student takes the application back."""

    policy = "registration.take_back_reinstatement"
    hide_refusal = True
    http_method_names = ["post"]

    @cached_property
    def found(self) -> Reinstatement:
        """The application, or a page not found."""
        row = reinstatements().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> Reinstatement:
        """The application decides."""
        return self.found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """End it, or say that it is too late for that."""
        if take_back_reinstatement(self.found.pk, actor=request.user, now=clock.now()):
            messages.success(request, _("The application is taken back, and its fee is no longer owed."))
        else:
            messages.error(request, _("The application is paid for or decided: it can't be taken back."))
        return HttpResponseRedirect(reverse("registration:my-reinstatement"), status=303)
