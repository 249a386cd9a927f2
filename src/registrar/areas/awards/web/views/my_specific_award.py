"""AR84c, as the student files it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.specific_award import file_specific_award, take_back_form
from registrar.areas.awards.graduation_deciding import decide_specific_award
from registrar.areas.awards.models import SpecificAwardApplication
from registrar.areas.awards.queries.graduation import specific_awards
from registrar.areas.awards.web.graduation_forms import AwardChoiceForm
from registrar.areas.awards.web.graduation_parts import form_tag, stream_title
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel import Decision
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage

State = SpecificAwardApplication.State
OVER = (State.REFUSED, State.TAKEN_BACK)


class FileSpecificAward(FormPage):
    """The awards of the programme, the deadline, and what was filed."""

    policy = "awards.apply"
    belongs_to = ("awards:apply",)
    template_name = "awards/specific_award.html"
    title = gettext_lazy("Graduate with a specific award")
    caption = "AR84c"
    form_class = AwardChoiceForm
    submit_label = gettext_lazy("Send to the department")

    @cached_property
    def study(self) -> Any:
        """The reader's study; 404 without one."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        return study

    @cached_property
    def term(self) -> Any:
        """The current semester."""
        term = current_term(clock.today())
        if term is None:
            raise Http404
        return term

    @cached_property
    def filed(self) -> list[SpecificAwardApplication]:
        """The reader's forms, the latest first."""
        return list(specific_awards().filter(study=self.study))

    @cached_property
    def answer(self) -> Decision:
        """Whether the form is for the reader, and until when."""
        live = next((row for row in self.filed if row.term_id == self.term.key and row.state not in OVER), None)
        waits = live is not None and live.state in (State.FILED, State.FORWARDED)
        filed_on = live.filed_at.astimezone(clock.HONG_KONG).date() if waits and live else None
        return decide_specific_award(self.study, self.term, clock.today(), filed_on=filed_on)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the application for graduation."""
        return [(_("Apply for graduation"), reverse("awards:apply"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The awards of the programme."""
        return {"choices": [(one.code, stream_title(one)) for one in self.study.programme.streams.order_by("code")]}

    def act(self, form: Any) -> Any:
        """File it."""
        done = file_specific_award(
            self.study.pk, self.term.key, form.cleaned_data["stream"], actor=self.request.user, now=clock.now()
        )
        if done.application is None:
            return done.decision
        if done.application.late:
            messages.warning(self.request, _("Your form is late: it is dealt with, but graduation may be delayed."))
        else:
            messages.success(self.request, _("Your department has your form."))
        return reverse("awards:specific_award")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was filed, and whether another form can be."""
        here = [row for row in self.filed if row.term_id == self.term.key and row.state not in OVER]
        forms = [
            {
                "rows": [
                    Row(_("Award"), stream_title(row.stream)),
                    Row(_("State"), form_tag(row)),
                    Row(_("Filed on"), row.filed_at),
                    Row(_("Answer by"), row.reply_by),
                    *([Row(_("The board says"), row.answer)] if row.answer else []),
                ],
                "back_url": reverse("awards:take_back_form", args=[row.pk]) if row.state == State.FILED else "",
            }
            for row in self.filed
        ]
        may = self.answer.allowed and not here and self.study.status == "active"
        return super().get_context_data(answer=self.answer, forms=forms, may_file=may, **kwargs)


class TakeBackForm(ConfirmPage):
    """Takes a form back that the department has not sent on."""

    policy = "awards.change_own_form"
    hide_refusal = True
    belongs_to = ("awards:apply",)
    title = gettext_lazy("Take this form back")
    submit_label = gettext_lazy("Take it back")

    @cached_property
    def row(self) -> SpecificAwardApplication:
        """The form of the address."""
        row = specific_awards().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_policy_object(self) -> SpecificAwardApplication:
        """Ask the policy about this one."""
        return self.row

    def get_cancel_url(self) -> str:
        """Back to the form."""
        return reverse("awards:specific_award")

    def get_rows(self) -> list[Row]:
        """What was asked for."""
        return [Row(_("Award"), stream_title(self.row.stream)), Row(_("Filed on"), self.row.filed_at)]

    def act(self, form: Any) -> str:
        """Take it back."""
        done = take_back_form(self.row.pk, now=clock.now())
        if done.state == State.TAKEN_BACK:
            messages.success(self.request, _("The form is taken back."))
        else:
            messages.warning(self.request, _("The department has sent the form on meanwhile."))
        return self.get_cancel_url()
