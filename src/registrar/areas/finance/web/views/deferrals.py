"""Applications for deferral at the Student Affairs Office: list, one, answer; and special approvals."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.answer_deferral import answer_deferral
from registrar.areas.finance.actions.enter_special_deferral import enter_special_deferral
from registrar.areas.finance.models import DebitNote, Deferral
from registrar.areas.finance.queries.deferrals import all_deferrals, matching_deferrals
from registrar.areas.finance.queries.notes import all_notes
from registrar.areas.finance.web.deferral_forms import AnswerForm, SpecialForm
from registrar.areas.finance.web.deferral_parts import deferral_rows, deferral_tag, end_of_year
from registrar.areas.finance.web.note_parts import note_rows
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.parts import Column, Filter, Link
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage, Page
from registrar.ui.words import day, in_reader_language, moment


class DeferralList(ListPage):
    """Every application, by the deadline that it is about."""

    policy = "finance.view_deferrals"
    title = gettext_lazy("Deferral of tuition")
    lead = gettext_lazy("Answer before the deadline of the debit note: afterwards registration ends.")
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("note", gettext_lazy("Debit note")),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("deadline", gettext_lazy("Last day of payment"), sort="deadline"),
        Column("asked", gettext_lazy("Asked"), sort="asked_at"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "deadline"
    search_label = gettext_lazy("Note number, student number or name")
    export_name = "deferrals"
    empty_title = gettext_lazy("Nobody has asked for deferral")

    def rows(self) -> QuerySet[Deferral]:
        """Every application."""
        return all_deferrals()

    def search(self, rows: Any, text: str) -> Any:
        """By note, student or name."""
        return matching_deferrals(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """By state."""
        return [Filter("state", _("State"), Deferral.State.choices)]

    def cells(self, item: Deferral) -> Mapping[str, Any]:
        """One application."""
        study = item.debit_note.study
        return {
            "student": study.student_number,
            "name": person_name(study.student.person),
            "note": item.debit_note.number,
            "amount": Money(item.debit_note.amount),
            "deadline": day(item.deadline),
            "asked": moment(item.asked_at),
            "state": deferral_tag(item),
        }

    def link(self, item: Deferral) -> str:
        """Its own page."""
        return reverse("finance:deferral", args=[item.pk])


class _OfDeferral:
    """The application of the address."""

    kwargs: dict[str, Any]
    belongs_to: tuple[str, ...] = ("finance:deferrals",)

    @cached_property
    def deferral(self) -> Deferral:
        """The application with student and note."""
        found = all_deferrals().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Deferral of tuition"), reverse("finance:deferrals"))]


class DeferralPage(_OfDeferral, Page):
    """One application with its decision; a look is logged."""

    policy = "finance.view_deferrals"
    template_name = "finance/deferral.html"

    def get_title(self) -> str:
        """The student's name."""
        return person_name(self.deferral.debit_note.study.student.person)

    def get_caption(self) -> str:
        """The student number."""
        return str(self.deferral.debit_note.study.student_number)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Particulars, decision, and the answer where one may be given."""
        item = self.deferral
        log_look(self.request, page="finance:deferral", subject=f"study:{item.debit_note.study_id}")
        actions = []
        if item.state == Deferral.State.ASKED and permits("finance.answer_deferral", self.request.user):
            actions.append(Link(_("Answer"), reverse("finance:answer_deferral", args=[item.pk])))
        return super().get_context_data(
            rows=deferral_rows(item, staff=True, links=permits("finance.view_books", self.request.user)),
            decision=item.decision.body,
            page_actions=actions,
            **kwargs,
        )


class AnswerDeferral(_OfDeferral, FormPage):
    """Grant deferral to a day, or decline it, with a reason."""

    policy = "finance.answer_deferral"
    template_name = "finance/waive_charge.html"
    form_class = AnswerForm
    title = gettext_lazy("Answer an application for deferral")
    submit_label = gettext_lazy("Send the answer")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; what was answered or taken back is shown instead."""
        if self.deferral.state != Deferral.State.ASKED:
            return HttpResponseRedirect(self.get_cancel_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The last day that makes sense."""
        return {"latest": end_of_year(self.deferral.debit_note)}

    def get_cancel_url(self) -> str:
        """Back to the application."""
        return reverse("finance:deferral", args=[self.deferral.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application above the form."""
        return super().get_context_data(rows=deferral_rows(self.deferral, staff=True, links=False), **kwargs)

    def act(self, form: Any) -> Any:
        """Answer it, or show what refuses it."""
        done = answer_deferral(
            self.deferral.pk,
            granted=form.cleaned_data["granted"] == "yes",
            deferred_to=form.cleaned_data["deferred_to"],
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done.repeated:
            messages.warning(self.request, _("It had been answered or taken back before, so nothing was changed."))
            return self.get_cancel_url()
        if done.deferral.state == Deferral.State.ASKED:
            if done.refused is None:
                return done.decision
            messages.error(self.request, in_reader_language(both(done.refused)))
            return self.get_cancel_url()
        messages.success(self.request, _("The answer is on record and the student has been told."))
        return self.get_cancel_url()


class EnterSpecialDeferral(FormPage):
    """The Finance Office enters the special approval of the department that offers a self-financed programme."""

    belongs_to = ("finance:notes",)
    policy = "finance.keep_books"
    template_name = "finance/waive_charge.html"
    form_class = SpecialForm
    title = gettext_lazy("Enter a department's special approval")
    lead = gettext_lazy("On a self-financed programme the deadline moves only as the offering department approved.")
    submit_label = gettext_lazy("Move the deadline")

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address."""
        return get_object_or_404(all_notes(), number=self.kwargs["number"])

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.note.number])

    def get_form_kwargs(self) -> dict[str, Any]:
        """The last day that makes sense."""
        return {"latest": end_of_year(self.note)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The note above the form."""
        return super().get_context_data(rows=note_rows(self.note, staff=True), **kwargs)

    def act(self, form: Any) -> Any:
        """Enter it, or show what refuses it."""
        done = enter_special_deferral(
            self.note.pk,
            deferred_to=form.cleaned_data["deferred_to"],
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done is None:
            messages.error(self.request, _("A deferral of this debit note waits or stands already."))
            return self.get_cancel_url()
        if done.refused is not None:
            messages.error(self.request, in_reader_language(both(done.refused)))
            return self.get_cancel_url()
        if done.decision is not None and not done.decision.allowed:
            return done.decision
        messages.success(self.request, _("The deadline is moved and the student has been told."))
        later = done.deferral.deferred_note
        return reverse("finance:note", args=[later.number if later else self.note.number])
