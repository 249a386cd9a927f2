"""Awards as the registry and boards see them: the list, one award, and their confirmation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.confirm_award import Board, confirm_award
from registrar.areas.awards.actions.confirm_decided import confirm_decided
from registrar.areas.awards.graduation_deciding import decide_release
from registrar.areas.awards.models import Award
from registrar.areas.awards.queries.graduation import awards, penalties, retractions_open
from registrar.areas.awards.web.graduation_forms import ConfirmForm
from registrar.areas.awards.web.graduation_parts import award_tag, chinese, class_of, title_of
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.catalogue.queries.departments import faculties
from registrar.areas.catalogue.queries.term import current_term, past_and_current_terms
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui.parts import Column, Filter, Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, FormPage, Page
from registrar.ui.words import day
from registrar.ui.words import term as term_words


def terms() -> list[tuple[str, str]]:
    """Return the latest terms to choose from."""
    return [(one.key, str(term_words(one.key))) for one in past_and_current_terms(clock.today())[:6]]


def days_of_conferment() -> list[tuple[str, str]]:
    """Return the days of conferment on record, the latest first."""
    found = awards().order_by("-confer_on").values_list("confer_on", flat=True).distinct()
    return [(one.isoformat(), day(one, weekday=False)) for one in found]


def faculty_filter() -> Filter:
    """Return the choice of a faculty."""
    choices = [(one.pk, one.name_zh if chinese() else one.name_en) for one in faculties()]
    return Filter("study__programme__department__faculty", _("Faculty"), choices)


class AwardList(LoggedList):
    """Graduands, graduates and retracted awards."""

    policy = "awards.view_awards"
    log_name = "awards:awards"
    title = gettext_lazy("Awards")
    columns = (
        Column("student", gettext_lazy("Student"), sort="study__student_number"),
        Column("name", gettext_lazy("Name")),
        Column("title", gettext_lazy("Award")),
        Column("class", gettext_lazy("Classification"), sort="award_class"),
        Column("gpa", gettext_lazy("GPA for award"), numeric=True, sort="award_gpa"),
        Column("confer_on", gettext_lazy("Conferment"), sort="confer_on"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "-confer_on"
    search_label = gettext_lazy("Student number or name")
    export_name = "awards"
    empty_title = gettext_lazy("No awards")
    empty_text = gettext_lazy("Awards appear here once they are confirmed after the Board of Examiners has decided.")

    def get_filters(self) -> Sequence[Filter]:
        """By state, conferment and faculty."""
        return [
            Filter("state", _("State"), Award.State.choices),
            Filter("confer_on", _("Conferment"), days_of_conferment()),
            faculty_filter(),
        ]

    def rows(self) -> Any:
        """Every award."""
        return awards()

    def cells(self, item: Award) -> Mapping[str, Any]:
        """One award."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "title": title_of(item),
            "class": class_of(item),
            "gpa": item.award_gpa,
            "confer_on": item.confer_on,
            "state": award_tag(item),
        }

    def link(self, item: Award) -> str:
        """The award's own page."""
        return reverse("awards:award", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The ways on."""
        user = self.request.user
        actions = [Link(_("Graduates List"), reverse("awards:graduates"))]
        actions.append(Link(_("Congregation list"), reverse("awards:congregation")))
        if permits("awards.view_penalties", user):
            actions.append(Link(_("Penalties"), reverse("awards:penalties")))
        if permits("awards.confirm_awards", user):
            actions.insert(0, Link(_("Confirm what boards decided"), reverse("awards:confirm_decided")))
            actions.append(Link(_("Confirm one award"), reverse("awards:confirm")))
        return super().get_context_data(page_actions=actions, **kwargs)


class AwardPage(Page):
    """One award with everything that it rests on."""

    policy = "awards.view_award"
    hide_refusal = True
    belongs_to = ("awards:awards",)
    template_name = "awards/award.html"

    @cached_property
    def award(self) -> Award:
        """The award of the address."""
        rows = awards().select_related("eligibility", "classification", "decision", "confirmed_by__person")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Award:
        """Ask the policy about this one."""
        return self.award

    def get_title(self) -> str:
        """Whose award."""
        return str(self.award.study.student.person.in_full)

    def get_caption(self) -> str:
        """Which study."""
        return self.award.study.student_number

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Awards"), reverse("awards:awards"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; looking leaves a trace."""
        log_look(request, page="awards:award", subject=f"study:{self.award.study_id}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The award, its penalties, and a retraction that is open."""
        award, user = self.award, self.request.user
        lowered = award.decided_class != award.award_class
        rows = [
            Row(_("Award"), title_of(award)),
            Row(_("State"), award_tag(award)),
            Row(_("Classification"), class_of(award)),
            *([Row(_("Decided by the board"), award.decided_class)] if lowered else []),
            Row(_("GPA for award"), award.award_gpa),
            Row(_("Board of Examiners"), award.board_met_on),
            Row(_("Eligibility confirmed on"), award.confirmed_on),
            Row(_("Conferment"), award.conferred_on or award.confer_on),
            *([Row(_("Deferred until"), award.deferred_until)] if award.deferred_until else []),
        ]
        of_study = penalties().filter(study_id=award.study_id)
        shown = [Row(one.get_kind_display(), one.reference) for one in of_study]
        open_one = retractions_open(award)
        actions = []
        if permits("awards.retract_awards", user) and award.state == Award.State.CONFERRED:
            if open_one is None:
                url = reverse("awards:propose_retraction", args=[award.pk])
                actions.append(Link(_("Propose to retract the award"), url))
            else:
                url = reverse("awards:settle_retraction", args=[open_one.pk])
                actions.append(Link(_("Decide on the retraction"), url))
        release = decide_release(award, clock.today()) if award.state == Award.State.CONFERRED else None
        return super().get_context_data(
            award=award, rows=rows, penalties=shown, release=release, page_actions=actions, **kwargs
        )


class ConfirmOne(FormPage):
    """Confirms one award by hand, where the board's decision isn't in the system."""

    policy = "awards.confirm_awards"
    belongs_to = ("awards:awards",)
    title = gettext_lazy("Confirm one award")
    lead = gettext_lazy("Only for decisions that a board took outside the system. The record is judged anew.")
    form_class = ConfirmForm
    submit_label = gettext_lazy("Confirm")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Awards"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("awards:awards")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The terms."""
        return {"terms": terms()}

    def act(self, form: Any) -> Any:
        """Confirm it, or show why not."""
        data = form.cleaned_data
        # The day has no hour: a change of the record on that day counts as later, so that none is overlooked.
        board = Board(datetime.combine(data["met_on"], time(), clock.HONG_KONG), data["proposed"], data["decided"])
        done = confirm_award(data["number"], data["term"], board, actor=self.request.user, now=clock.now())
        if not done.decision.allowed:
            return done.decision
        messages.success(self.request, _("The award is confirmed; the student is a graduand."))
        return reverse("awards:awards")


class ConfirmDecided(ConfirmPage):
    """Confirms every award that boards decided in the current term."""

    policy = "awards.confirm_awards"
    belongs_to = ("awards:awards",)
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

    def get_rows(self) -> list[Row]:
        """Which term."""
        term = current_term(clock.today())
        return [Row(_("Term"), term_words(term.key) if term else "–")]

    def act(self, form: Any) -> str:
        """Confirm them."""
        done = confirm_decided(actor=self.request.user, now=clock.now())
        counts = {"confirmed": done.confirmed, "refused": len(done.refused)}
        messages.success(self.request, _("Confirmed: %(confirmed)s. Left out: %(refused)s.") % counts)
        return self.get_cancel_url()
