"""Confirming awards: all that boards decided, or one by hand."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.confirm_award import Board, confirm_award
from registrar.areas.awards.actions.confirm_decided import confirm_decided
from registrar.areas.awards.queries.left_to_confirm import left_to_confirm
from registrar.areas.awards.web.graduation_forms import ConfirmForm
from registrar.areas.awards.web.graduation_parts import class_named, every_class, programme_title
from registrar.areas.catalogue.queries.term import past_and_current_terms
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.kernel import Decision
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import term as term_words


def terms() -> list[tuple[str, str]]:
    """Return the latest terms to choose from."""
    return [(one.key, str(term_words(one.key))) for one in past_and_current_terms(clock.today())[:6]]


class ConfirmOne(FormPage):
    """Confirms one award by hand, where the board's decision isn't in the system."""

    policy = "awards.confirm_awards"
    belongs_to = ("awards:awards",)
    title = gettext_lazy("Confirm one award")
    lead = gettext_lazy("Only for decisions that a board took outside the system. The record is judged anew.")
    template_name = "awards/confirm_one.html"
    form_class = ConfirmForm
    conditions: Decision | None = None
    submit_label = gettext_lazy("Confirm")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Awards"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("awards:awards")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The terms and the classes."""
        return {"terms": terms(), "classes": every_class()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which conditions of the award are not met, where that is why."""
        return super().get_context_data(conditions=self.conditions, **kwargs)

    def act(self, form: Any) -> Any:
        """Confirm it, or show why not."""
        data = form.cleaned_data
        # The day has no hour: a change of the record on that day counts as later, so that none is overlooked.
        board = Board(datetime.combine(data["met_on"], time(), clock.HONG_KONG), data["proposed"], data["decided"])
        done = confirm_award(data["number"], data["term"], board, actor=self.request.user, now=clock.now())
        if not done.decision.allowed:
            self.conditions = done.conditions
            return done.decision
        messages.success(self.request, _("The award is confirmed; the student is a graduand."))
        return reverse("awards:awards")


class ConfirmDecided(ConfirmPage):
    """Confirms every award that boards decided; those that were left out before stand first, with the reason."""

    policy = "awards.confirm_awards"
    belongs_to = ("awards:awards",)
    template_name = "awards/confirm_decided.html"
    title = gettext_lazy("Confirm what boards decided")
    lead = gettext_lazy(
        "Awards in minutes that the chair has confirmed. Each is judged anew; what has changed is left out."
    )
    submit_label = gettext_lazy("Confirm")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Awards"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("awards:awards")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who waits, with award and class, and why the last attempt left somebody out."""
        waiting = left_to_confirm()
        log_looks(self.request, page="awards:confirm_decided", subjects=[f"study:{row.study.pk}" for row in waiting])
        rows = [
            {
                "number": row.study.student_number,
                "name": row.study.student.person.in_full,
                "award": programme_title(row.study),
                "class": class_named(row.decided.decided),
                "term": term_words(row.decided.term),
                "reasons": [one for one in row.refused.findings if not one.holds] if row.refused else (),
            }
            for row in waiting
        ]
        return super().get_context_data(waiting=rows, **kwargs)

    def act(self, form: Any) -> str:
        """Confirm them; where some are left out, stay and say why."""
        done = confirm_decided(actor=self.request.user, now=clock.now())
        counts = {"confirmed": done.confirmed, "refused": len(done.refused)}
        if done.refused:
            messages.warning(self.request, _("Confirmed: %(confirmed)s. Left out: %(refused)s.") % counts)
            return reverse("awards:confirm_decided")
        messages.success(self.request, _("Confirmed: %(confirmed)s.") % counts)
        return self.get_cancel_url()
