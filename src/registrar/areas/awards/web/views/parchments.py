"""Parchments: who has collected, who has not, and the counter."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.end_parchment import destroy_parchment, hand_over_parchment
from registrar.areas.awards.graduation_deciding import decide_disposal, decide_release
from registrar.areas.awards.models import Award, ParchmentEnding
from registrar.areas.awards.queries.parchments import parchments
from registrar.areas.awards.web.graduation_parts import ending_tag, title_of
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.awards.web.of_row import OneRow
from registrar.areas.awards.web.parchment_forms import REPRESENTATIVE, CounterForm
from registrar.areas.awards.web.views.awards import days_of_conferment
from registrar.areas.platform import clock
from registrar.ui.parts import Column, Filter, Row
from registrar.ui.policy import permits

WAITING, OLD = "waiting", "old"


class Parchments(LoggedList):
    """Every parchment; those that wait can be handed over, old ones destroyed."""

    policy = "awards.view_awards"
    log_name = "awards:parchments"
    belongs_to = ("awards:awards",)
    title = gettext_lazy("Parchments")
    lead = gettext_lazy("One parchment an award: what is handed over or destroyed is never printed again.")
    columns = (
        Column("student", gettext_lazy("Student"), sort="study__student_number"),
        Column("name", gettext_lazy("Name")),
        Column("award", gettext_lazy("Award")),
        Column("dated", gettext_lazy("Date of the parchment"), sort="conferred_on"),
        Column("state", gettext_lazy("State")),
        Column("ended", gettext_lazy("Collected or destroyed on")),
    )
    default_sort = "-conferred_on"
    search_label = gettext_lazy("Student number or name")
    export_name = "parchments"
    empty_title = gettext_lazy("No parchments")
    empty_text = gettext_lazy("They appear here once awards are conferred.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the awards."""
        return [(_("Awards"), reverse("awards:awards"))]

    def get_filters(self) -> Sequence[Filter]:
        """By what became of them, and conferment."""
        states = [(WAITING, _("Not collected")), (OLD, _("May be destroyed")), *ParchmentEnding.How.choices]
        return [Filter("state", _("State"), states), Filter("conferred_on", _("Conferment"), days_of_conferment())]

    def rows(self) -> Any:
        """Every conferred award."""
        return parchments()

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By state: what may be destroyed is told by the year of the parchment."""
        if name != "state":
            return super().filter(rows, name, value)
        if value == WAITING:
            return rows.filter(parchment_ending=None)
        if value == OLD:
            return rows.filter(parchment_ending=None, conferred_on__lte=last_year_to_destroy(clock.today()))
        return rows.filter(parchment_ending__how=value)

    def cells(self, item: Award) -> Mapping[str, Any]:
        """One parchment."""
        ending = getattr(item, "parchment_ending", None)
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "award": title_of(item),
            "dated": item.conferred_on,
            "state": ending_tag(ending),
            "ended": ending.ended_at if ending else "–",
        }

    def link(self, item: Award) -> str:
        """Where it is handed over, for those who may; else the award."""
        waits = getattr(item, "parchment_ending", None) is None
        may = waits and permits("awards.hand_over_parchments", self.request.user)
        return reverse("awards:hand_over" if may else "awards:award", args=[item.pk])


def last_year_to_destroy(today: date) -> date:
    """Return the last parchment date of which one may be destroyed today, as the rule says of each year's last day."""
    for year in range(today.year, today.year - 4, -1):
        last = date(year, 12, 31)
        probe = Award(conferred_on=last, confer_on=last)
        if decide_disposal(probe, today, collected=False).allowed:
            return last
    return date(today.year - 4, 12, 31)


class _OfParchment(OneRow):
    policy = "awards.hand_over_parchments"
    belongs_to = ("awards:awards",)
    list_name = "awards:parchments"
    list_title = gettext_lazy("Parchments")

    def query(self) -> Any:
        """Conferred awards whose parchment waits."""
        return parchments().filter(parchment_ending=None)

    def get_rows(self) -> list[Row]:
        """The parchment."""
        return [
            *super().get_rows(),
            Row(_("Award"), title_of(self.row)),
            Row(_("Date of the parchment"), self.row.conferred_on),
        ]


class HandOver(_OfParchment):
    """The counter: who comes, and what was seen."""

    template_name = "awards/hand_over.html"
    title = gettext_lazy("Hand over the parchment")
    form_class = CounterForm
    submit_label = gettext_lazy("Hand it over")
    warning = gettext_lazy("A parchment is issued once. It can't be taken back on record.")

    @cached_property
    def release(self) -> Any:
        """Whether anything keeps it back today."""
        return decide_release(self.row, clock.today())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether a reason has to be given."""
        return {"kept_back": not self.release.allowed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What keeps it back, and the way to destroy an old one."""
        disposal = decide_disposal(self.row, clock.today(), collected=False)
        url = reverse("awards:destroy_parchment", args=[self.row.pk]) if disposal.allowed else ""
        return super().get_context_data(release=self.release, disposal=disposal, destroy_url=url, **kwargs)

    def act(self, form: Any) -> Any:
        """Hand it over, or show what is missing."""
        data = form.cleaned_data
        if data["collector"] == REPRESENTATIVE and data["authorisation"] and not data["name"].strip():
            form.add_error("name", _("Give the name that the authorisation gives."))
            return self.show(form, key=self.idempotency_key, status=422)
        done = hand_over_parchment(
            self.row.pk,
            form.seen(),
            representative=data["name"],
            override=data.get("override", ""),
            actor=self.request.user,
            now=clock.now(),
        )
        if done.ending is None:
            return done.decision
        messages.success(self.request, _("The parchment is handed over."))
        return reverse("awards:award", args=[self.row.pk])


class DestroyParchment(_OfParchment):
    """Records that one was destroyed."""

    title = gettext_lazy("Record that the parchment was destroyed")
    submit_label = gettext_lazy("It was destroyed")
    submit_kind = "warning"
    warning = gettext_lazy("No notice goes out. From then on only a certification of award proves the award.")

    def act(self, form: Any) -> Any:
        """Record it, or show why it is kept."""
        done = destroy_parchment(self.row.pk, actor=self.request.user, now=clock.now())
        if done.ending is None:
            return done.decision
        messages.success(self.request, _("It is on record that the parchment was destroyed."))
        return self.get_cancel_url()
