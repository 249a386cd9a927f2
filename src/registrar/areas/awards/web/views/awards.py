"""Awards as the registry and boards see them: the list, and one award."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.graduation_deciding import decide_release
from registrar.areas.awards.graduation_facts import standing_at
from registrar.areas.awards.models import Award, GraduationPenalty, ParchmentEnding
from registrar.areas.awards.queries.changed_since import changed_since
from registrar.areas.awards.queries.graduation import awards, penalties, retraction_of, retractions_open
from registrar.areas.awards.queries.parchments import ending_of
from registrar.areas.awards.web.graduation_parts import (
    award_tag,
    chinese,
    class_named,
    class_of,
    ending_tag,
    named,
    penalty_tag,
    title_of,
)
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.catalogue.queries.departments import faculties
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui.joining import bracketed
from registrar.ui.parts import Column, Filter, Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import day
from registrar.ui.words import term as term_words


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
        actions.append(Link(_("Parchments"), reverse("awards:parchments")))
        if permits("awards.view_penalties", user):
            actions.append(Link(_("Penalties"), reverse("awards:penalties")))
        if permits("awards.confirm_awards", user):
            actions.insert(0, Link(_("Confirm what boards decided"), reverse("awards:confirm_decided")))
            actions.append(Link(_("Confirm one award"), reverse("awards:confirm")))
        actions.append(Link(_("Results changed since"), reverse("awards:changed_awards")))
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
            *([Row(_("Decided by the board"), class_named(award.decided_class))] if lowered else []),
            Row(_("GPA for award"), award.award_gpa),
            Row(_("Board of Examiners met on"), award.board_met_on),
            Row(_("Last term"), term_words(award.term_id)),
            Row(_("Eligibility confirmed on"), award.confirmed_on),
            *([Row(_("Confirmed by"), str(award.confirmed_by.person))] if award.confirmed_by else []),
            Row(_("Conferment"), award.conferred_on or award.confer_on),
            *([Row(_("Deferred until"), award.deferred_until)] if award.deferred_until else []),
        ]
        of_study = penalties().filter(study_id=award.study_id)
        shown = [
            Row(one.get_kind_display(), bracketed(penalty_tag(one).text, one.reference), *self._lifting(one))
            for one in of_study
        ]
        open_one = retractions_open(award)
        actions = []
        if permits("awards.retract_awards", user) and award.state == Award.State.CONFERRED:
            if open_one is None:
                url = reverse("awards:propose_retraction", args=[award.pk])
                actions.append(Link(_("Propose to retract the award"), url))
            else:
                url = reverse("awards:settle_retraction", args=[open_one.pk])
                actions.append(Link(_("Decide on the retraction"), url))
        conferred = award.state == Award.State.CONFERRED
        ending = ending_of(award)
        release = decide_release(award, clock.today()) if conferred and ending is None else None
        if conferred:
            rows += self._parchment(ending)
        if award.state == Award.State.RETRACTED:
            rows += self._retracted()
        if conferred and ending is None and permits("awards.hand_over_parchments", user):
            actions.insert(0, Link(_("Hand over the parchment"), reverse("awards:hand_over", args=[award.pk])))
        return super().get_context_data(
            award=award,
            rows=rows,
            penalties=shown,
            release=release,
            retraction=open_one,
            page_actions=actions,
            **self._changes(),
            **kwargs,
        )

    def _parchment(self, ending: ParchmentEnding | None) -> list[Row]:
        """What became of the parchment."""
        if ending is None:
            return [Row(_("Parchment"), ending_tag(None))]
        return [
            Row(_("Parchment"), ending_tag(ending)),
            Row(_("Collected or destroyed on"), ending.ended_at),
            *([Row(_("Representative"), ending.representative)] if ending.representative else []),
            *([Row(_("Released all the same"), ending.override)] if ending.override else []),
            Row(_("Recorded by"), str(ending.ended_by.person)),
        ]

    def _retracted(self) -> list[Row]:
        """Who took the award back, why, and on whose authority."""
        done = retraction_of(self.award)
        if done is None or done.settled_by is None:
            return []
        return [
            Row(_("Taken back on"), done.settled_at),
            Row(_("Reason"), done.reason),
            Row(_("Authority that decided it"), done.authority),
            Row(_("File of the decision"), done.reference),
            Row(_("Proposed by"), str(done.proposed_by.person)),
            Row(_("Carried out by"), str(done.settled_by.person)),
        ]

    def _lifting(self, penalty: GraduationPenalty) -> tuple[Any, ...]:
        """The way to lift a penalty that is in force, for those who may."""
        may = permits("awards.manage_penalties", self.request.user) and not penalty.lifted_at and not penalty.used_on_id
        return (reverse("awards:lift_penalty", args=[penalty.pk]), _("Lift")) if may else ()

    def _changes(self) -> dict[str, Any]:
        """Results that changed since, with what the record gives today."""
        found = changed_since(award=self.award)
        if not found:
            return {}
        changes = found[0].changes
        names = named([one.subject for one in changes])
        standing = standing_at(self.award.study, self.award.term, clock.today()).classification
        gpa, proposed = standing.result.get("award_gpa"), standing.result.get("proposed")
        return {
            "changes": [{"subject": name, "change": one} for name, one in zip(names, changes, strict=True)],
            "today": [
                Row(_("GPA for award today"), gpa if gpa is not None else "–"),
                Row(_("Class that it gives"), class_named(str(proposed or "")) or "–"),
            ],
        }
