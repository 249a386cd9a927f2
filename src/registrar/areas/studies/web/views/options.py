"""Minors and further Majors of a student, as staff see, enter and end them."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.studies.actions.give_up_option import GivingUp, give_up_option
from registrar.areas.studies.actions.take_option import HeldAlready, take_option
from registrar.areas.studies.models import StudyOption
from registrar.areas.studies.option_facts import FORMS as FORM_CODES
from registrar.areas.studies.option_facts import OptionWish
from registrar.areas.studies.option_titles import offered, option_title
from registrar.areas.studies.queries.options_of import option_history, options_of
from registrar.areas.studies.web.option_forms import AHEAD, FORMS, GiveUpForm
from registrar.areas.studies.web.views.approvals import _OfStudy
from registrar.areas.studies.web.views.study_page import StudyPage
from registrar.kernel import Decision
from registrar.ui.joining import bracketed
from registrar.ui.parts import Link
from registrar.ui.views import FormPage
from registrar.ui.words import in_reader_language

Kind = StudyOption.Kind


class StudyOptions(StudyPage):
    """What is studied beside the Major, and what was given up."""

    template_name = "studies/options.html"
    tab = "options"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every option ever, and buttons for those that aren't held."""
        held = options_of([self.study.pk], clock.today()).get(self.study.pk, [])
        rows = option_history(self.study)
        known = {row.kind for row in rows if row.given_up_at is None}
        brought = [one for one in held if one.kind not in known]
        context = super().get_context_data(
            options=[(row, option_title(row.kind, row.code)) for row in rows],
            brought=[(Kind(one.kind).label, one, option_title(one.kind, one.code)) for one in brought],
            **kwargs,
        )
        kinds = {one.kind for one in held}
        if context["may_grant"]:
            context["page_actions"] = [
                Link(_enter(kind), reverse("studies:option-new", args=[self.study.pk, kind]))
                for kind in FORMS
                if kind not in kinds and offered(kind, self.study.cohort)
            ]
        return context


def _enter(kind: str) -> str:
    texts = {
        Kind.MINOR: _("Enter a Minor"),
        Kind.SECOND_MAJOR: _("Enter a Second Major"),
        Kind.SECONDARY_MAJOR: _("Enter a Secondary Major"),
    }
    return texts[Kind(kind)]


class _OfKind(_OfStudy):
    """The kind of option that a page is about."""

    @cached_property
    def kind(self) -> str:
        """The kind in the address, or a page not found."""
        if self.kwargs["kind"] not in FORMS:
            raise Http404
        return str(self.kwargs["kind"])

    def get_cancel_url(self) -> str:
        """Back to the options."""
        return reverse("studies:options", args=[self.study.pk])


class TakeOption(_OfKind, FormPage):
    """Enter what a student takes up beside the Major, with what the departments said."""

    policy = "studies.grant_approval"
    hide_refusal = True
    submit_label = gettext_lazy("Put on record")
    lead = gettext_lazy(
        "Once on record it is part of what the student must complete to graduate, unless it is given up in time."
    )

    def get_title(self) -> str:
        """The kind, with its form."""
        return bracketed(_enter(self.kind), FORM_CODES[Kind(self.kind)])

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """Each kind has its own form."""
        return FORMS[self.kind](data, files, initial=self.get_initial(), **self.get_form_kwargs())

    def get_initial(self) -> dict[str, Any]:
        """The form came in today, for the running term, unless told otherwise."""
        running = current_term(clock.today())
        return {
            "filed_on": clock.today(),
            "taken_from": running.pk if running else None,
            "conditions_met": True,
            "criteria_met": True,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is offered to the student's year of admission, and which questions don't concern the student."""
        held = {one.kind for one in options_of([self.study.pk], clock.today()).get(self.study.pk, [])}
        without = []
        if self.kind == Kind.MINOR:
            without = [] if Kind.SECONDARY_MAJOR in held else ["major_consents"]
            without += [] if self.study.admission == "advanced_standing" else ["allowed_at_admission"]
        if self.kind == Kind.SECONDARY_MAJOR and self.study.admission == "first_year":
            without = ["exception_recorded"]
        return {"offered": offered(self.kind, self.study.cohort), "without": tuple(without)}

    def act(self, form: Any) -> str | Decision:
        """Record it, or show what stands against it or whose turn it is."""
        data = form.cleaned_data
        wish = OptionWish(
            kind=self.kind,
            code=data["code"],
            filed_on=data["filed_on"],
            taken_from=data["taken_from"],
            reference=data["reference"],
            normal_semesters=data.get("normal_semesters"),
            answers=form.told(form.answers),
            more=form.told(form.more),
        )
        try:
            answer = take_option(self.study.pk, wish, actor=self.request.user, now=clock.now())
        except HeldAlready:
            form.add_error("code", _("One of this kind is on record already; it has to be given up first."))
            return self.show(form, key=self.idempotency_key, status=422)  # type: ignore[return-value]
        if isinstance(answer, Decision):
            return answer
        title = in_reader_language(option_title(answer.kind, answer.code))
        messages.success(self.request, _("%(option)s is on record.") % {"option": title})
        return self.get_cancel_url()


class GiveUpOption(_OfKind, FormPage):
    """Record that an option is given up."""

    policy = "studies.grant_approval"
    hide_refusal = True
    form_class = GiveUpForm
    submit_label = gettext_lazy("Record that it is given up")
    submit_kind = "warning"

    @cached_property
    def held(self) -> Any:
        """The option of this kind, or a page not found."""
        rows = options_of([self.study.pk], clock.today()).get(self.study.pk, [])
        found = next((one for one in rows if one.kind == self.kind), None)
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        """What is given up."""
        title = in_reader_language(option_title(self.kind, self.held.code))
        return _("Give up: %(option)s") % {"option": title}

    def get_initial(self) -> dict[str, Any]:
        """Today, from the running term on; most students' last semester is beyond the calendar."""
        running = current_term(clock.today())
        return {"filed_on": clock.today(), "last_term": AHEAD, "ends_from": running.pk if running else None}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who may have approved depends on the kind."""
        return {"kind": self.kind}

    def act(self, form: Any) -> str | Decision:
        """Record it, or show what stands against it."""
        data = form.cleaned_data
        told = GivingUp(
            filed_on=data["filed_on"],
            last_term="" if data["last_term"] == AHEAD else data["last_term"],
            ends_from=data["ends_from"],
            approved_by=tuple(data["approved_by"]),
            reason=data["reason"],
        )
        answer = give_up_option(self.study.pk, self.kind, told, actor=self.request.user, now=clock.now())
        if isinstance(answer, Decision):
            return answer
        messages.success(self.request, _("It is given up and no longer part of what graduation asks for."))
        return self.get_cancel_url()
