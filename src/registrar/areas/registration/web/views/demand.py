"""Demand while subjects are being chosen: places, who wants them, and who was refused, refreshed every half minute."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.platform import clock
from registrar.areas.registration.queries.demand import (
    DepartmentDemand,
    GroupDemand,
    by_department,
    group_demand,
    in_slots,
    most_wanted,
    taken_over_time,
)
from registrar.areas.registration.queries.my_registrations import planning_term
from registrar.areas.registration.queries.seat_refusals import SeatRefusals, seat_refusals
from registrar.areas.registration.web.registration_parts import window_note
from registrar.areas.studies.policies import departments_of
from registrar.ui.parts import Part, Point, Tab, Tile
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import clock_time, in_chinese, number
from registrar.ui.words import term as term_words

STEPS = {"5": 5, "15": 15, "60": 60}
POINTS = 6
WANTED = 20


class Demand(Page):
    """The departments' places and the full groups that are wanted most. A fixed number of queries."""

    policy = "registration.list_offerings"
    title = gettext_lazy("Demand")

    def get_template_names(self) -> list[str]:
        """Only the figures where the page asks for them by itself."""
        return ["registration/_demand.html" if self.request.htmx else "registration/demand.html"]  # type: ignore[attr-defined]

    @cached_property
    def term(self) -> Any:
        """The term that subjects are being chosen for."""
        return planning_term(clock.now())

    def get_caption(self) -> str:
        """Which term."""
        return term_words(self.term.pk) if self.term else ""

    @cached_property
    def own(self) -> list[Any]:
        """The departments whose demand the user may see."""
        return departments(departments_of(self.request.user))

    @cached_property
    def chosen(self) -> str:
        """The one department asked for; empty for all."""
        asked = self.request.GET.get("department", "")
        return asked if asked in {one.pk for one in self.own} else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything on the page."""
        if self.term is None:
            return super().get_context_data(term=None, **kwargs)
        now = clock.now()
        codes = [self.chosen] if self.chosen else [one.pk for one in self.own]
        opened = _opened(self.term, now)
        groups = group_demand(self.term.pk, codes)
        refusals = seat_refusals(opened, now)
        rows = by_department(groups)
        clauses = _clauses(refusals, codes)
        manages = permits("registration.manage_offering", self.request.user)
        return super().get_context_data(
            term=self.term,
            window=window_note(self.term, now),
            moment=f"{now:%H:%M:%S}",
            tiles=_tiles(rows, sum(clauses.values())),
            rows=[self._row(row, refusals) for row in rows] if len(rows) > 1 else [],
            clauses=sorted(clauses.items()),
            steps=self._steps(),
            points=self._points(codes, refusals, now),
            names=[_("Places taken"), _("Refused for want of a place")],
            wanted=[_wanted(one, manages) for one in most_wanted(groups, WANTED)],
            choices=[(one.pk, f"{one.pk} {one.name_zh if in_chinese() else one.name_en}") for one in self.own],
            chosen=self.chosen,
            step=self.step,
            address=self.request.get_full_path(),
            **kwargs,
        )

    @property
    def step(self) -> str:
        """Minutes of a slot."""
        asked = self.request.GET.get("step", "")
        return asked if asked in STEPS else "15"

    def _steps(self) -> list[Tab]:
        query = f"&department={self.chosen}" if self.chosen else ""
        labels = {"5": _("Every 5 minutes"), "15": _("Every 15 minutes"), "60": _("Every hour")}
        return [Tab(labels[key], f"?step={key}{query}", key == self.step) for key in STEPS]

    def _points(self, codes: Sequence[str], refusals: SeatRefusals, now: datetime) -> list[Point]:
        """The last slots, each with the places given and the refusals in it."""
        minutes = STEPS[self.step]
        slot, seconds = timedelta(minutes=minutes), minutes * 60
        start = now.replace(second=0, microsecond=0)
        start -= timedelta(minutes=(start.hour * 60 + start.minute) % minutes)
        since = start - (POINTS - 1) * slot
        taken = taken_over_time(self.term.pk, codes, since=since, step=seconds)
        refused = Counter[datetime]()
        for one in codes:
            refused += in_slots(refusals.by_slot.get(one, Counter()), since=since, step=seconds)
        moments = [since + place * slot for place in range(POINTS)]
        return [Point(clock_time(one), (taken[one], refused[one])) for one in moments]

    def _row(self, row: DepartmentDemand, refusals: SeatRefusals) -> dict[str, Any]:
        return {
            "row": row,
            "url": f"?department={row.department}&step={self.step}",
            "parts": _parts(row),
            "refused": sum(refusals.by_clause[row.department].values()) if row.department in refusals.by_clause else 0,
        }


def _opened(term: Any, now: datetime) -> datetime:
    """When the window opened that is open, or was last."""
    moment: datetime = term.add_drop_from if now >= term.add_drop_from else term.registration_from
    return moment


def _clauses(refusals: SeatRefusals, codes: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes:
        for clause, count in refusals.by_clause.get(code, {}).items():
            found[clause] = found.get(clause, 0) + count
    return found


def _parts(one: DepartmentDemand | GroupDemand) -> list[Part]:
    left = max(one.quota - one.taken - one.held, 0)
    waited = min(one.waiting, left)
    return [
        Part(_("taken"), one.taken, 1),
        Part(_("kept"), one.held, 4),
        Part(_("waited for"), waited, 3),
        Part(_("free"), left - waited, 0),
    ]


def _tiles(rows: Sequence[DepartmentDemand], refused: int) -> list[Tile]:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    full = _("{full} of {groups} groups are full").format(full=number(total("full")), groups=number(total("groups")))
    return [
        Tile(_("Places taken"), number(total("taken")), _("of {places}").format(places=number(total("quota")))),
        Tile(_("Kept for some"), number(total("held"))),
        Tile(_("Waiting"), number(total("waiting")), full, tone="warn" if total("waiting") else ""),
        Tile(_("In baskets"), number(total("planned")), _("not submitted yet")),
        Tile(
            _("Refused for want of a place"),
            number(refused),
            _("since the window opened"),
            tone="warn" if refused else "",
        ),
    ]


def _wanted(one: GroupDemand, manages: bool) -> dict[str, Any]:
    return {
        "group": one,
        "title": one.title_zh if in_chinese() else one.title_en,
        "url": reverse("registration:offering", args=[one.offering]),
        "quota": reverse("registration:quota", args=[one.group]) if manages else "",
    }
